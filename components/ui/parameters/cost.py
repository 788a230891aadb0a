"""The view "Cost": bytes, multiply-adds and memory, beside the same task without hidden layers."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.charts import parameters as charts
from components.concepts.optimizers import OPTIMIZERS
from components.concepts.parameters import Summary, optimizer_bytes, readable, summarize
from components.text import Lesson
from components.ui import theme
from components.ui.kit.prose import draw_prose
from components.ui.kit.setting import explain

BATCH = 32


def draw(summary: Summary, lesson: Lesson) -> None:
    """Draw the costs of a network next to those of logistic regression."""
    plain = summarize(summary.network.without_hidden_layers)
    table, picture = st.columns([11, 9])
    with table:
        st.table(comparison(summary, plain), border="horizontal")
        st.caption(f"A multiply-add: {explain('multiply-add')[0].lower()}{explain('multiply-add')[1:]}")
    with picture:
        theme.show(
            charts.memory(summary, theme.current()), alt=_alt(summary, lesson), key="parameters.memory"
        )
    draw_prose("parameters", lesson["cost"])


def _alt(summary: Summary, lesson: Lesson) -> str:
    """The bars of the memory in words."""
    both = 2 * summary.model_bytes
    needs = [
        f"{optimizer.label} {readable(both + optimizer_bytes(summary.parameters, name))}"
        for name, optimizer in OPTIMIZERS.items()
    ]
    return lesson["alt_memory"].format(needs=", ".join(needs))


def comparison(summary: Summary, plain: Summary) -> pd.DataFrame:
    """One row for each cost, a column for the network and one for logistic regression."""
    fitted = summary.network.optimizer
    trained = f"training, {OPTIMIZERS[fitted].label}" if fitted else "training, no optimizer"
    kind = "logistic" if summary.network.outputs == 1 else "softmax"
    columns = {"this network": summary, f"{kind} regression": plain}
    return pd.DataFrame(
        {
            name: {
                "parameters": f"{one.parameters:,}",
                "size in float32": readable(one.model_bytes),
                "multiply-adds": f"{one.multiply_adds:,}",
                f"memory in {trained}": readable(one.training_bytes),
                f"outputs, batch of {BATCH}": readable(one.output_bytes(BATCH)),
            }
            for name, one in columns.items()
        }
    )
