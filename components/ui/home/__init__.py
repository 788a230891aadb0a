"""The pictures of the contents page."""
