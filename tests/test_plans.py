"""Plans for a class: what they open is accepted and recorded, and the numbers of predictions hold."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from math import inf
from pathlib import Path
from types import ModuleType
from urllib.parse import urlencode

import pytest

from components.concepts.number_text import number
from components.datasets import mnist
from components.text import load
from components.text.plans import Plan, plans, read_plan
from components.text.questions import page_question, read_question, read_settings
from components.training.contest import standing
from components.training.recipe import Recipe
from components.training.recordings import RECORDINGS
from components.training.store import RunStore
from components.training.table_recordings import recorded_contest
from components.training.table_trials import TABLES
from components.ui.cached import flow, recorded_run
from components.ui.kit.prose import parts
from components.ui.tabular.settings import SHORTCUTS
from components.ui.vanishing_gradients.sizes import share
from tests.addresses import PAGES
from tests.browser.everywhere import ADDRESSES

PLANS = plans()
VIEW = {"mnist": "step"}
ASKED = [
    f"{stem}{section.removeprefix('ask')}"
    for stem in PAGES
    if stem != "home"
    for section in load(stem).sections
    if section.partition(".")[0] == "ask"
]


def test_there_are_three_plans_of_a_lesson_and_a_short_one() -> None:
    assert sorted(plan.minutes for plan in PLANS.values()) == [15, 45, 45, 45]
    for plan in PLANS.values():
        assert sum(scene.minutes for scene in plan.scenes) == plan.minutes
        assert 8 <= len(plan.scenes) <= 12
        assert len({scene.key for scene in plan.scenes}) == len(plan.scenes)
        assert all("isconception" in scene.say for scene in plan.scenes), plan.key


@pytest.mark.parametrize("plan", PLANS.values(), ids=lambda plan: plan.key)
def test_a_plan_opens_nothing_that_is_refused_or_has_to_be_trained(plan: Plan, tmp_path: Path) -> None:
    recorded = RunStore(tmp_path)
    for scene in plan.scenes:
        page = import_module(f"components.ui.{scene.page}.settings")
        names = page.SETTINGS.all.keys() | {VIEW.get(scene.page, "view")}
        for settings in filter(None, (scene.settings, scene.reveal)):
            assert {key.removeprefix(f"{scene.page}.") for key in settings} <= names, scene.title
            values = {k: v for k, v in settings.items() if k.partition(".")[2] in page.SETTINGS.all}
            page.SETTINGS.named(values)
            page.SETTINGS.take({key: [value] for key, value in values.items()})
            recipe = _trained(scene.page, page)
            assert recipe is None or recorded.find(recipe) or recorded.find(replace(recipe, keep="history"))
        assert set(scene.show) <= names, scene.title


def _trained(stem: str, page: ModuleType) -> Recipe | None:
    """The recipe of the network that a page shows, as it is set; None where nothing is trained."""
    if stem == "hidden_layers":
        task, problem = page.read()
        assert not problem
        return task.recipe
    return page.read().recipe if stem == "mnist" else None


@pytest.mark.parametrize("stem", sorted(set(PAGES) - {"home", "plans", "classroom"}))
def test_what_a_page_asks_to_try_can_be_set(stem: str) -> None:
    settings = import_module(f"components.ui.{stem}.settings").SETTINGS
    queries = [query for words in load(stem).sections.values() for _, query, _ in parts(words) if query]
    assert queries
    for query in queries:
        asked = read_settings(query.format(dataset="magic"))  # /tabular stays with the table that is open
        view = asked.pop(VIEW.get(stem, "view"), "")
        assert not view or view in views_of(stem), query
        settings.named({f"{stem}.{name}": value for name, value in asked.items()})


def views_of(stem: str) -> set[str]:
    """The views of a page, as the addresses of the browser tests have them."""
    return {name.partition(".")[2] for name in ADDRESSES if name.startswith(f"{stem}.")}


@pytest.mark.parametrize("name", ASKED)
def test_the_prediction_of_a_page_can_be_asked_by_a_plan(name: str) -> None:
    stem = name.partition(".")[0]
    question = page_question(name)
    assert question.right in question.choices
    assert all(key.startswith(f"{stem}.") for key in question.reveal)
    written = (
        f"# A plan\n\nfor: a test\nminutes: 1\n\n## One\n\nopen: {stem}\nminutes: 1\nask: {name}\nsay: -"
    )
    (scene,) = read_plan("made", written).scenes
    assert scene.ask == question
    assert scene.reveal == question.reveal


def test_every_page_asks_a_prediction_and_tabular_one_of_each_table() -> None:
    assert {name.partition(".")[0] for name in ASKED} == set(PAGES) - {"home", "plans", "classroom"}
    assert {name for name in ASKED if "." in name} == {f"tabular.{table}" for table in TABLES}


@pytest.mark.parametrize("table", TABLES)
def test_the_predictions_of_the_tables_are_those_of_their_recordings(table: str) -> None:
    now, question = (
        standing(recorded_contest(table, SHORTCUTS), "accuracy"),
        page_question(f"tabular.{table}"),
    )
    logistic, network = (f"{now.interval(row).mean:.3f}" for row in ("logistic", "network"))
    if now.share_closed is None:
        found = now.against("network", "logistic")
        winner = {"first": "network", "second": "logistic", None: "nobody"}[found.better]
        difference = number(found.difference.mean, "+.3f")
        said = f"({logistic} against {network}, difference {difference} ("
        assert question.right.key == winner
        assert f"{now.folds} folds cannot tell" in [choice.label for choice in question.choices]
        assert now.contest.table.label in question.text
    else:
        said = f"**{100 * now.share_closed:.0f} %**"
        bands = [("little", 0.25), ("half", 0.5), ("much", 0.75), ("most", 1.0), ("past", inf)]
        assert question.right.key == next(key for key, most in bands if now.share_closed <= most)
        assert f"Logistic regression {logistic}, MLP {network}:" in question.text
        columns = len(now.contest.table.columns)
        made = f"{columns} squares and {columns * (columns - 1) // 2} products"
        assert made in question.right.response
    assert all(said in choice.response for choice in question.choices)


def test_the_numbers_of_the_predictions_are_those_of_the_recordings() -> None:
    kept = {
        name: share(flow(name, "glorot_uniform", 20, 128, 0).kept) for name in ("tanh", "relu", "sigmoid")
    }
    sentence = "tanh keeps {tanh}, ReLU {relu}, sigmoid {sigmoid}".format(**kept)
    assert all(sentence in choice.response for choice in page_question("vanishing_gradients").choices)
    run = recorded_run(RECORDINGS["mnist_48k"].recipe)
    best = int(run.history["val_loss"].argmin())
    accuracy = run.history["test_accuracy"]
    sentence = f"at epoch {best + 1}: test accuracy **{accuracy[best]:.4f}**. After epoch {run.epochs} it is "
    sentence += f"**{accuracy[-1]:.4f}**"
    assert all(sentence in choice.response for choice in page_question("mnist").choices)
    one, other = (mnist.load().x_train[image] > 0 for image in (140, 468))
    words = load("mnist")["look"]
    assert f"image=140) It has {one.sum()} inked pixels" in words
    assert f"image=468) It has {other.sum()}, and they share {(one & other).sum()} of them" in words


WRITTEN = """# A plan

