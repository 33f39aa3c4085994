"""What units answered: all rounds side by side, each value with its place in the file."""
