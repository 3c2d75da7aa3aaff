"""From an assessment, the catalogues and the learner's hours to a plan of six months, by code alone."""
