"""The data that the app ships: what each set is, its bounds, and its loader."""
