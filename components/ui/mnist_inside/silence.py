"""The view "Silence": change one hidden layer of the trained network, and see what is left of its answers.

The prediction of the page asks about the same: a random quarter of H1 silenced.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from components.charts import mnist_inside_units as charts
from components.charts.mnist_inside import quarter_silenced
from components.concepts.changed_layer import HOWS, Change
from components.concepts.layers import softmax
from components.concepts.silencing import Score, random_units
from components.datasets import mnist
from components.text import Lesson
from components.training.checkpoint import Checkpoint
from components.training.full_pass import DRAWS, QUARTER_DRAWS
from components.training.recordings import RECORDINGS
from components.training.run import TrainingRun
from components.ui import theme
from components.ui.cached import run_store
from components.ui.kit.predict import predict
from components.ui.kit.prose import draw_prose
from components.ui.mnist_inside.network import (
    changed,
    score_on_test,
    silenced_curve,
    without_a_quarter,
)
from components.ui.mnist_inside.settings import (
    OFFERED,
    SETTINGS,
    STEM,
    draw_layer,
    listed_units,
    prediction,
)

_SILENCED, _UNBENT, _RANDOM_START = HOWS
_CHANGES = {"unbent": _UNBENT, "random_start": _RANDOM_START}  # every other one silences units
_SETTINGS_OF = {  # how -> the settings that say more of it
    "random_units": ("share",),
    "listed_units": ("listed",),
    "whole_layer": (),
    "unbent": (),
    "random_start": (),
}
_RARE = {"random_units": ("draw", "put_to"), "listed_units": ("put_to",), "whole_layer": ("put_to",)}


def silence(lesson: Lesson, network: Checkpoint) -> str:
    """Draw what is changed, the accuracy before and after, and what training without the layer gave.

    Returns:
        What is wrong with the settings; "" if nothing is.
    """
    if not network.recipe.hidden_units:
        with st.container(key=f"{STEM}.result"):
            text = lesson["silence.no_hidden"]
            st.markdown(text.format(accuracy=f"{score_on_test(network).accuracy:.4f}"))
        return ""
    waiting = _predict(lesson, network)
    with st.container(key=f"{STEM}.silencing"):  # on a phone the first chart stays above the controls
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=f"{STEM}.silenced"):
            layer = draw_layer(network)
            SETTINGS.draw("how")
            how = SETTINGS.value("how")
            SETTINGS.draw(*_SETTINGS_OF[how])
            if how in _RARE:
                with st.popover("More", key=f"{STEM}.more_silence"):
                    SETTINGS.draw(*_RARE[how])
        units, problem = _units(network, layer, how)
        if waiting and _at_first():
            with st.container(key=f"{STEM}.result"):
                before = f"{score_on_test(network).accuracy:.4f}"
                st.markdown(lesson["predict.waiting"].format(count=len(units), before=before))
            _charts(lesson, network, layer, (how, units), None)
            return ""
        change = Change(layer, _CHANGES.get(how, _SILENCED), units, SETTINGS.value("put_to"))
        after, first = changed(network, change)
        _result(lesson, network, layer, (how, units), (after, first))
        _charts(lesson, network, layer, (how, units), after)
    _trained_without(lesson, network, layer)
    draw_prose(STEM, lesson["silence"])
    return problem


def _predict(lesson: Lesson, network: Checkpoint) -> bool:
    """Ask what a quarter of H1 is worth, of a network for which the answer is known to be right.

    Returns:
        Whether it is asked and not answered yet.
    """
    shipped = {RECORDINGS[name].recipe.digest for name in OFFERED}
    if network.digest not in shipped or not network.epoch:
        return False
    if not predict(SETTINGS, prediction()):
        return True
    _show_quarter(lesson, network)
    return False


def _at_first() -> bool:
    """Whether no control of this view has been moved."""
    names = ("layer", "how", "share", "draw", "listed", "put_to")
    return all(SETTINGS.value(name) == SETTINGS.all[name].default for name in names)


def _show_quarter(lesson: Lesson, network: Checkpoint) -> None:
    """Show what becomes of a network when a random quarter of H1 is silenced, draw by draw."""
    accuracies, whole = without_a_quarter(network)
    numbers = {
        "whole": whole,
        "mean": accuracies.mean(),
        "low": accuracies.min(),
        "high": accuracies.max(),
        "draws": QUARTER_DRAWS,
    }
    theme.show(
        quarter_silenced(accuracies, whole, theme.current()),
        alt=lesson["predict.alt"].format(**numbers),
        key=f"{STEM}.truth",
    )
    st.markdown(lesson["predict.numbers"].format(**numbers))


def _units(network: Checkpoint, layer: int, how: str) -> tuple[tuple[int, ...], str]:
    """Which units are silenced, and what is wrong with the settings: "" if nothing is."""
    n_units = network.recipe.hidden_units[layer]
    if how == "random_units":
        count = round(SETTINGS.value("share") / 100 * n_units)
        return random_units(n_units, count, SETTINGS.value("draw")), ""
    if how == "listed_units":
        return listed_units(n_units)
    return (tuple(range(n_units)), "") if how == "whole_layer" else ((), "")


def _result(
    lesson: Lesson, network: Checkpoint, layer: int, change: tuple[str, tuple[int, ...]], after: tuple
) -> None:
    """The main numbers in words."""
    how, units = change
    judged, first = after
    before, n_units = score_on_test(network), network.recipe.hidden_units[layer]
    count = f"{len(units)} of {n_units} units of H{layer + 1} silenced"
    done = {"unbent": f"H{layer + 1} unbent", "random_start": f"H{layer + 1} put back to its random start"}
    with st.container(key=f"{STEM}.result"):
        st.markdown(
            lesson["silence.result"].format(
                done=done.get(how, count),
                before=f"{before.accuracy:.4f}",
                after=f"{judged.accuracy:.4f}",
                before_loss=f"{before.loss:.3f}",
                after_loss=f"{judged.loss:.3f}",
                images=f"{len(mnist.load().y_test):,}",
            )
        )
        if len(units) == n_units:
            sure = softmax(first[None].astype(np.float64))[0]
            text = lesson["silence.constant"]
            st.markdown(
                text.format(layer=f"H{layer + 1}", answer=int(sure.argmax()), sure=f"{sure.max():.0%}")
            )
        elif how == "unbent":
            st.markdown(lesson["silence.unbent"].format(layer=f"H{layer + 1}"))
        elif how == "random_start":
            st.markdown(lesson["silence.random_start"].format(layer=f"H{layer + 1}"))


def _charts(
    lesson: Lesson, network: Checkpoint, layer: int, change: tuple[str, tuple[int, ...]], after: Score | None
) -> None:
    """Accuracy by class, and by how many units are silenced; before the answer, only what is known then."""
    how, units = change
    before = score_on_test(network)
    left, right = st.columns(2)
    with left:
        alt = lesson["silence.per_class.alt"].format(
            before=f"{before.accuracy:.3f}", after="?" if after is None else f"{after.accuracy:.3f}"
        )
        changed_classes = None if after is None else after.per_class
        chart = charts.per_class(before.per_class, changed_classes, theme.current())
        theme.show(chart, alt=alt, key=f"{STEM}.per_class")
    with right:
        if after is None:
            n_units = network.recipe.hidden_units[layer]
            chart = charts.asked_count(n_units, len(units), before.accuracy, theme.current())
            theme.show(chart, alt=lesson["silence.asked.alt"], key=f"{STEM}.by_count")
            return
        curve = silenced_curve(network, layer)
        now = (len(units), after.accuracy) if how == "random_units" else None
        half = int(np.abs(curve.counts - curve.units / 2).argmin())
        alt = lesson["silence.by_count.alt"].format(
            count=curve.counts[half], accuracy=f"{curve.accuracies[:, half].mean():.3f}"
        )
        chart = charts.by_count(curve.counts, curve.accuracies, now, theme.current())
        theme.show(chart, alt=alt, key=f"{STEM}.by_count")
    st.caption(lesson["silence.caption"].format(draws=DRAWS, rows=f"{curve.rows:,}"))


def _trained_without(lesson: Lesson, network: Checkpoint, layer: int) -> None:
    """What training without the layer gave, and without any, where the store has such a run."""
    units = network.recipe.hidden_units
    fewer = units[:layer] + units[layer + 1 :]
    words, found_any = [], False
    for left in dict.fromkeys((fewer, ())):
        shape = "-".join(map(str, (784, *left, 10)))
        found = _recorded(network, left)
        if found is None:
            if left == fewer:
                words.append(lesson["silence.not_trained"].format(layer=f"H{layer + 1}", shape=shape))
            continue
        found_any = True
        epoch = min(max(network.epoch, 1), found.epochs)
        text = lesson["silence.trained_without" if left else "silence.trained_without_any"]
        accuracy = found.history["test_accuracy"][epoch - 1]
        words.append(text.format(layer=f"H{layer + 1}", shape=shape, accuracy=f"{accuracy:.4f}", epoch=epoch))
    st.markdown(" ".join([*words, lesson["silence.one_each"]] if found_any else words))


def _recorded(network: Checkpoint, hidden_units: tuple[int, ...]) -> TrainingRun | None:
    recipe = replace(network.recipe, hidden_units=hidden_units, keep="history")
    return _found(recipe.digest)


@st.cache_resource(max_entries=32, ttl=20, show_spinner=False)  # somebody may train it meanwhile
def _found(digest: str) -> TrainingRun | None:
    run = run_store().by_digest(digest)
    return None if run is None else run.without_weights()
