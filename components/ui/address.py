"""What the address asked for, and what of it was refused.

Streamlit drops an invalid value of a bound widget without a word. `Address` copies the parameters before
the first widget of a page; after the last one, `refusals` names what did not arrive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Address:
    """The parameters of one page, as the browser sent them when the page was opened."""

    stem: str
    asked: Mapping[str, str]

    @classmethod
    def remember(cls, stem: str) -> Address:
        """Copy the page's parameters, once a visit to the page; later runs have nothing to check."""
        seen = f"_{stem}.address"
        prefix = f"{stem}."
        asked = {k: _parameter(k) for k in st.query_params if k.startswith(prefix)}
        if st.session_state.get("_address.page") == stem and seen in st.session_state:
            asked = {}
        st.session_state["_address.page"] = stem
        st.session_state[seen] = True
        return cls(stem, asked)

    def refusals(self, expected: Mapping[str, str]) -> list[str]:
        """One sentence for each parameter that was asked for and is gone or changed.

        Args:
            expected: name without the page's stem -> what is expected, in a few words.
        """
        sentences = []
        for key, value in self.asked.items():
            name = key.removeprefix(f"{self.stem}.")
            if name not in expected:
                sentences.append(f"The address has `{_quoted(key)}`, which this page does not know.")
            elif not (_same(_parameter(key), value) or _same(_setting(key), value)):
                sentences.append(
                    f"The address asks for `{_quoted(key)}` = `{_quoted(value)}`; "
                    f"expected is {expected[name]}. It was not taken as it stands."
                )
        return sentences

    def warn(self, expected: Mapping[str, str], *more: str) -> None:
        """Say in one warning what was refused; `more` are sentences of the page's own checks."""
        sentences = [*self.refusals(expected), *(sentence for sentence in more if sentence)]
        if sentences:
            st.warning("  \n".join(sentences), icon=":material/link_off:")


def _quoted(text: str) -> str:
    """A visitor's text, shortened, without anything that ends code or means Markdown."""
    clean = "".join(c if c.isprintable() and c not in "`\\" else " " for c in text)
    return clean[:40] + ("..." if len(clean) > 40 else "")


def _parameter(key: str) -> str | None:
    """What the address says now; several values of one key with commas between them."""
    return ",".join(st.query_params.get_all(key)) or None


def _setting(key: str) -> str | None:
    """What the widget is set to: a default that was asked for vanishes from the address all the same."""
    value = st.session_state.get(key)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        return ",".join(str(part) for part in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _same(now: str | None, asked: str | None) -> bool:
    if now == asked:
        return True
    try:
        return now is not None and asked is not None and float(now) == float(asked)
    except ValueError:
        return False
