"""The view "Maps": test images seen in the pixels and in each layer, and how separable they are there."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from components.charts import mnist_inside_units as charts
from components.concepts.layers import softmax
from components.concepts.number_text import percent
from components.concepts.principal_components import FlatView, principal_components
from components.datasets import mnist
from components.text import Lesson
from components.training import probes
from components.training.checkpoint import Checkpoint
from components.training.full_pass import MAP_STEP
from components.training.jobs import Reply
from components.training.worker_probe import probe_layers
from components.ui import theme
from components.ui.engine import engine
from components.ui.kit.component import component
from components.ui.kit.prose import draw_prose
from components.ui.kit.start import at_start
from components.ui.kit.watch import wait_for_replies
from components.ui.mnist_inside.network import BY_KEY, full_pass, network_at
from components.ui.mnist_inside.settings import MAP_ROWS, SETTINGS, STEM

at_start(probes.load)
MAPS = 3  # at most: the pixels, the first layer, the last
KEY = f"{STEM}.class_maps"
_picture = component("mnist_inside/class_maps", room={"mnist_inside.class_maps": (331, 987)})


def maps(lesson: Lesson, network: Checkpoint) -> None:
    """Draw the maps, the image that is picked, and the probe of each layer."""
    point = SETTINGS.value("point")
    places = _places(len(network.recipe.hidden_units))
    shown = {_title(network, place): _view(network, place) for place in places}
    _picture(key=KEY, data=picture_data(shown, _labels(), point, lesson), on_picked_change=_pick)
    picked, probed = st.columns([1, 1.6], gap="medium")
    with picked:
        SETTINGS.draw("point")
        _picked(lesson, network, point)
    with probed:
        _probes(lesson, network)
    draw_prose(STEM, lesson["maps"].format(shown=_shown(places, network)))


def _places(hidden: int) -> list[int]:
    """Which features have a map: -1 the pixels, 0 is H1; of many layers the first and the last."""
    everything = list(range(-1, hidden))
    return everything if len(everything) <= MAPS else [-1, 0, hidden - 1]


def _shown(places: list[int], network: Checkpoint) -> str:
    left_out = len(network.recipe.hidden_units) + 1 - len(places)
    return f"The layers between are left out here ({left_out})." if left_out else ""


def picture_data(
    shown: Mapping[str, FlatView], labels: np.ndarray, marked: int, lesson: Lesson
) -> dict[str, Any]:
    """What the browser gets.

    Args:
        shown: title of a map -> its (n, 2) points.
        labels: (n,) digits.
        marked: the image that is picked.
        lesson: the page's words.
    """
    shares = {title: f"{100 * view.shares.sum():.0f} %" for title, view in shown.items()}
    listed = ", ".join(f"{title} ({share} of the spread)" for title, share in shares.items())
    return {
        "maps": [
            {
                "title": title,
                "under": lesson["maps.map.share"].format(share=shares[title]),
                "points": _bytes(_places_in_frame(view.points)),
            }
            for title, view in shown.items()
        ],
        "labels": _bytes(labels.astype(np.uint8)),
        "colors": list(theme.current().classes),
        "marked": marked,
        "words": {"image": lesson["maps.map.image"], "hint": lesson["maps.map.hint"]},
        "title": "Maps",
        "alt": lesson["maps.map.alt"].format(images=f"{len(labels):,}", maps=listed),
    }


def _places_in_frame(points: np.ndarray) -> np.ndarray:
    """Points as shares of the frame, in 65,535ths: (n, 2), each axis from its least to its largest value."""
    low, high = points.min(axis=0), points.max(axis=0)
    return np.rint((points - low) / np.where(high > low, high - low, 1.0) * 65535).astype("<u2")


def _bytes(values: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(values).tobytes()).decode("ascii")


def _pick() -> None:
    """Take the image that was clicked, if it is one."""
    picked = st.session_state[KEY].get("picked")
    point = picked.get("point") if isinstance(picked, Mapping) else None
    if isinstance(point, int) and 0 <= point < MAP_ROWS:
        SETTINGS.put(point=point)


def _title(network: Checkpoint, place: int) -> str:
    return "784 pixels" if place < 0 else f"H{place + 1}: {network.recipe.hidden_units[place]} units"


def _view(network: Checkpoint, place: int) -> FlatView:
    return _pixel_view() if place < 0 else _layer_view(network, place)


def _picked(lesson: Lesson, network: Checkpoint, point: int) -> None:
    data, row = mnist.load(), point * MAP_STEP
    with np.errstate(all="ignore"):
        rows = mnist.prepare(data.x_test[row : row + 1], network.recipe.preprocessing)
        sure = softmax(network.weights.logits(rows, network.recipe.activation).astype(np.float64))[0]
    answer, label = int(sure.argmax()), int(data.y_test[row])
    theme.show(
        charts.examples(data.x_test[row : row + 1], [""], theme.current(), columns=1),
        alt=f"Test image {row}, a {label}.",
        key=f"{STEM}.picked",
        still=True,
    )
    verdict = lesson["maps.right" if answer == label else "maps.wrong"]
    st.markdown(verdict.format(row=f"{row:,}", label=label, answer=answer, sure=percent(sure[answer])))


def _probes(lesson: Lesson, network: Checkpoint) -> None:
    pixels = probes.load().pixels
    with st.container(key=f"{STEM}.result"):
        st.markdown(_words(lesson, network, pixels, _accuracies(network)))
    if not network.recipe.hidden_units:
        return
    shown: dict[str, dict[str, float]] = {}
    pending = []
    for one in dict.fromkeys((network_at(network.digest, 0), network)):
        found = _accuracies(one)
        if found is not None:
            shown[_epoch(one)] = {"pixels": pixels, **{f"H{i + 1}": a for i, a in enumerate(found)}}
        elif (reply := _reply(one)).state == "failed":
            st.warning(lesson["maps.failed"].format(problem=reply.problem))
        else:
            pending.append(one)
    if pending:
        wait_for_replies(lambda: [_reply(one) for one in pending], lesson["maps.fitting"])
    if shown:
        numbers = "; ".join(f"{name}: {_listed(row)}" for name, row in shown.items())
        alt = lesson["maps.probes.alt"].format(numbers=numbers)
        theme.show(charts.probes(shown, theme.current()), alt=alt, key=f"{STEM}.probes")


def _listed(row: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {accuracy:.3f}" for name, accuracy in row.items())


def _words(lesson: Lesson, network: Checkpoint, pixels: float, known: tuple[float, ...] | None) -> str:
    if not network.recipe.hidden_units:
        return lesson["maps.no_hidden"].format(pixels=f"{pixels:.3f}")
    if known is None:
        return lesson["maps.pixels"].format(pixels=f"{pixels:.3f}")
    layers = ", ".join(f"H{i + 1} **{accuracy:.3f}**" for i, accuracy in enumerate(known))
    text = lesson["maps.result.start" if network.epoch == 0 else "maps.result"]
    return text.format(pixels=f"{pixels:.3f}", layers=layers, epoch=network.epoch)


def _epoch(network: Checkpoint) -> str:
    return f"epoch {network.epoch}" if network.epoch else "random start"


def _accuracies(network: Checkpoint) -> tuple[float, ...] | None:
    """The probes of a network's layers: recorded, or fitted by a worker; None until it is done."""
    if not network.recipe.hidden_units:
        return ()
    recorded = probes.load().layers.get(network.key)
    if recorded is not None:
        return recorded
    reply = _reply(network)
    return reply.value if reply.state == "ready" else None


def _reply(network: Checkpoint) -> Reply:
    recipe = network.recipe
    key = f"probe-{network.digest[:16]}-{network.epoch}"
    weights = network.weights.to_arrays()
    return engine().ask(key, probe_layers, weights, recipe.activation, recipe.preprocessing)


def _labels() -> np.ndarray:
    return mnist.load().y_test[::MAP_STEP]


@at_start
@st.cache_resource(max_entries=1, show_spinner=False)
def _pixel_view() -> FlatView:
    """The images themselves; no preprocessing that this app knows moves their points."""
    return principal_components(mnist.prepare(mnist.load().x_test[::MAP_STEP], ("min_max",)))


@st.cache_data(max_entries=64, show_spinner="Looking for the widest view ...", hash_funcs=BY_KEY)
def _layer_view(network: Checkpoint, layer: int) -> FlatView:
    with np.errstate(all="ignore"):
        rows = np.nan_to_num(full_pass(network).hidden[layer][::MAP_STEP], posinf=0.0, neginf=0.0)
        return principal_components(rows)
