"""The views of /mnist_inside: what the units of a trained network learned."""
