"""A class in one room: who is there, what was asked, who answered what, and what everybody made."""
