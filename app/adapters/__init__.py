"""Real parts behind the ports of `graphs`."""
