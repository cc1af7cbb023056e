"""Small widgets that every pane uses; each shows plain text only."""
