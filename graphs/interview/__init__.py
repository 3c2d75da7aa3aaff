"""The interview: what a learner can do, read from what the learner writes."""
