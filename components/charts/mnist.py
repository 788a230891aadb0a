"""Charts of /mnist: histories in, figures out."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.theme import Theme
from components.training.run import TrainingRun


def thumbnail(run: TrainingRun, theme: Theme) -> go.Figure:
    """Training and validation loss of a recorded run, without axes."""
    chart = looks.bare(theme)
    epochs = np.arange(1, run.epochs + 1)
    for name, color, dash in (("loss", theme.train, "solid"), ("val_loss", theme.validation, "dash")):
        chart.add_scatter(x=epochs, y=run.history[name], line={"color": color, "dash": dash, "width": 2})
    return chart


def loss_against_accuracy(run: TrainingRun, theme: Theme) -> go.Figure:
    """Validation loss (left axis) and test accuracy (right axis); the lowest loss and the last epoch."""
    epochs = np.arange(1, run.epochs + 1)
    best = int(np.argmin(run.history["val_loss"]))
    chart = looks.figure(
        "The loss turns up, the accuracy does not", theme, x="epoch", y="val_loss", height=300
    )
    series = (("val_loss", theme.validation, "dash", "y"), ("test_accuracy", theme.test, "solid", "y2"))
    for name, color, dash, axis in series:
        values = run.history[name]
        line = {"color": color, "dash": dash, "width": 2.5}
        chart.add_scatter(x=epochs, y=values, name=name, yaxis=axis, mode="lines", line=line)
        chart.add_scatter(
            x=[best + 1, run.epochs],
            y=values[[best, -1]],
            yaxis=axis,
            mode="markers+text",
            text=[f"{value:.4f}" for value in values[[best, -1]]],
            textposition=["bottom right", "top center"],
            marker={"color": color, "size": 10},
            showlegend=False,
            hoverinfo="skip",
        )
    right = {"overlaying": "y", "side": "right", "title": {"text": "test accuracy"}, "showgrid": False}
    chart.update_layout(yaxis2=right, margin_t=70, margin_r=70)
    chart.update_xaxes(range=[0.5, run.epochs + 2.5])
    chart.add_vline(x=best + 1, line={"color": theme.kept, "width": 1.5, "dash": "dot"})
    return chart
