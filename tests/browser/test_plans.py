"""/plans and the projector in the browser: a lesson is paged there and back, and every page can be presented."""
