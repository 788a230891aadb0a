"""The step Result of /mnist: how the training ended, and what the kept weights are worth."""

from __future__ import annotations

import numpy as np
import streamlit as st

from components.charts import mnist_result as charts
from components.concepts.confusion import confusion_matrix, most_confused
from components.concepts.early_stopping import EarlyStoppingRule, epoch_label
from components.concepts.layers import softmax
from components.concepts.number_text import percent
from components.concepts.paired import standard_error
from components.datasets import mnist
from components.text import Lesson
from components.training.run import TrainingRun
from components.training.stop_review import StopReview, comparisons, review
from components.ui import mnist_runs, theme
from components.ui.kit.save import tell_shown
from components.ui.mnist import status, stop_words, training
from components.ui.mnist.settings import Experiment

SHOWN = 12  # mistakes
COLUMNS = 4


def show(experiment: Experiment, lesson: Lesson) -> None:
    """Judge the run on the screen by the rule that is set."""
    shown = training.on_screen(experiment.recipe.epochs)
    judge(mnist_runs.with_weights(shown.run), experiment.rule, lesson)
    st.caption(status.provenance(shown, lesson, hidden=False))


def judge(run: TrainingRun, rule: EarlyStoppingRule | None, lesson: Lesson) -> None:
    """Say how a run ended under a rule, compare the weights that could be kept, show the mistakes."""
    if sentence := stop_words.unusable(run, lesson):
        st.warning(sentence, icon=":material/error:")
        return
    reviewed = review(run, rule)
    tell_shown(mnist_runs.about(run.recipe), key="mnist.result.shown")
    st.markdown(f"{stop_words.ending(run, reviewed, lesson)} {stop_words.keeping(reviewed, lesson)}")
    if sentence := stop_words.hardly_learned(run, rule, lesson):
        st.warning(sentence, icon=":material/casino:")
    if sentence := answer(run, reviewed, lesson):
        st.header(sentence, anchor=False)
    _accuracies(lesson, run, reviewed)
    left, right = st.columns(2, gap="medium")
    with left:
        _confusion(lesson, run, reviewed)
    with right:
        _mistakes(lesson, run, reviewed)
    _pairs(lesson, run, reviewed)
    st.markdown(lesson["result"])


def _accuracies(lesson: Lesson, run: TrainingRun, reviewed: StopReview) -> None:
    """The test accuracy of each candidate, with one standard error."""
    labels = mnist.load().y_test
    st.caption(lesson["result.accuracy"].format(images=f"{len(labels):,}"))
    with st.container(horizontal=True, gap="medium", key="mnist.result.accuracies"):
        for epoch in reviewed.candidates:
            accuracy = float((run.test_predictions[epoch] == labels).mean())
            error = standard_error(accuracy, len(labels))
            name = f"Epoch {epoch_label(epoch)}: {_role(epoch, reviewed)}"
            st.markdown(f":small[{name}]  \n**{accuracy:.4f}** ± {error:.4f}", width="content")


def answer(run: TrainingRun, reviewed: StopReview, lesson: Lesson) -> str:
    """What the rule's weights are worth against those of the last epoch; "" if they are the same."""
    accuracy = run.history["test_accuracy"]
    kept, last = (round(float(accuracy[epoch]), 4) for epoch in (reviewed.kept, reviewed.recorded))
    if reviewed.replayed is None or reviewed.kept == reviewed.recorded:
        return ""
    name = "same" if kept == last else "worse" if kept < last else "better"
    return lesson["result.answer"].format(
        rule=kept,
        kept=epoch_label(reviewed.kept),
        on=last,
        last=epoch_label(reviewed.recorded),
        verdict=lesson[f"result.answer.{name}"],
    )


def _role(epoch: int, reviewed: StopReview) -> str:
    names = []
    if reviewed.replayed is None:
        names.append("the last")
    else:
        if epoch == reviewed.restored:
            names.append("the best by the rule")
        if epoch == reviewed.last:
            stopped = reviewed.replayed.stopped_epoch is not None
            names.append("where the rule stops" if stopped else "the last")
        elif epoch == reviewed.recorded:
            names.append("going on to the end")
    return " and ".join(names) + (" (kept)" if epoch == reviewed.kept else "")


