"""The index of a unit: components, the composite with its adjustments, and the grade."""
