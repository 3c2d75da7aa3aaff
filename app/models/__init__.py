"""Model files: which there are, where they lie, whether they fit, how to fetch them."""
