"""What a learner does of their plan: check-ins, status, monthly reviews, and choices after missed weeks."""
