"""What comes with the program as data: criteria sets, published results, units, and a demonstration province."""
