"""XML and web pages."""
