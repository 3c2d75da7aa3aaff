"""Shared nouns of the career model: skills, levels, ratings, resources. No I/O."""
