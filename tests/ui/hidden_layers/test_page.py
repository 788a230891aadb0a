"""The page as Streamlit's AppTest sees it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from components.training.store import RECORDED, RunStore
from components.training.toy_recipes import points_of, recorded_recipes, toy_recipe
from components.ui.hidden_layers import settings, training
from components.ui.kit import watch
from tests.ui.hidden_layers.stub import StubEngine
from tests.ui.reading import statuses

ROOT = Path(__file__).parents[3]
STEM = settings.STEM


def open_page(**address: object) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    for name, value in address.items():
        app.query_params[f"{STEM}.{name}"] = str(value)
    return healthy(app.switch_page(str(ROOT / "pages/networks/hidden_layers.py")).run())


def healthy(app: AppTest) -> AppTest:
    assert not app.exception
    assert not app.error
    return app


def text(app: AppTest) -> str:
    elements = [*app.markdown, *app.latex, *app.warning]
    return "\n".join([*(element.value for element in elements), *statuses(app)])


@pytest.fixture
def stubbed(monkeypatch: pytest.MonkeyPatch):
    """A function that puts an engine in place of the real one."""

    def put(**how: object) -> StubEngine:
        stub = StubEngine(**how)
        for module in (training, watch):
            monkeypatch.setattr(module, "engine", lambda: stub)
        return stub

    return put


def test_it_opens_with_a_recorded_network() -> None:
    app = open_page()
    assert "train accuracy" in text(app)
    assert "Recorded:" in text(app)
    assert r"H_1 &= \text{relu}" in text(app)
    assert not app.warning


def test_with_every_layer_off_it_is_logistic_regression() -> None:
    app = open_page()
    app.toggle(key=f"{STEM}.layer_1").set_value(False)
    healthy(app.run())
    assert "This is logistic regression: a straight boundary." in text(app)
    assert "No better than guessing" in text(app)
    assert r"\,x_1" in text(app)
    app.selectbox(key=f"{STEM}.activation").set_value("tanh")
    assert "Recorded:" in text(healthy(app.run()))  # nothing to bend: the same network


def test_common_settings_are_shown_at_once() -> None:
    found = {recipe.digest for recipe in recorded_recipes()}
    app = open_page()
    for dataset in settings.TOYS:
        app.session_state[f"{STEM}.dataset"] = dataset
        healthy(app.run())
        assert "Recorded:" in text(app)
        assert app.session_state["_hidden_layers.task"].recipe.digest in found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("dataset", "triangles"),
        ("units_1", 99),
        ("layer_2", "perhaps"),
        ("learning_rate", "fast"),
        ("view", 7),
    ],
)
def test_nonsense_in_the_address_is_one_sentence(name: str, value: object) -> None:
    app = open_page(**{name: value})
    assert len(app.warning) == 1
    assert f"{STEM}.{name}" in app.warning[0].value
    assert "train accuracy" in text(app)


def test_a_rate_of_zero_leaves_the_last_good_network() -> None:
    app = open_page()
    app.number_input(key=f"{STEM}.learning_rate").set_value(0.0)
    healthy(app.run())
    assert "learning_rate is 0; it has to be above 0" in app.warning[0].value
    assert "train accuracy" in text(app)


def test_all_layers_of_one_unit_are_trained(stubbed) -> None:
    stub = stubbed()
    app = open_page(
        **{f"layer_{i}": "true" for i in settings.LAYERS}, **{f"units_{i}": 1 for i in settings.LAYERS}
    )
    healthy(app.run())
    assert stub.trained[-1].recipe.hidden_units == (1, 1, 1, 1)
    assert "Trained here" in text(app)
    assert "H4: 1 unit" in text(app)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"ending": "diverged"}, "A smaller learning rate helps."),
        ({"problem": "The worker process died twice."}, "The worker process died twice."),
    ],
)
def test_what_did_not_work_is_one_sentence_and_the_last_good_network_stays(stubbed, how, said) -> None:
    app = open_page()
    stub = stubbed(**how)
    app.number_input(key=f"{STEM}.learning_rate").set_value(9.0)
    healthy(app.run())
    healthy(app.run())
    assert said in text(app)
    assert "still shows the last good network" in text(app)
    assert "train accuracy **1.000**" in text(app)
    assert len(stub.trained) == 1  # not again and again


def test_a_loss_above_guessing_names_the_rate(stubbed) -> None:
    stubbed(loss=3.2)
    app = healthy(open_page(seed=1).run())
    assert "worse than that of guessing" in text(app)


def test_what_the_prose_says_of_circles() -> None:
    """The numbers that stand in the text; those of many trainings are in the repository's history."""
    recipe = toy_recipe("circles", (), "relu")
    points = points_of(recipe)
    best = 0.0
    for angle in np.linspace(0, 2 * np.pi, 180, endpoint=False):
        along = points.x_train @ np.array([np.cos(angle), np.sin(angle)])
        best = max(best, *(float(((along > cut) == points.y_train).mean()) for cut in along))
    assert 0.69 < best < 0.72  # "the best straight line gets about 70 %"
    run = RunStore(RECORDED).find(recipe)
    assert float(run.history["accuracy"][-1]) == pytest.approx(0.5, abs=0.01)  # "half of the points"


