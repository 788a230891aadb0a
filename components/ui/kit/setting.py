"""A setting of a page, declared once: its widget, its place in the address, Reset and the check follow.

The functions `whole`, `real`, `switch`, `choice`, `picks` and `text` each declare a setting of one kind. A
page gathers its settings in `Settings`, draws them by name where it wants them, and asks for their values.

The values are kept in the session and written into the address by us, not by Streamlit's own binding. So a
control that the open view does not show need not be drawn, an address can carry a key where people read a
label, and a bad value never reaches a widget.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

import streamlit as st

from components import text as prose
from components.concepts.plain_text import plain
from components.ui.kit.component import keep_room
from components.ui.kit.widget import draw_widget

Kind = Literal["whole", "real", "switch", "choice", "picks", "text"]
Parameters = Mapping[str, Sequence[str]]  # of an address: key -> its values, in order

_WHOLE = re.compile(r"[+-]?\d{1,12}(\.0*)?", re.ASCII)
_REAL = re.compile(r"[+-]?(\d{1,12}(\.\d{0,12})?|\.\d{1,12})([eE][+-]?\d{1,2})?", re.ASCII)
LONGEST_TYPED = 100  # letters of an option that a visitor types
_UNSET = object()  # what the session has of a key that it does not know
_HEIGHT = (68, 68)  # pixels of a control with its label, on a wide screen and on a phone
_HEIGHTS = {"segments": (60, 72), "steps": (85, 85)}  # by its look
_LONGEST_WORDS = 12  # options that a refusal lists


@dataclass(frozen=True)
class Setting:
    """One setting; make it with a function of its kind, below.

    Attributes:
        name: its widget and its parameter in the address are called `<stem>.<name>`.
        kind: which values it takes.
        default: None where nothing has to be set.
        label: of the widget.
        word: its entry in the glossary, shown on hover.
        bounds: least and most of a number, both allowed.
        options: key -> label, of a choice or of picks.
        aliases: what addresses used to say -> key of today.
        typed: turns a value that is no option into one, or raises ValueError.
        expected: what the address may say, in a few words.
        look: which widget, where its kind has several.
        widget: further arguments of the widget.
        implied: what an address that does not name the setting says of it all the same, as it would stand
            there, given what it does say; None for the default. So links from before a setting existed go on
            showing what they showed.
    """

    name: str
    kind: Kind
    default: Any
    label: str
    word: str = ""
    bounds: tuple[float, float] = (-math.inf, math.inf)
    options: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    typed: Callable[[str], str] | None = None
    expected: str = ""
    look: str = ""
    widget: Mapping[str, Any] = field(default_factory=dict)
    implied: Callable[[Parameters], str | None] | None = None

    def read(self, values: Sequence[str]) -> Any:
        """Read what an address says; of a key that stands there several times the last counts.

        Raises:
            ValueError: for anything that the setting does not take.
        """
        if self.kind == "picks":
            parts = [part for value in values for part in value.split(",") if part]
            return [*dict.fromkeys(self._option(part) for part in parts)]
        return self._read_one(values[-1])

    def write(self, value: Any) -> str | list[str]:
        """What the address says of a value."""
        if self.kind == "picks":
            return [str(key) for key in value] or ""
        if self.kind == "switch":
            return "true" if value else "false"
        return f"{value:.12g}" if self.kind == "real" and value is not None else str(value)

    def admits(self, value: Any) -> bool:
        """Whether a value of the session can be used: a widget may have been emptied, its options be gone."""
        if value is None:
            return self.default is None
        if self.typed is not None:  # the page judges what was typed, and says what is wrong with it
            return isinstance(value, str) and len(value) <= LONGEST_TYPED
        try:
            self.read(value if self.kind == "picks" else [self.write(value)])
        except (ValueError, TypeError):
            return False
        return True

    def _read_one(self, value: str) -> Any:
        match self.kind:
            case "whole" if _WHOLE.fullmatch(value):
                return self._bounded(int(float(value)))
            case "real" if _REAL.fullmatch(value):
                return self._bounded(float(value))
            case "switch" if value.lower() in ("true", "false"):
                return value.lower() == "true"
            case "choice":
                return self._option(value)
            case "text" if value.isprintable() and len(value) <= self.widget["max_chars"]:
                return value
        raise ValueError(value)

    def _bounded(self, number: float) -> float:
        least, most = self.bounds
        if not least <= number <= most:
            raise ValueError(number)
        return number

    def _option(self, value: str) -> str:
        key = self._folded.get(value.casefold())
        if key is not None:
            return key
        if self.typed is None:
            raise ValueError(value)
        return self.typed(value)

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        """What an address may say, in small letters -> the key of an option."""
        known = [*((key, key) for key in self.options), *self.aliases.items()]
        return {said.casefold(): key for said, key in reversed(known)}  # the first one counts


def whole(
    name: str,
    default: int | None,
    label: str,
    bounds: tuple[float, float],
    *,
    word: str = "",
    look: Literal["", "slider"] = "",
    step: int = 1,
    **widget: Any,
) -> Setting:
    """Declare a whole number within bounds: a field to type in, or a slider."""
    least, most = int(bounds[0]), int(bounds[1])
    expected = f"a whole number from {least:,} to {most:,}"
    return Setting(
        name,
        "whole",
        default,
        label,
        word,
        (least, most),
        expected=expected,
        look=look,
        widget={"step": step, **widget},
    )


def real(
    name: str,
    default: float | None,
    label: str,
    bounds: tuple[float, float],
    *,
    step: float,
    word: str = "",
    look: Literal["", "slider"] = "",
    expected: str = "",
    **widget: Any,
) -> Setting:
    """Declare a number within bounds: a field to type in, or a slider."""
    least, most = float(bounds[0]), float(bounds[1])
    return Setting(
        name,
        "real",
        default,
        label,
        word,
        (least, most),
        expected=expected or f"a number from {least:,.10g} to {most:,.10g}",
        look=look,
        widget={"step": float(step), **widget},
    )


def switch(name: str, default: bool, label: str, *, word: str = "", **widget: Any) -> Setting:
    """Declare something that is on or off."""
    return Setting(name, "switch", default, label, word, expected="true or false", widget=widget)


def choice(
    name: str,
    default: str | None,
    label: str,
    options: Mapping[str, str] | Collection[str],
    *,
    word: str = "",
    look: Literal["", "segments", "steps"] = "",
    aliases: Mapping[str, str] | None = None,
    typed: Callable[[str], str] | None = None,
    expected: str = "",
    **widget: Any,
) -> Setting:
    """Declare one of several options: a list to choose from, a row of segments, or the steps of a slider.

    Options are keys with labels; keys alone are their own labels. With `typed` a visitor may type an option
    that is not listed: it returns the option's canonical form, or raises ValueError.
    """
    options = _labelled(options)
    return Setting(
        name,
        "choice",
        default,
        label,
        word,
        options=options,
        aliases=aliases or {},
        typed=typed,
        expected=expected or f"one of {_listed(options)}",
        look=look,
        widget=widget,
    )


def picks(
    name: str,
    default: Sequence[str],
    label: str,
    options: Mapping[str, str] | Collection[str],
    *,
    word: str = "",
    look: Literal["", "list"] = "",
    aliases: Mapping[str, str] | None = None,
    expected: str = "",
    **widget: Any,
) -> Setting:
    """Declare any number of several options: pills, or a list."""
    options = _labelled(options)
    return Setting(
        name,
        "picks",
        list(default),
        label,
        word,
        options=options,
        aliases=aliases or {},
        expected=expected or f"some of {_listed(options)}",
        look=look,
        widget=widget,
    )


def text(
    name: str, default: str, label: str, expected: str, *, max_chars: int, word: str = "", **widget: Any
) -> Setting:
    """Declare a text that the page reads itself; `expected` says of what kind."""
    widget = {"max_chars": max_chars, **widget}
    return Setting(name, "text", default, label, word, expected=expected, widget=widget)


class Settings:
    """The settings of one page: what they are now, their widgets, and what the address says of them."""

    def __init__(self, stem: str, *settings: Setting) -> None:
        self.stem = stem
        self.all: Mapping[str, Setting] = MappingProxyType({setting.name: setting for setting in settings})
        if len(self.all) != len(settings):
            raise ValueError(f"two settings of {stem} have the same name")
        for setting in settings:
            has_label = setting.widget.get("label_visibility") != "collapsed"
            if setting.kind not in ("switch", "picks") and has_label:
                keep_room(self.key(setting.name), _HEIGHTS.get(setting.look, _HEIGHT))

    def key(self, name: str) -> str:
        """The key of a setting's widget, and of its parameter in the address."""
        return f"{self.stem}.{name}"

    def value(self, name: str) -> Any:
        """The present value of a setting; its default if what its widget says cannot be used."""
        setting = self.all[name]
        value = st.session_state.get(self.key(name), _UNSET)
        if value is _UNSET:
            value = self._kept.get(name, setting.default)
        if type(value) is type(setting.default) and value == setting.default:  # mostly; nothing to check
            return value
        return value if setting.admits(value) else setting.default

    def put(self, **values: Any) -> None:
        """Set some of them; before their widgets are drawn, or in a callback."""
        for name, value in values.items():
            self.all[name]  # a name that the page does not have is a mistake of ours
            self._kept[name] = value
            # Where there is no widget Streamlit would keep the value, and bring it up again, old as it
            # is, when a widget of this key has come and gone.
            if self.key(name) in st.session_state:
                st.session_state[self.key(name)] = value

    def named(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        """The values of this page's settings that an address of ours names, by the settings' names.

        Raises:
            KeyError: for a setting that the page does not have.
            ValueError: for a value that it does not take.
        """
        found = {}
        for key, value in parameters.items():
            stem, _, name = key.partition(".")
            if stem == self.stem:
                found[name] = self.all[name].read([value])
        return found

    def reset(self) -> None:
        """Put every setting back to its default; in a callback."""
        self.put(**{name: setting.default for name, setting in self.all.items()})

    def draw(self, *names: str, **changes: Any) -> None:
        """Draw the widgets of some settings, one after the other.

        Args:
            names: of the settings.
            changes: arguments of these widgets that differ from what is declared: label, disabled, width.
        """
        for name in names:
            self._draw(self.all[name], changes)

    def draw_options(self, name: str, options: Mapping[str, str] | Collection[str], **changes: Any) -> None:
        """Draw a choice or picks whose options depend on what is shown: the units of a network, say.

        What is set and is not among them is taken back, and said with what the address was refused.
        """
        options = _labelled(options)
        setting, key = self.all[name], self.key(name)
        now = self.value(name)
        if setting.kind == "picks":
            fitting = [key for key in now if key in options]
        else:
            fitting = now if now in options else None
        if fitting != now:
            if setting.kind == "choice" and now is not None:
                self.refuse(name, setting.write(now), f"one of {_listed(map(plain, options))}")
            fitting = fitting or (setting.default if setting.default in options else None)
            self.put(**{name: fitting})
        drawn = f"_{key}.options"
        if st.session_state.get(drawn) != tuple(options):  # other options are another widget: say it anew
            st.session_state[drawn] = tuple(options)
            self.put(**{name: fitting})
        self._draw(setting, {**changes, "options": options})

    # A run. Streamlit forgets a widget that is not drawn; then what was put into the session for it, perhaps
    # long ago, comes to light again. So nothing of it is left there, and the kept value counts.

    def begin(self, *, arrived: bool) -> None:
        """Begin a run of the page; if another page was open before, bring back what was set here."""
        st.session_state.pop(self._drawn, None)
        if arrived:
            self.put(**{name: value for name, value in self._kept.items() if name in self.all})

    def finish(self) -> None:
        """End a run: of the settings that it has not drawn only the kept value stays in the session."""
        for name in self.all.keys() - st.session_state.pop(self._drawn, set()):
            if self.key(name) in st.session_state:
                del st.session_state[self.key(name)]

    # The address.

    def keep(self) -> bool:
        """Take what the widgets say into the session, where it outlives them; tell if anything changed."""
        kept = self._kept
        for name in self.all:
            kept[name] = self.value(name)
        return st.session_state.get(self._shown, kept) != kept

    def remember(self) -> None:
        """Remember what a run has shown, so that the next one knows whether the visitor changed anything."""
        st.session_state[self._shown] = dict(self._kept)

    def take(self, address: Parameters) -> None:
        """Set what an address says, and everything that it does not name to its default."""
        st.session_state[self._refusals] = {}
        for name, setting in self.all.items():
            values, value = address.get(self.key(name)), setting.default
            if not values and (implied := self._implied(setting, address)) is not None:
                values = [implied]
            if values and (any(values) or setting.kind in ("picks", "text")):  # empty asks for nothing
                try:
                    value = setting.read(values)
                except ValueError:
                    self.refuse(name, ",".join(values), setting.expected)
            self.put(**{name: value})
        for key in address:
            if key.startswith(f"{self.stem}.") and key.removeprefix(f"{self.stem}.") not in self.all:
                sentence = f"The address has `{quoted(key)}`, which this page does not know."
                st.session_state[self._refusals][key] = sentence

    def refuse(self, name: str, value: str | Sequence[str], expected: str) -> None:
        """Remember that the address asked for a value that cannot be had; the page says so."""
        value = value if isinstance(value, str) else ",".join(value)
        st.session_state.setdefault(self._refusals, {})[name] = (
            f"The address asks for `{quoted(self.key(name))}` = `{quoted(value)}`; "
            f"expected {expected}. That value was ignored."
        )

    def refusals(self) -> list[str]:
        """What of the address was refused, a sentence each."""
        return list(st.session_state.get(self._refusals, {}).values())

    def forgive(self) -> None:
        """Forget what was refused: the visitor has set something since."""
        st.session_state.pop(self._refusals, None)

    def address(self) -> dict[str, str | list[str]]:
        """The parameters that lead here: everything that is not as it was at first."""
        values = {name: (setting, self.value(name)) for name, setting in self.all.items()}
        address = {
            self.key(name): setting.write(value)
            for name, (setting, value) in values.items()
            if value != setting.default and value is not None
        }
        # What would be read otherwise, were it left out, is said.
        said = {key: [value] if isinstance(value, str) else value for key, value in address.items()}
        for name, (setting, value) in values.items():
            implied = self._implied(setting, said) if self.key(name) not in address else None
            if implied is not None and implied != setting.write(value):
                address[self.key(name)] = setting.write(value)
        return address

    def _implied(self, setting: Setting, address: Parameters) -> str | None:
        """What an address implies of a setting; its rule knows the settings by their names."""
        if setting.implied is None:
            return None
        named = {key.removeprefix(f"{self.stem}."): values for key, values in address.items() if any(values)}
        return setting.implied(named)

    @property
    def _kept(self) -> dict[str, Any]:
        return st.session_state.setdefault(f"_{self.stem}.settings", {})

    @property
    def _shown(self) -> str:
        return f"_{self.stem}.settings_shown"

    @property
    def _refusals(self) -> str:
        return f"_{self.stem}.refusals"

    @property
    def _drawn(self) -> str:
        return f"_{self.stem}.drawn"

    def _draw(self, setting: Setting, changes: Mapping[str, Any]) -> None:
        key = self.key(setting.name)
        st.session_state.setdefault(self._drawn, set()).add(setting.name)
        if key not in st.session_state or not setting.admits(st.session_state[key]):
            st.session_state[key] = self.value(setting.name)
        arguments = {"label": setting.label, "key": key, **setting.widget, **changes}
        if setting.word:
            arguments["help"] = explain(setting.word)
        draw_widget(setting, st.session_state[key], arguments)


def explain(*words: str) -> str:
    """The glossary's meaning of technical words, for a `help=`; several words each with its own meaning.

    Raises:
        KeyError: for a word that the glossary does not have.
    """
    meanings = prose.glossary()
    if len(words) == 1:
        return meanings[words[0]]
    return "\n\n".join(f"**{word}**: {meanings[word]}" for word in words)


def quoted(written: str) -> str:
    """A visitor's text, shortened, without anything that ends code or means Markdown."""
    clean = "".join(c if c.isprintable() and c not in "`\\" else " " for c in written)
    return clean[:40] + ("..." if len(clean) > 40 else "")


def _labelled(options: Mapping[str, str] | Collection[str]) -> Mapping[str, str]:
    return options if isinstance(options, Mapping) else {key: key for key in options}


def _listed(options: Iterable[str]) -> str:
    keys = list(options)
    more = f" and {len(keys) - _LONGEST_WORDS} more" if len(keys) > _LONGEST_WORDS else ""
    return ", ".join(keys[:_LONGEST_WORDS]) + more
