"""The one visual language: what each colour means, light and dark.

Colour-blind safe (Okabe and Ito's palette); no meaning hangs on colour alone: training lines are full,
validation lines dashed; every activation has a dash of its own, contestants a dash and a symbol. The colours
are those of marks, which need a contrast of 3:1; words need 4.5:1 and are nearer to the text's (`word`).
`.streamlit/config.toml` repeats the page's own colours; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count, islice, product

import plotly.graph_objects as go

from components.charts.figure import Figure
from components.concepts.activations import ACTIVATIONS

FONT = "Pretendard, sans-serif"
LEAST_TYPE = 14  # pixels, before they are enlarged for a projector
_PIXELS = ("ax", "ay", "thickness", "standoff", "xshift", "yshift", "borderpad", "tracegroupgap", "linewidth")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
NEARER = 0.3  # share of the text's colour in that of a word; static/kit.js has the same
SYMBOLS = ("circle", "diamond", "square", "triangle-up")


@dataclass(frozen=True)
class Theme:
    """Colours of one appearance. `families` maps `Activation.family` to its hue."""

    name: str
    background: str
    surface: str
    text: str
    muted: str
    grid: str
    field: str  # the border of what one writes into or chooses from
    primary: str
    train: str
    validation: str
    test: str
    kept: str  # the epoch whose weights are kept
    stop: str  # the epoch at which training stops
    bias: str  # of a unit, beside its weights
    mistake: str  # answers that are wrong
    class_0: str
    class_1: str
    negative: str
    neutral: str
    positive: str
    families: Mapping[str, str]
    classes: tuple[str, ...]  # ten that can be told apart; the class itself is always written, too
    contestants: Mapping[str, str]  # models on the folds of a table

    @property
    def diverging(self) -> list[tuple[float, str]]:
        """Plotly scale for signed values: zero has the neutral colour."""
        return [(0.0, self.negative), (0.5, self.neutral), (1.0, self.positive)]

    @property
    def sequential(self) -> list[tuple[float, str]]:
        """Plotly scale for values from nothing to much."""
        return [(0.0, self.surface), (1.0, self.train)]


LIGHT = Theme(
    name="light",
    background="#FFFFFF",
    surface="#F3F5F8",
    text="#121923",
    muted="#5A6675",
    grid="#E3E7EC",
    field="#7F8A97",
    primary="#0B6AA2",
    train="#0072B2",
    validation="#B5520D",
    test="#6B4C9A",
    kept="#00805A",
    stop="#B3261E",
    bias="#8A6A00",
    mistake="#B83280",
    class_0="#0072B2",
    class_1="#D17200",
    negative="#0B5FA5",
    neutral="#F4F4F2",
    positive="#CF6409",
    families={
        "relu": "#D55E00",
        "sigmoid": "#0072B2",
        "tanh": "#009E73",
        "swish": "#8B5FBF",
        "linear": "#6B7683",
    },
    classes=(
        *("#1B2430", "#B3261E", "#0072B2", "#9C5B2E", "#8B5FBF"),
        *("#00805A", "#7A6200", "#B83280", "#35759B", "#6B7683"),
    ),
    contestants={"logistic": "#2B3440", "made": "#C93BB2", "network": "#178F5E", "trees": "#A67F00"},
)
DARK = Theme(
    name="dark",
    background="#11161D",
    surface="#1B222C",
    text="#E6EBF1",
    muted="#9AA7B5",
    grid="#2A3440",
    field="#66727F",
    primary="#4BA3E3",
    train="#56B4E9",
    validation="#F0923E",
    test="#B9A0E0",
    kept="#2FBF91",
    stop="#F2726B",
    bias="#E3CF57",
    mistake="#F58AC0",
    class_0="#56B4E9",
    class_1="#F0A030",
    negative="#4FA3E0",
    neutral="#222A34",
    positive="#F0923E",
    families={
        "relu": "#F2803A",
        "sigmoid": "#56B4E9",
        "tanh": "#2FBF91",
        "swish": "#B58AE6",
        "linear": "#9AA7B5",
    },
    classes=(
        *("#E6EBF1", "#F2726B", "#56B4E9", "#D9A27A", "#C79BF2"),
        *("#2FBF91", "#E3CF57", "#F58AC0", "#A8E0D0", "#9AA7B5"),
    ),
    contestants={"logistic": "#E6EBF1", "made": "#E04BC4", "network": "#1FB36C", "trees": "#DEAF1E"},
)
THEMES: dict[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK)}


def activation_line(name: str, theme: Theme) -> dict[str, str]:
    """The line of an activation function: a shade of its family's colour, and a dash, of its own.

    The first members of the families have the plainest dashes.
    """
    family = ACTIVATIONS[name].family
    members = _members(family)
    place = members.index(name)
    shade = _mix(theme.families[family], theme.text, 0.45 * place / max(len(members) - 1, 1))
    families = list(theme.families)
    order = sorted(
        ACTIVATIONS,
        key=lambda other: (
            _members(ACTIVATIONS[other].family).index(other),
            families.index(ACTIVATIONS[other].family),
        ),
    )
    return {"color": shade, "dash": next(islice(_dashes(), order.index(name), None))}


def word(color: str, theme: Theme) -> str:
    """The colour of words about what has this colour: nearer to the text's, so that they can be read."""
    return _mix(color, theme.text, NEARER)


