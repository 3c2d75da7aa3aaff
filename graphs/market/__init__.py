"""Job postings: read into records, compared, and summed up as a market."""
