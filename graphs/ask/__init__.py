"""The ask slice: a grounded answer from the corpus, or an honest refusal."""
