"""What the address of /classroom may say: a room, the projector's view, a teacher's secret."""

from __future__ import annotations

from components.rooms.ticket import CODE_LENGTH, LONGEST
from components.ui.kit.setting import Settings, choice, text

STEM = "classroom"
SETTINGS = Settings(
    STEM,
    choice("view", "class", "View", {"class": "Class", "projector": "Projector"}),
    text(
        "room",
        "",
        "Code of the room",
        f"the code of a room, {CODE_LENGTH} letters and digits",
        max_chars=2 * CODE_LENGTH,
        placeholder="ABC234",
    ),
    # Taken out of the address as soon as it has been read: a projector may show the address.
    text("secret", "", "Teacher's secret", "what a teacher's link says", max_chars=LONGEST),
)
