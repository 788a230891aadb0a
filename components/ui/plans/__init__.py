"""The list of lessons for a class."""
