"""The step Look of /mnist: what the images are before anything is done to them."""

from __future__ import annotations

import numpy as np
import streamlit as st

from components.charts import mnist_data as charts
from components.concepts.class_summary import ClassSummary, summarize_classes
from components.datasets import mnist
from components.text import Lesson
from components.ui import theme
from components.ui.kit.prose import draw_prose
from components.ui.kit.start import at_start
from components.ui.mnist.settings import SETTINGS, Experiment

EXAMPLES = 5  # of each class


def show(_: Experiment, lesson: Lesson) -> None:
    """Draw one image with its pixel values, and all classes beside it."""
    data = mnist.load()
    with st.container(horizontal=True, gap="medium"):
        picture = st.container(width=525, key="mnist.look.image")
        beside = st.container(width="stretch", key="mnist.look.classes")
    index = SETTINGS.value("image")
    image, label = data.training_images[index], int(data.y_train[index])
    with picture:
        title = f"Image {index:,}, a {label}: 28 × 28 = {image.size} numbers from 0 to 255"
        theme.show(
            charts.pixel_values(image, title, theme.current()),
            alt=lesson["look.image.alt"].format(index=index, label=label),
            key="mnist.look.image.chart",
        )
        with st.container(key="mnist.look.touch"):  # on a phone, where the numbers would be too small
            st.caption(lesson["look.touch"])
    with beside:
        SETTINGS.draw("image")
        theme.show(
            charts.class_gallery(*_summary(), theme.current()),
            alt=lesson["look.classes.alt"],
            key="mnist.look.classes.chart",
        )
    inked = int((image > 0).sum())
    st.markdown(lesson["look.numbers"].format(index=f"{index:,}", inked=inked, blank=image.size - inked))
    draw_prose("mnist", lesson["look"])


@at_start
@st.cache_data(max_entries=1, show_spinner=False)
def _summary() -> tuple[ClassSummary, np.ndarray]:
    data = mnist.load()
    images = data.training_images.first(len(data.training_images))
    summary = summarize_classes(images, data.y_train, EXAMPLES)
    return summary, images[summary.examples]
