"""`make bench-peers`: the same cases on the same two models through the plain chains of other libraries."""
