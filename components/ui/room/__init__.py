"""The room that a browser is in, on every page: its ticket, the line on top, the way to the wall."""
