"""The view Contest: what competes, what is trained, and the rows of dots."""
