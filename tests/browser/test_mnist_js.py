"""The arithmetic of the stopping picture itself, in a browser, against the rule's replay."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, JSHandle

from components.concepts.early_stopping import METRICS, MODES, EarlyStoppingRule, History, replay
from components.concepts.early_stopping_walks import walks
from components.concepts.guessing import guessing
from components.concepts.stop_now import endings
from components.training.recordings import RECORDINGS
from components.training.store import RunStore
from components.ui.mnist.stopping_picture import MIN_DELTAS, PictureOptions, picture_data

STATIC = Path(__file__).parents[2] / "static"
RULE = EarlyStoppingRule(patience=3, restore_best_weights=True)
_LOAD = "(text) => import(URL.createObjectURL(new Blob([text], {type: 'text/javascript'})))"
# Every patience at once: stop, kept epoch and how much of the ruler is used up, epochs from 0.
_OUTCOMES = """(module, [walks, patiences, restores]) => walks.map((walk) => patiences.map((patience) => {
    const outcome = module.outcomeOf(walk, patience, restores);
    return [outcome.stop, outcome.last < 0 ? null : outcome.kept, outcome.used, outcome.ticks.length];
}))"""
_ENDINGS = """(module, cases) => cases.map(([walk, patience, restores, test, you]) =>
    module.endingsOf(module.outcomeOf(walk, patience, restores), test, you))"""
_LAYOUT = """(module, [kit, data, width]) => {
    const {x, left, right, last, panels} = module.layoutOf({data, width}, kit.scale);
    const shown = ({top, bottom, range, y}) => ({top, bottom, range, ends: range.map(y)});
    return {left, right, ends: [x(1), x(last)], panels: Object.values(panels).map(shown)};
}"""


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[tuple[JSHandle, JSHandle]]:
    """The picture's pure functions, and kit.js."""
    page = browser.new_page()
    page.goto("about:blank")
    files = ("mnist/stopping_geometry.js", "kit.js")
    yield tuple(page.evaluate_handle(_LOAD, (STATIC / file).read_text(encoding="utf-8")) for file in files)
    page.close()


def test_numbers_are_written_short_at_any_size(scripts):
    values = [None, 0.16849, 2.302, 420.4, 3.7e11]
    assert scripts[0].evaluate("(m, values) => values.map(m.short)", values) == [
        *("–", "0.1685", "2.3", "420", "3.7·10¹¹")
    ]


def outcomes(scripts, history: History, rule: EarlyStoppingRule, min_deltas, patiences):
    sent = [asdict(walk) | {"best": ()} for walk in walks(history, rule, min_deltas)]
    return scripts[0].evaluate(_OUTCOMES, [sent, list(patiences), rule.restore_best_weights])


def assert_counts_like_replay(scripts, history, rule, min_deltas=MIN_DELTAS, patiences=range(21)) -> None:
    found = outcomes(scripts, history, rule, min_deltas, patiences)
    for row, min_delta in zip(found, min_deltas, strict=True):
        for (stop, kept, used, length), patience in zip(row, patiences, strict=True):
            answer = replay(history, replace(rule, patience=patience, min_delta=min_delta))
            assert (stop, kept) == (answer.stopped_epoch, answer.weights_epoch), (rule, min_delta, patience)
            assert used <= length
            if stop is not None and rule.baseline is None:
                assert used == max(patience, 1)


def random_history(rng: np.random.Generator) -> dict[str, list[float | None]]:
    """Values that fall and rise again, rounded so that some are equal, here and there none or no number."""
    epochs = int(rng.integers(0, 40))
    history: dict[str, list[float | None]] = {}
    for metric in METRICS:
        values = np.round(np.cumsum(rng.normal(-0.01, 0.05, epochs)) + 0.5, int(rng.integers(1, 5)))
        odd = rng.random(epochs)
        history[metric] = [
            None if o < 0.04 else float("nan") if o < 0.07 else float("inf") if o < 0.09 else float(v)
            for v, o in zip(values, odd, strict=True)
        ]
    return history


def random_rules(rng: np.random.Generator) -> Iterator[EarlyStoppingRule]:
    while True:
        yield EarlyStoppingRule(
            monitor=str(rng.choice(METRICS)),
            mode=str(rng.choice(MODES)),
            baseline=float(np.round(rng.uniform(0, 1), 2)) if rng.random() < 0.4 else None,
            restore_best_weights=bool(rng.random() < 0.5),
            start_from_epoch=int(rng.choice([0, 0, 1, 4, 50])),
        )


