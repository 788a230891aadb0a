"""The views of /vanishing_gradients, one file a view."""
