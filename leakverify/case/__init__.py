"""What the user brings beside the sample: claims, column maps, and (with the case file) everything decided."""
