"""The pictures of /hidden_layers: what Python sends to the browser, and what of its answers is believed."""
