"""The only room with a door to the outside. Nothing in this build opens it: look-ups and clusters are opt-in."""
