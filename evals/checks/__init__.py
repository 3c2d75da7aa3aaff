"""What is checked of an answer; written apart from the product's own verifier, so no bug hides in both."""
