"""The views of /parameters."""
