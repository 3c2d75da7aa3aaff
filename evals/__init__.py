"""Does the mentor do its job: typed cases, scoring and reports, run with the real models."""
