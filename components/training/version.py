"""The version of Layerwise, which stands in every file that is taken home."""

VERSION = "0.2.0"
