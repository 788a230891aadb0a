"""What our figure sends is what Plotly's sends, given the same calls."""

import json

import numpy as np
import plotly.graph_objects as go
import plotly.io
import pytest

from components.charts.figure import Figure

LAYOUT = {"title": {"text": "a", "font": {"size": 15}}, "xaxis": {"range": [0, 1]}, "yaxis": {"dtick": 2}}


def drawn(chart):
    chart.add_scatter(x=np.arange(3), y=[1.0, np.nan, 2.5], line_width=2, marker={"color": "red"}, name=None)
    chart.add_bar(x=[1], y=np.array([2], np.uint8), error_y={"array": [0.5]}, marker_line_width=1, text="a")
    chart.add_heatmap(z=np.eye(2, dtype=np.float32), colorscale=[(0.0, "#fff"), (1.0, "#000")])
    chart.add_contour(z=np.eye(2), contours={"coloring": "lines"})
    chart.add_hline(y=0.5, line={"color": "red", "dash": "dot"})
    chart.add_vline(x=2, line={"width": 1})
    chart.add_hrect(0.1, 0.2, fillcolor="red", line_width=0)
    chart.add_annotation(text="here", x=1, y=2, font={"size": 3})
    chart.update_layout(paper_bgcolor="red", title_font_color="blue", margin={"t": 1}, xaxis2={"dtick": 3})
    chart.update_layout({"margin": {"b": 2}}, title_text="b")
    chart.update_xaxes(title_text="x", fixedrange=True)
    chart.update_yaxes(range=np.array([0.0, 1.0]))
    return chart.update_traces(selector={"type": "bar"}, hoverinfo="skip", text=None)


def as_read(figure):
    return json.loads(plotly.io.to_json(figure, validate=False))


def test_it_sends_what_plotly_sends():
    own, theirs = drawn(Figure(LAYOUT)), drawn(go.Figure(layout={"template": "none", **LAYOUT}))
    assert as_read(own.to_dict()) == as_read(theirs)
    assert own.to_dict()["data"][1] == {
        "type": "bar",
        "x": [1],
        "y": {"dtype": "u1", "bdata": "Ag=="},
        "error_y": {"array": [0.5]},
        "marker": {"line": {"width": 1}},
        "hoverinfo": "skip",
    }
    assert [trace.type for trace in own.data] == ["scatter", "bar", "heatmap", "contour"]
    assert own.layout == theirs.layout
    frame = {"name": "1", "data": [{"type": "scatter", "y": np.arange(2)}], "traces": [0]}
    assert own.add_frames([frame]).to_dict()["frames"] == go.Figure(frames=[frame]).to_dict()["frames"]


def test_tests_have_plotly_check_it():
    with pytest.raises(ValueError, match="widht"):
        Figure(LAYOUT).add_scatter(y=[1], line={"widht": 3}).to_dict()
    with pytest.raises(AssertionError):  # Plotly reads it otherwise than a browser would
        Figure(LAYOUT).add_scatter(y=[1], xaxis="x1").to_dict()


def test_nothing_that_it_is_given_is_changed():
    values, line = np.arange(3), {"color": "red"}
    chart = Figure(LAYOUT).add_scatter(y=values, line=line).update_traces(line_width=2)
    chart.update_layout(xaxis_range=[2, 3]).to_dict()
    assert (line, LAYOUT["xaxis"], type(values)) == ({"color": "red"}, {"range": [0, 1]}, np.ndarray)
