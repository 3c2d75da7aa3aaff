"""Where a career goes from a plan: six months, a year, three years, with sources."""
