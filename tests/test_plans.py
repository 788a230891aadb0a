"""Plans for a class: what they open is accepted and recorded, and the numbers of predictions hold."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from urllib.parse import urlencode

import pytest

from components.text import load
from components.text.plans import Plan, plans, read_plan
from components.text.questions import page_question, read_question, read_settings
from components.training.recipe import Recipe
from components.training.recordings import RECORDINGS
from components.training.store import RunStore
from components.ui.cached import flow, recorded_run
from components.ui.kit.prose import parts
from components.ui.vanishing_gradients.sizes import share
from tests.addresses import PAGES
from tests.browser.everywhere import ADDRESSES

PLANS = plans()
VIEW = {"mnist": "step"}
ASKED = [stem for stem in PAGES if stem != "home" and "ask" in load(stem).sections]


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
        asked = read_settings(query)
        view = asked.pop(VIEW.get(stem, "view"), "")
        assert not view or view in views_of(stem), query
        settings.named({f"{stem}.{name}": value for name, value in asked.items()})


def views_of(stem: str) -> set[str]:
    """The views of a page, as the addresses of the browser tests have them."""
    return {name.partition(".")[2] for name in ADDRESSES if name.startswith(f"{stem}.")}


@pytest.mark.parametrize("stem", ASKED)
def test_the_prediction_of_a_page_can_be_read_without_the_page(stem: str) -> None:
    question = page_question(stem)
    assert question.right in question.choices
    assert all(key.startswith(f"{stem}.") for key in question.reveal)


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