@pytest.mark.parametrize("seed", range(20))
def test_what_each_way_to_end_a_training_keeps_is_what_python_says(scripts, seed: int) -> None:
    rng = np.random.default_rng(seed)
    sent, expected = [], []
    for rule in itertools.islice(random_rules(rng), 5):
        history = random_history(rng)
        epochs = max(map(len, history.values()))
        test = np.round(rng.uniform(0, 1, epochs), 4).tolist()
        you = None if rng.random() < 0.2 else int(rng.integers(0, 45))
        rule = replace(rule, patience=int(rng.integers(0, 8)))
        (found,) = walks(history, rule, [rule.min_delta])
        sent.append([asdict(found) | {"best": ()}, rule.patience, rule.restore_best_weights, test, you])
        expected.append([asdict(one) for one in endings(history, test, rule, you)] if epochs else [])
    assert scripts[0].evaluate(_ENDINGS, sent) == expected


def test_a_round_goes_epoch_by_epoch_to_the_last_one(scripts) -> None:
    after = "(module, cases) => cases.map(([seen, epochs]) => module.seenAfter(seen, epochs))"
    found = scripts[0].evaluate(after, [[3, 30], [3.7, 30], [29, 30], [30, 30], [0.4, 4]])
    assert [one["seen"] for one in found] == [4, 4, 30, 30, 1]
    assert [one["over"] for one in found] == [False, False, True, True, False]


@pytest.mark.parametrize("seed", range(20))
def test_counting_is_replay_on_random_histories_and_rules(scripts, seed: int) -> None:
    rng = np.random.default_rng(seed)
    for rule in itertools.islice(random_rules(rng), 5):
        min_deltas = sorted({0.0, *np.round(rng.uniform(0, 0.3, 3), 3).tolist()})
        assert_counts_like_replay(scripts, random_history(rng), rule, min_deltas, range(0, 12))


@pytest.mark.parametrize("restores", [True, False])
@pytest.mark.parametrize("name", RECORDINGS)
def test_counting_is_replay_on_the_recordings(scripts, name: str, restores: bool) -> None:
    history = RunStore().find(RECORDINGS[name].recipe).lists
    for monitor in METRICS:
        rule = EarlyStoppingRule(monitor, restore_best_weights=restores)
        assert_counts_like_replay(scripts, history, rule)


@pytest.mark.parametrize(
    "values",
    [[], [0.5], [np.nan, 0.4, 0.3], [0.5, np.nan, np.inf, 0.4, 0.6], [None, 0.5, None, 0.6, 0.7]],
    ids=str,
)
def test_odd_histories_count_like_replay(scripts, values) -> None:
    assert_counts_like_replay(scripts, {"loss": values, "val_loss": values}, RULE)


def test_the_sentence_says_what_replay_says(scripts) -> None:
    history = RunStore().find(RECORDINGS["mnist_12k"].recipe).lists
    sentence = """(module, [walk, patience]) => module.sentenceOf(
        module.outcomeOf(walk, patience, true), {}, walk.kinds.length, false)"""
    (walk,) = walks(history, RULE, [0.0])
    for patience in (1, 3, 7, 50):
        answer = replay(history, replace(RULE, patience=patience))
        said = scripts[0].evaluate(sentence, [asdict(walk), patience])
        kept = answer.weights_epoch + 1
        if answer.stopped_epoch is None:
            assert said == f"does not stop in {len(walk.kinds)} epochs, keeps epoch {kept}"
        else:
            assert said == f"stops at epoch {answer.stopped_epoch + 1}, keeps epoch {kept}"


@pytest.mark.parametrize("width", [300, 640, 1200])
@pytest.mark.parametrize("seed", range(8))
def test_every_scale_is_finite_and_stays_in_its_panel(scripts, width: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    monitor = str(rng.choice(METRICS))
    level = guessing("categorical_crossentropy", 10)
    options = PictureOptions(epochs=20, progress=None, compare=None, alt="", guessing=level)
    data = picture_data(random_history(rng), replace(RULE, monitor=monitor), options)
    found = scripts[0].evaluate(_LAYOUT, [scripts[1], data, width])
    first, last = found["ends"]
    assert found["left"] < first < last < found["right"] <= width
    for panel in found["panels"]:
        (low, high), (bottom, top) = panel["range"], panel["ends"]
        assert low < high
        assert panel["top"] <= top < bottom <= panel["bottom"]


def test_the_line_of_guessing_is_in_the_picture_of_a_run_that_ends_there(scripts) -> None:
    level = guessing("categorical_crossentropy", 10)
    values = {"loss": [3.7e11, 2.48, 2.47], "val_loss": [2.46, 2.47, 2.47], "accuracy": [0.1, 0.1, 0.1]}
    options = PictureOptions(epochs=3, progress=None, compare=None, alt="", guessing=level)
    data = picture_data(values | {"val_accuracy": [0.1, 0.1, 0.098]}, RULE, options)
    panels = scripts[0].evaluate(_LAYOUT, [scripts[1], data, 640])["panels"]
    for panel, value in zip(panels, (level.loss, level.accuracy), strict=True):
        low, high = panel["range"]
        assert low < value < high
