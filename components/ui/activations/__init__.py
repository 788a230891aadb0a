"""The views of /activations, and the picture that they share."""
