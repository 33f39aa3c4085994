"""Template tags of published results."""
