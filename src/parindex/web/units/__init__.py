"""Units, their names over time, and what became of them."""
