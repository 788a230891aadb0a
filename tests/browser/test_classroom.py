"""A lesson in the browser: teacher, projector, three pupils."""
