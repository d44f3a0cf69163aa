"""What only a browser can tell of the readers' pages."""
