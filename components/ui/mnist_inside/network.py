"""The network that is looked into, and what it computes for all test images.

Everything is kept for the last few networks and shared by all visitors, so nothing here may be written to.
"""

from __future__ import annotations

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.concepts.changed_layer import Change
from components.concepts.silencing import Score
from components.training import full_pass as studies
from components.training import silencings
from components.training.checkpoint import Checkpoint, checkpoint
from components.training.full_pass import FullPass, LayerStudy, SilencedCurve
from components.training.recordings import RECORDINGS
from components.training.run import TrainingRun
from components.ui import mnist_runs
from components.ui.cached import run_store
from components.ui.kit.save import tell_shown
from components.ui.kit.setting import explain, quoted
from components.ui.kit.start import at_start
from components.ui.mnist_inside.settings import DIGEST_LENGTH, OFFERED, SETTINGS, STEM

at_start(silencings.load)
BY_KEY = {Checkpoint: lambda network: network.key}  # how a cache tells two networks apart


def choose_network(places: list[DeltaGenerator]) -> tuple[Checkpoint, list[str]]:
    """Draw the controls Network and After epoch.

    Args:
        places: one for each of them.

    Returns:
        The network that is set; a sentence for each thing that was asked for and is not there.
    """
    run, no_run = _run()
    epoch, no_epoch = _epoch(run)
    names = _names(run)
    st.session_state[f"{STEM}.network"] = run.digest[:DIGEST_LENGTH]
    places[0].selectbox(
        "Network",
        list(names),
        format_func=names.__getitem__,
        key=f"{STEM}.network",
        on_change=_take_network,
        help=explain("run"),
    )
    st.session_state[f"{STEM}.snapshot"] = epoch
    places[1].select_slider(
        "After epoch",
        [int(kept) for kept in run.snapshot_epochs],
        key=f"{STEM}.snapshot",
        on_change=_take_snapshot,
        help=explain("snapshot"),
    )
    with places[1]:
        tell_shown(f"{mnist_runs.about(run.recipe)}, after epoch {epoch}", key=f"{STEM}.shown")
    return network_at(run.digest, epoch), [sentence for sentence in (no_run, no_epoch) if sentence]


def softmax_regression() -> Checkpoint:
    """The recorded network without hidden layers, at its best epoch."""
    run = recorded_run("mnist_softmax")
    return network_at(run.digest, run.best_kept_epoch)


def recorded_run(name: str) -> TrainingRun:
    """A run of `RECORDINGS` with its weights."""
    return stored_run(RECORDINGS[name].recipe.digest[:DIGEST_LENGTH])


def stored_run(digest: str) -> TrainingRun:
    """The run with weights whose digest begins so.

    Raises:
        LookupError: if the store has none; the sentence says so.
    """
    asked = quoted(digest[:DIGEST_LENGTH])
    run = run_store().by_digest(digest)
    if run is not None and not run.snapshots:
        run = run_store().find(run.recipe)
    if run is None or not run.snapshots:
        raise LookupError(f"This server has no weights of a run `{asked}`.")
    if run.recipe.dataset != "mnist":
        raise LookupError(f"The run `{asked}` was trained on {run.recipe.dataset}, not on MNIST.")
    return run


@st.cache_resource(max_entries=8, show_spinner=False)
def network_at(digest: str, epoch: int) -> Checkpoint:
    """The network of a kept run after a kept epoch; its weights cannot be written to.

    Raises:
        LookupError: if there is no such run, or (KeyError) if the epoch was not kept.
    """
    return checkpoint(stored_run(digest), epoch)


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=BY_KEY)  # 20 MB each for 256-256
def full_pass(network: Checkpoint) -> FullPass:
    """The pass of all test images through a network."""
    return studies.full_pass(network)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=BY_KEY)
def unit_outputs(network: Checkpoint, layer: int, unit: int) -> np.ndarray:
    """What a hidden unit puts out for every test image: (10_000,)."""
    return full_pass(network).hidden[layer][:, unit]


