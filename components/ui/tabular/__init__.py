"""The views of /tabular: contest/, verdict, whose_features, data."""
