"""The knowledge base: load, chunk, embed, index (write side) and search (read side)."""