@st.cache_data(max_entries=128, show_spinner=False, hash_funcs=BY_KEY)
def score_on_test(network: Checkpoint) -> Score:
    """How good the network's answers to the test images are."""
    return full_pass(network).score


@st.cache_data(max_entries=128, show_spinner=False, hash_funcs=BY_KEY)
def changed(network: Checkpoint, change: Change) -> tuple[Score, np.ndarray]:
    """How good the answers to the test images are after a change; the logits of the first, (10,)."""
    start = network_at(network.digest, 0).weights
    judged, z = studies.changed(network, start, full_pass(network), change)
    return judged, z[0]


def layer_study(network: Checkpoint, layer: int) -> LayerStudy:
    """Silence every unit of a layer, one at a time, and measure the loss on some of the test images."""
    recorded = silencings.load().studies.get(network.key)
    return _measured_study(network, layer) if recorded is None else recorded[layer]


@st.cache_data(max_entries=64, show_spinner="Silencing every unit in turn ...", hash_funcs=BY_KEY)
def _measured_study(network: Checkpoint, layer: int) -> LayerStudy:
    return studies.layer_study(network, full_pass(network), layer)


def silenced_curve(network: Checkpoint, layer: int) -> SilencedCurve:
    """Silence more and more random units of a layer, in 20 draws."""
    recorded = silencings.load().curves.get(network.key)
    return _measured_curve(network, layer) if recorded is None else recorded[layer]


@st.cache_data(max_entries=64, show_spinner="Silencing at random, 20 draws ...", hash_funcs=BY_KEY)
def _measured_curve(network: Checkpoint, layer: int) -> SilencedCurve:
    return studies.silenced_curve(network, full_pass(network), layer)


def without_a_quarter(network: Checkpoint) -> tuple[np.ndarray, float]:
    """Test accuracy with a random quarter of H1 silenced, (draws,), and with all its units."""
    return silencings.load().quarters.get(network.key) or _measured_quarter(network)


@st.cache_data(max_entries=64, show_spinner="Switching off units ...", hash_funcs=BY_KEY)
def _measured_quarter(network: Checkpoint) -> tuple[np.ndarray, float]:
    return studies.without_a_quarter(network)


def _run() -> tuple[TrainingRun, str]:
    """The run that is set; and a sentence if the one asked for is not there."""
    default = SETTINGS.all["run"].default
    try:
        return stored_run(SETTINGS.value("run").strip().lower() or default), ""
    except LookupError as error:
        return stored_run(default), f"{error.args[0]} The recorded one is shown."


def _epoch(run: TrainingRun) -> tuple[int, str]:
    """The kept epoch that is set; and a sentence if the one asked for was not kept."""
    asked = SETTINGS.value("epoch")
    if asked is None:
        return run.best_kept_epoch, ""
    epoch = run.nearest_kept_epoch(asked)
    if epoch == asked:
        return epoch, ""
    listed = ", ".join(str(kept) for kept in run.snapshot_epochs)
    return epoch, f"The weights of epoch {asked} were not kept; kept are {listed}. Epoch {epoch} is shown."


def _names(run: TrainingRun) -> dict[str, str]:
    """Start of a digest -> what the selector calls the run: recorded ones, this visit's, the present one."""
    names = {RECORDINGS[name].recipe.digest: RECORDINGS[name].label for name in OFFERED}
    for known in mnist_runs.runs():
        if known.run.recipe.keep == "weights" and known.run.digest not in names:
            names[known.run.digest] = f"yours: {mnist_runs.describe(known.run)}"
    names.setdefault(run.digest, mnist_runs.describe(run))
    return {digest[:DIGEST_LENGTH]: label for digest, label in names.items()}


def _take_network() -> None:
    SETTINGS.put(run=st.session_state[f"{STEM}.network"], epoch=None)


def _take_snapshot() -> None:
    SETTINGS.put(epoch=int(st.session_state[f"{STEM}.snapshot"]))
