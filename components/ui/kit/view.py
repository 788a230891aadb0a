"""The views of a page: one of them is open, and only that one is drawn and computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from components.ui.kit.setting import Setting, choice


@dataclass(frozen=True)
class View:
    """One way to look at what a page is about.

    Attributes:
        key: in the address.
        label: on the control that chooses the view.
        draw: draws it; what it is given is the page's affair.
        settings: names of the settings whose controls stand beside it.
        more: names of those that stand behind "more options".
        was: what addresses called it before it had a key apart from its label.
    """

    key: str
    label: str
    draw: Callable[..., None] = field(repr=False)
    settings: Sequence[str] = ()
    more: Sequence[str] = ()
    was: str = ""


Views = Mapping[str, View]


def views(*listed: View) -> Views:
    """Gather the views of a page, in the order of their control."""
    return {view.key: view for view in listed}


def view_setting(listed: Views, name: str = "view", start: str = "") -> Setting:
    """The setting that says which view is open, at first `start` or the first one: one segmented control."""
    return choice(
        name,
        start or next(iter(listed)),
        "View",
        {view.key: view.label for view in listed.values()},
        look="segments",
        aliases={view.was or view.label: view.key for view in listed.values()},
        label_visibility="collapsed",
    )
