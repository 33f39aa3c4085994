"""Results of units as the engine computed them, kept with what they were computed from."""
