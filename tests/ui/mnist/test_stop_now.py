"""The question of /mnist: when what is to come is hidden, and what an address or a message may do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import text
from components.concepts.early_stopping import EarlyStoppingRule
from components.training.recordings import RECORDINGS
from components.training.store import RunStore
from components.ui.mnist import stop_now
from components.ui.mnist.settings import START_RULE
from components.ui.mnist.stop_now import Round, current, read
from tests.addresses import nobody_trains, open_address
from tests.ui.reading import said

pytestmark = pytest.mark.usefixtures(nobody_trains.__name__)
RUN = RunStore().find(RECORDINGS["mnist_12k"].recipe).without_weights()
PATIENT = EarlyStoppingRule(patience=7, restore_best_weights=True)


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The session of a visit."""
    session: dict[str, Any] = {}
    monkeypatch.setattr(stop_now.st, "session_state", session)
    return session


def test_a_visit_begins_with_the_question(state) -> None:
    assert current(RUN, START_RULE).hidden
    number = current(RUN, START_RULE).number
    stop_now.stop(number - 1, 4)
    assert current(RUN, START_RULE).hidden  # a message of an earlier round
    stop_now.stop(number, 4)
    assert current(RUN, START_RULE) == Round(number, RUN.digest, START_RULE, 4, over=True)
    stop_now.again(number + 1)
    assert current(RUN, START_RULE).hidden
    assert current(RUN, START_RULE).you is None


def test_who_sets_a_rule_asks_for_the_answer(state) -> None:
    assert current(RUN, START_RULE).hidden
    assert not current(RUN, PATIENT).hidden
    assert not current(RUN, START_RULE).hidden


@pytest.mark.parametrize(("run", "rule"), [(RUN, PATIENT), (RUN, None), (RUN.within(3), START_RULE)], ids=str)
def test_nothing_is_hidden_where_there_is_nothing_to_ask(state, run, rule) -> None:
    assert not current(run, rule).hidden


def test_a_mark_set_while_it_was_trained_goes_with_the_run(state) -> None:
    current(RUN, START_RULE)
    stop_now.watch(RUN.digest)
    stop_now.stop(stop_now.live().number, 5)
    assert current(RUN, START_RULE).you == 5
    other = RunStore().find(RECORDINGS["mnist_48k"].recipe)
    stop_now.watch("of a training that failed")
    stop_now.stop(stop_now.live().number, 5)
    assert current(other, START_RULE).you is None


@pytest.mark.parametrize(
    "payload",
    [None, "stop", {}, {"what": "drop", "round": 1, "epoch": 1}, {"what": "stop", "round": True, "epoch": 1}]
    + [{"what": "stop", "round": 1, "epoch": epoch} for epoch in (-1, 2.5, "3", None, 1000)],
    ids=str,
)
def test_nonsense_from_the_browser_is_ignored(payload) -> None:
    assert read(payload) is None


def test_a_message_is_read() -> None:
    assert read({"what": "stop", "round": 2, "epoch": 7, "at": 1}) == ("stop", 2, 7)


def test_each_step_has_a_sentence_that_is_true_of_the_rule() -> None:
    lesson = text.load("mnist")
    found = stop_now.words(lesson, RUN, START_RULE)
    assert len(found) == len(stop_now.STEPS)
    assert "shaded" in found[0]
    assert "lowest val_loss" in found[1]
    assert "is below the best" in found[3]
    accuracy = stop_now.words(lesson, RUN.within(6), replace(START_RULE, monitor="accuracy", patience=50))
    assert "does not stop" in accuracy[0]
    assert "highest accuracy" in accuracy[1]
    assert "is above the best" in accuracy[3]
    assert stop_now.words(lesson, RUN, None) == []


@pytest.fixture(scope="module")
def opened() -> AppTest:
    return open_address("mnist.step=train")


def test_the_page_opens_with_the_question_and_says_nothing_of_the_answer(opened: AppTest) -> None:
    assert not opened.exception
    words = said(opened)
    assert "When would you stop?" in words
    assert "A saved run: 256-256, 12,000 rows" in words
    assert "epoch 8" not in words
    assert "was chosen" not in words


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("mnist.patience=7", "stops the training at **epoch 19** and keeps the weights of epoch 12"),
        ("mnist.epochs=2", "**does not stop the training** within 2 epochs; it keeps the weights of epoch 2"),
        ("mnist.epochs=20&mnist.patience=10", "**does not stop the training** within 20 epochs"),
        ("mnist.patience=10", "stops the training at **epoch 22**"),
        ("mnist.monitor=val_accuracy&mnist.mode=min", "keeps the **worst** epoch"),
    ],
)
def test_an_address_with_a_rule_is_answered_within_its_limit(query: str, told: str) -> None:
    app = open_address(query)
    assert not app.exception
    assert told in said(app)
    assert "Seed 5 was chosen because" in said(app)


def test_result_and_rule_keep_to_the_limit_too() -> None:
    for step in ("rule", "result"):
        app = open_address(f"mnist.step={step}&mnist.epochs=7")
        assert not app.exception
        assert "stops" not in said(app).partition("What to notice")[0].replace("where the rule stops", "")
        assert "7 epochs in" in said(app)


def test_what_is_taken_home_says_so_if_another_run_is_set(opened: AppTest) -> None:
    def run_on_screen(app: AppTest) -> str:
        assert "History (.csv)" in [button.proto.label for button in app.get("download_button")]
        return next(part.value for part in app.markdown if "The run on the screen" in part.value)

    weights = next(box for box in opened.selectbox if box.label == "Weights")
    assert weights.value == 30  # the epoch that the rule keeps would give the answer away
    assert "seed 5" in run_on_screen(opened)
    assert "not the one that is set" not in run_on_screen(opened)
    other = open_address("mnist.seed=777")
    assert "seed 5" in run_on_screen(other)
    assert "not the one that is set" in run_on_screen(other)
    assert "not the run that is set" in said(other)
