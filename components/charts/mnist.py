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