def _members(family: str) -> list[str]:
    return [entry.name for entry in ACTIVATIONS.values() if entry.family == family]


def _dashes() -> Iterator[str]:
    """Dashes that all differ, for Plotly and SVG: solid, then ever longer rows of three kinds of strokes."""
    yield "solid"
    for length in count(1):
        for strokes in product((8, 2, 15), repeat=length):
            turns = [strokes[i:] + strokes[:i] for i in range(length)]
            if turns.count(strokes) == 1 and strokes == max(turns):  # not a row that is there already
                yield ",".join(f"{stroke}px,4px" for stroke in strokes)


def contestant_line(name: str, theme: Theme) -> dict[str, str]:
    """The line of a contestant: its colour, and a dash of its own."""
    return {"color": theme.contestants[name], "dash": DASHES[list(theme.contestants).index(name)]}


def contestant_marker(name: str, theme: Theme) -> dict[str, str]:
    """The dot of a contestant: its colour, and a symbol of its own."""
    return {
        "color": theme.contestants[name],
        "symbol": SYMBOLS[list(theme.contestants).index(name)],
    }


def veil(color: str, opacity: float = 0.2) -> str:
    """A colour written as #RRGGBB, made translucent for a band."""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def _mix(color: str, other: str, share: float) -> str:
    """Blend two colours written as #RRGGBB; `share` is that of `other`."""
    pairs = ((int(color[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def figure(title: str, theme: Theme, *, x: str = "", y: str = "", height: int = 360) -> go.Figure:
    """An empty figure in the app's look, with a title and axis labels. Height in pixels."""
    axis = {"gridcolor": theme.grid, "zerolinecolor": theme.grid, "linecolor": theme.grid, "automargin": True}
    label = {"font": {"size": 13}}
    return Figure(
        {
            "title": {"text": title, "x": 0, "xref": "paper", "font": {"size": 15}, "yanchor": "top"},
            "height": height,
            "dragmode": False,  # on a phone the page moves where a finger draws over a chart
            "margin": {"l": 10, "r": 10, "t": 42, "b": 10},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FONT, "size": 13, "color": theme.text},
            "hoverlabel": {"bgcolor": theme.surface, "font": {"color": theme.text, "family": FONT}},
            "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 1, "xanchor": "right"},
            "xaxis": {**axis, "title": {**label, "text": x}},
            "yaxis": {**axis, "title": {**label, "text": y}},
        }
    )


def enlarged(chart: go.Figure, factor: float, height: float) -> go.Figure:
    """A figure for a projector: as high as is asked for, its type, lines and margins larger by one factor.

    Type is made equally large, 14 times the factor and no smaller: what is fine print on paper is not read
    from the last row.
    """
    found = chart.to_dict()
    layout = found["layout"]
    layout["height"] = height
    _enlarge(layout, factor)
    for trace in found["data"]:
        _enlarge(trace, factor)
        if "line" in trace.get("mode", "lines") and trace.get("type", "scatter") == "scatter":
            trace.setdefault("line", {}).setdefault("width", 2 * factor)
    for name in [name for name in layout if name.startswith(("xaxis", "yaxis"))]:
        layout[name].setdefault("tickfont", {"size": LEAST_TYPE * factor})
        if layout[name].get("exponentformat") == "power":  # small raised digits cannot be read from afar
            layout[name]["exponentformat"] = "e"
    layout.setdefault("font", {}).setdefault("size", LEAST_TYPE * factor)
    return go.Figure(found, skip_invalid=False)


def _enlarge(node: object, factor: float, within: str = "") -> None:
    """Multiply every size, width and margin below a node of a figure, in place."""
    if isinstance(node, dict):
        for key, value in node.items():
            number = isinstance(value, int | float) and not isinstance(value, bool)
            if key == "size" and number and (within.endswith("font") or within == "font"):
                node[key] = max(value, LEAST_TYPE) * factor
            elif number and (key in _PIXELS or (within == "margin" and key in "lrtb")):
                node[key] = value * factor
            elif key == "size" and within == "marker":
                node[key] = value * factor if number else [factor * float(size) for size in value]
            else:
                _enlarge(value, factor, key)
    elif isinstance(node, list | tuple):
        for value in node:
            _enlarge(value, factor, within)


def bare(theme: Theme, *, height: int = 120) -> go.Figure:
    """An empty figure without axes, for a small picture. Height in pixels."""
    chart = figure("", theme, height=height)
    hidden = {"visible": False, "fixedrange": True}
    return chart.update_layout(
        margin={"l": 0, "r": 0, "t": 4, "b": 4}, xaxis=hidden, yaxis=hidden, showlegend=False
    )
