"""A figure kept as plain dictionaries, in the form in which it is sent.

Plotly's own figure turns each property into an object and checks it at once. That took a fifth of the
server's time when a class moved controls. Here nothing is checked while a page is drawn; `tests/conftest.py`
has Plotly check every figure that a test draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import convert_to_base64

_NONE = {"data": {"scatter": [{"type": "scatter"}]}}  # Plotly's template "none", written out
# Names with an underscore of their own. Every other underscore leads to a property within: `title_text`.
_WHOLE = ("paper_bgcolor", "plot_bgcolor", "error_x", "error_y", "error_z")


class Figure(go.Figure):
    """Plotly's figure as far as our charts use it; its methods take what Plotly's take.

    `data`, `layout` and `frames` are Plotly's objects, made and checked when they are asked for: to be read.
    """

    def __init__(self, layout: Mapping[str, Any]) -> None:
        # Plotly's own __init__ makes the objects that we avoid.
        object.__setattr__(self, "_plain", {"data": [], "layout": _nested({"template": _NONE, **layout})})

    def to_dict(self) -> dict[str, Any]:
        """The figure as it is sent: arrays as base64."""
        sent = _copied(self._plain)
        convert_to_base64(sent)
        return sent

    def checked(self) -> go.Figure:
        """Plotly's own figure of the same.

        Raises:
            ValueError: if Plotly does not know a property, or not such a value of it.
        """
        return go.Figure(**self._plain)

    @property
    def data(self) -> tuple[Any, ...]:
        """The traces as Plotly's objects."""
        return self.checked().data

    @property
    def layout(self) -> go.Layout:
        """The layout as Plotly's object."""
        return self.checked().layout

    @property
    def frames(self) -> tuple[go.Frame, ...]:
        """The frames as Plotly's objects."""
        return self.checked().frames

    def add_frames(self, frames: Iterable[Mapping[str, Any]]) -> Figure:
        """Add the frames of an animation."""
        self._plain.setdefault("frames", []).extend(_nested(frame) for frame in frames)
        return self

    def add_trace(self, trace: Mapping[str, Any]) -> Figure:
        """Add a trace: its properties, `type` among them."""
        self._plain["data"].append(_nested(trace))
        return self

    def add_traces(self, traces: Iterable[Mapping[str, Any]]) -> Figure:
        """Add several traces."""
        for trace in traces:
            self.add_trace(trace)
        return self

    def add_bar(self, **properties: Any) -> Figure:
        """Add bars."""
        return self.add_trace({"type": "bar", **properties})

    def add_contour(self, **properties: Any) -> Figure:
        """Add contour lines."""
        return self.add_trace({"type": "contour", **properties})

    def add_heatmap(self, **properties: Any) -> Figure:
        """Add a heat map."""
        return self.add_trace({"type": "heatmap", **properties})

    def add_scatter(self, **properties: Any) -> Figure:
        """Add lines, dots or texts."""
        return self.add_trace({"type": "scatter", **properties})

    def add_annotation(self, **properties: Any) -> Figure:
        """Add a text."""
        return self._add("annotations", properties)

    def add_shape(self, **properties: Any) -> Figure:
        """Add a line, a rectangle or an ellipse."""
        return self._add("shapes", properties)

    def add_hline(self, y: float, **properties: Any) -> Figure:
        """Add a horizontal line through the whole panel."""
        return self.add_shape(type="line", x0=0, x1=1, y0=y, y1=y, xref="x domain", yref="y", **properties)

    def add_hrect(self, y0: float, y1: float, **properties: Any) -> Figure:
        """Add a horizontal band through the whole panel."""
        return self.add_shape(type="rect", x0=0, x1=1, y0=y0, y1=y1, xref="x domain", yref="y", **properties)

    def add_vline(self, x: float, **properties: Any) -> Figure:
        """Add a vertical line through the whole panel."""
        return self.add_shape(type="line", x0=x, x1=x, y0=0, y1=1, xref="x", yref="y domain", **properties)

    def update_layout(self, changes: Mapping[str, Any] | None = None, **properties: Any) -> Figure:
        """Change properties of the layout; what is not named stays."""
        _update(self._plain["layout"], _nested({**(changes or {}), **properties}))
        return self

    def update_traces(self, selector: Mapping[str, Any] | None = None, **properties: Any) -> Figure:
        """Change properties of the traces that have those of the selector; of all, if there is none."""
        for trace in self._plain["data"]:
            if all(trace.get(name) == value for name, value in (selector or {}).items()):
                _update(trace, _nested(properties))
        return self

    def update_xaxes(self, **properties: Any) -> Figure:
        """Change properties of every x axis."""
        return self._update_axes("xaxis", properties)

    def update_yaxes(self, **properties: Any) -> Figure:
        """Change properties of every y axis."""
        return self._update_axes("yaxis", properties)

    def _add(self, kind: str, properties: Mapping[str, Any]) -> Figure:
        self._plain["layout"].setdefault(kind, []).append(_nested(properties))
        return self

    def _update_axes(self, kind: str, properties: Mapping[str, Any]) -> Figure:
        for name, axis in self._plain["layout"].items():
            if name.startswith(kind):
                _update(axis, _nested(properties))
        return self


def axis_name(letter: str, number: int) -> str:
    """What Plotly calls the axis of a panel: x, x2, x3."""
    return letter if number == 1 else f"{letter}{number}"


def _nested(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The same with each `a_b` as b within a."""
    nested: dict[str, Any] = {}
    for name, value in properties.items():
        if isinstance(value, Mapping):
            value = _nested(value)
        elif isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
            value = [_nested(part) for part in value]
        *outer, last = [name] if name in _WHOLE or "_" not in name else name.split("_")
        inside = nested
        for part in outer:
            inside = inside.setdefault(part, {})
        if isinstance(value, dict):
            _update(inside.setdefault(last, {}), value)
        else:
            inside[last] = value
    return nested


def _update(properties: dict[str, Any], changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        if isinstance(value, dict) and isinstance(properties.get(name), dict):
            _update(properties[name], value)
        else:
            properties[name] = value


def _copied(value: Any) -> Any:
    """Copy the dictionaries and the lists that hold some, without what is None."""
    if isinstance(value, dict):
        return {name: _copied(part) for name, part in value.items() if part is not None}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_copied(part) for part in value]
    return value
