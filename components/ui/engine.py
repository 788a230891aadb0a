"""The engine of this process."""


def start_engine() -> None:
    """Start the workers in the background."""
