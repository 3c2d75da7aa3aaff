"""The learner's documents, written from the records by plain functions."""
