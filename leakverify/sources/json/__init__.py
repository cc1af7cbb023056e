"""JSON in its shapes, MongoDB's values among them."""
