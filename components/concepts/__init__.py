"""What is taught: small pure functions and frozen dataclasses over numpy."""
