"""The view "How sure?": what the softmax says, and how often it is right."""

from __future__ import annotations

import numpy as np
import streamlit as st

from components.charts import mnist_inside_units as charts
from components.concepts.confidence import Confidence, confidence
from components.concepts.layers import softmax
from components.concepts.number_text import percent
from components.datasets import mnist
from components.text import Lesson
from components.training.checkpoint import Checkpoint
from components.ui import theme
from components.ui.kit.prose import draw_prose
from components.ui.mnist_inside.network import BY_KEY, full_pass
from components.ui.mnist_inside.settings import STEM


def sure(lesson: Lesson, network: Checkpoint) -> None:
    """Draw what the network says of all test images beside what is right."""
    found = _confidence(network)
    gap = found.says - found.right
    verdict = "close" if abs(gap) < 0.005 else "over" if gap > 0 else "under"
    with st.container(key=f"{STEM}.result"):
        st.markdown(
            lesson["sure.result"].format(
                says=percent(found.says).replace(" ", "\u00a0"),
                right=percent(found.right).replace(" ", "\u00a0"),
                verdict=lesson[f"sure.{verdict}"].format(points=f"{100 * abs(gap):.1f}"),
                wrong=found.wrong,
                surely=found.surely_wrong,
                when=f"after epoch {network.epoch}" if network.epoch else "before training",
            )
        )
    listed = "; ".join(
        f"{charts.group_name(group)}: {percent(group.right)} of {group.count:,} right"
        for group in found.groups
    )
    theme.show(
        charts.confidence_groups(found.groups, theme.current()),
        alt=lesson["sure.alt"].format(groups=listed),
        key=f"{STEM}.confidence",
    )
    draw_prose(STEM, lesson["sure"])


@st.cache_data(max_entries=128, show_spinner=False, hash_funcs=BY_KEY)
def _confidence(network: Checkpoint) -> Confidence:
    with np.errstate(all="ignore"):
        return confidence(softmax(full_pass(network).logits.astype(np.float64)), mnist.load().y_test)
