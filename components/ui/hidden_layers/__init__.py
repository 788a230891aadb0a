"""The views of /hidden_layers."""
