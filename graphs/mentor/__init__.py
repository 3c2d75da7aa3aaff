"""Routes a message to a slice; the only module that knows them all."""
