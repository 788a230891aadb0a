"""Settings that are bound to the address: what they are now, and their controls where no view shows them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from components.ui.controls import hidden
from components.ui.page import explain


@dataclass(frozen=True)
class BoundSettings:
    """Some settings of a page.

    Attributes:
        stem: of the page; a setting's widget and its parameter in the address are called `<stem>.<name>`.
        defaults: name -> default.
        words: name -> its entry in the glossary, shown on hover.
    """

    stem: str
    defaults: Mapping[str, Any]
    words: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> Any:
        """The present value of a setting; its default before the widget was drawn, or when it was emptied."""
        found = st.session_state.get(f"{self.stem}.{name}")
        return self.defaults[name] if found is None else found

    def bound(self, name: str) -> dict[str, Any]:
        """What every bound widget is given: key, binding, help."""
        meaning = explain(self.words[name]) if name in self.words else None
        return {"key": f"{self.stem}.{name}", "bind": "query-params", "help": meaning}

    def draw_unseen(self, seen: Collection[str], draw: Callable[[str], None]) -> None:
        """Draw the others than those that are seen, unseen; to be called in every run, after the view."""
        with hidden(f"{self.stem}_views"):
            for name in self.defaults:
                if name not in seen:
                    draw(name)