for: a test
minutes: 3

## First

open: mnist?mnist.patience=3&mnist.step=rule
minutes: 3
show: patience
ask: Is it so?
- [ ] `no` No, it is not: Look
  again.
- [x] `yes` Yes: It is.
reveal: mnist.patience=7
say: Nothing.
"""


def test_a_scene_is_read_from_its_markdown() -> None:
    (scene,) = read_plan("made", WRITTEN).scenes
    assert (scene.key, scene.page, scene.minutes, scene.show) == ("first", "mnist", 3, ("patience",))
    assert scene.address == "mnist?" + urlencode({"mnist.patience": "3", "mnist.step": "rule"})
    assert scene.reveal == {"mnist.patience": "7", "mnist.step": "rule"}
    assert [choice.label for choice in scene.ask.choices] == ["No, it is not", "Yes"]
    assert scene.ask.choices[0].response == "Look again."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("open: mnist", "opens: mnist"),
        ("[x]", "[ ]"),
        ("`yes`", "yes"),
        ("`yes`", "`no`"),
        ("# A plan", "A plan"),
        ("## First", "### First"),
        ("minutes: 3\nshow", "show"),
        ("mnist.patience=7", "mnist.patience"),
    ],
)
def test_a_plan_that_is_not_written_so_is_refused(old: str, new: str) -> None:
    assert old in WRITTEN
    with pytest.raises(ValueError, match=r".+"):
        read_plan("made", WRITTEN.replace(old, new))


def test_a_question_needs_answers() -> None:
    with pytest.raises(ValueError, match="two answers"):
        read_question("Is it so?")
