"""The views of /tabular."""
