"""The page of the class: opening a room, voting, the wall."""
