"""Points: one function per rule kind, the walk over the tree, bonuses and penalties."""