def test_own_points_say_what_is_missing_and_the_last_picture_stays() -> None:
    app = open_page(dataset="own_points")
    assert "There are no points yet" in app.warning[0].value
    assert "The link carries the\nsettings, not the points" in "".join(c.value for c in app.caption)
    assert "train accuracy" in text(app)


def test_the_prediction_moves_the_picture_to_three_units(stubbed) -> None:
    stub = stubbed()
    app = open_page()
    app.pills(key=f"{STEM}.prediction").select("2")
    healthy(app.run())
    assert stub.trained[-1].recipe.hidden_units == (3,)
    assert app.number_input(key=f"{STEM}.units_1").value == 3
    app.number_input(key=f"{STEM}.units_1").set_value(5)
    healthy(app.run())
    assert stub.trained[-1].recipe.hidden_units == (5,)  # moved once, not held


def test_silenced_units_are_told_and_belong_to_their_network() -> None:
    app = open_page(silenced="H1.1,H1.2")
    assert "with 2 units silenced:]" in text(app)
    assert not app.warning
    app.number_input(key=f"{STEM}.units_1").set_value(8)
    assert "silenced:]" not in text(healthy(app.run()))
    assert not app.warning


def test_a_whole_layer_silenced_is_explained() -> None:
    app = open_page(silenced="H1.1,H1.2,H1.3,H1.4")
    assert "Nothing passes H1" in text(app)
    assert "whether H1 was needed" in text(app).replace("\n", " ")


def test_a_unit_that_is_not_there_is_one_sentence() -> None:
    app = open_page(silenced="H1.1,H9.9,`x")
    assert len(app.warning) == 1
    assert "`H9.9`, which this network does not have" in app.warning[0].value
    assert "with 1 unit silenced:]" in text(app)


def test_a_training_is_shown_while_it_goes_on_and_stop_keeps_it(stubbed) -> None:
    app = open_page()
    stub = stubbed(epochs=7)
    app.number_input(key=f"{STEM}.units_1").set_value(5)
    healthy(app.run())
    assert "epoch 7 of" in text(app)
    assert "H1: 5 units" in text(app)  # the latest weights, not the last network
    app.button(key=f"{STEM}.stop").click()
    healthy(app.run())
    assert "**stopped** after 7 epochs" in text(app)
    app.button(key=f"{STEM}.train").click()
    healthy(app.run())
    assert len(stub.trained) == 2


def test_another_setting_leaves_the_training_before(stubbed) -> None:
    app = open_page()
    stub = stubbed(epochs=7)
    for units in (5, 6):
        app.number_input(key=f"{STEM}.units_1").set_value(units)
        healthy(app.run())
    assert stub.left == [stub.trained[0].key]