def _pairs(lesson: Lesson, run: TrainingRun, reviewed: StopReview) -> None:
    """Which test images only one of two sets of weights gets right."""
    pairs = comparisons(run, mnist.load().y_test, reviewed)
    st.header("Is the difference more than chance?", anchor=False)
    if not pairs:
        name = "result.one_candidate" if reviewed.replayed else "result.no_candidate"
        st.markdown(lesson[name].format(epoch=epoch_label(reviewed.restored)))
        return
    first = epoch_label(reviewed.restored)
    counts = [
        f"{pair.only_first} by epoch {first} alone, {pair.only_second} by epoch {epoch_label(epoch)} alone"
        for epoch, pair in pairs.items()
    ]
    picture, words = st.columns(2, gap="medium")
    with picture:
        theme.show(
            charts.only_one_right(
                {f"epoch {epoch_label(epoch)} ": pair for epoch, pair in pairs.items()},
                f"epoch {first}",
                theme.current(),
            ),
            alt=lesson["result.pairs.alt"].format(pairs="; ".join(counts)),
            key="mnist.result.pairs",
        )
    for epoch, pair in pairs.items():
        words.markdown(stop_words.paired_sentence(reviewed.restored, epoch, pair, lesson))
    words.markdown(lesson["result.pairs"])


def _confusion(lesson: Lesson, run: TrainingRun, reviewed: StopReview) -> None:
    labels = mnist.load().y_test
    matrix = confusion_matrix(labels, run.test_predictions[reviewed.kept], 10)
    true, said, count = most_confused(matrix)
    numbers = {"epoch": epoch_label(reviewed.kept), "true": true, "said": said, "count": count}
    theme.show(
        charts.confusion(matrix, theme.current()),
        alt=lesson["result.confusion.alt"].format(**numbers),
        key="mnist.result.confusion",
    )
    st.caption(lesson["result.confusion"].format(**numbers))


def _mistakes(lesson: Lesson, run: TrainingRun, reviewed: StopReview) -> None:
    data = mnist.load()
    kept_weights = tuple(int(epoch) for epoch in run.snapshot_epochs)
    rows, confidence = _worst(run, run.digest, reviewed.kept, run.epochs, kept_weights)
    if not len(rows):
        st.markdown(lesson["result.no_mistakes"])
        return
    said = run.test_predictions[reviewed.kept][rows]
    captions = [f"true {t}, said {s}" for t, s in zip(data.y_test[rows], said, strict=True)]
    if confidence is not None:
        captions = [f"{c}<br>{percent(p)}" for c, p in zip(captions, confidence, strict=True)]
    wrong = int((run.test_predictions[reviewed.kept] != data.y_test).sum())
    name = "result.first_mistakes" if confidence is None else "result.worst_mistakes"
    numbers = {"epoch": epoch_label(reviewed.kept), "wrong": f"{wrong:,}", "shown": len(rows)}
    st.markdown(f"**{lesson[f'{name}.title'].format(**numbers)}**")
    theme.show(
        charts.mistakes(data.x_test[rows], captions, COLUMNS, theme.current()),
        alt=lesson["result.mistakes.alt"].format(captions="; ".join(captions).replace("<br>", ", ")),
        key="mnist.result.mistakes",
        still=True,
    )
    st.caption(lesson[name].format(**numbers))


@st.cache_data(max_entries=32, show_spinner=False)
def _worst(
    _run: TrainingRun, digest: str, epoch: int, epochs: int, snapshots: tuple[int, ...]
) -> tuple[np.ndarray, np.ndarray | None]:
    """Test rows that an epoch (from 0) gets wrong, with the probability of its answer.

    The most confident ones if the epoch's weights were recorded, else the first ones and None. All
    arguments but the run are what the answer depends on.
    """
    data = mnist.load()
    said = _run.test_predictions[epoch]
    wrong = np.flatnonzero(said != data.y_test)
    after = epoch_label(epoch)  # snapshots are numbered by how many epochs they have seen
    if after not in snapshots or not len(wrong):
        return wrong[:SHOWN], None
    inputs = mnist.prepare(data.x_test[wrong], _run.recipe.preprocessing)
    z = _run.weights(after).logits(inputs, _run.recipe.activation)
    confidence = softmax(z.astype(np.float64))[np.arange(len(wrong)), said[wrong]]
    order = np.argsort(-confidence, kind="stable")[:SHOWN]
    return wrong[order], confidence[order]
