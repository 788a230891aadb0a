"""The views of /mnist, one file a step of the lesson."""
