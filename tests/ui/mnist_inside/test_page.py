"""The page as Streamlit's AppTest sees it."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from components.concepts.layers import Layers
from components.training.checkpoint import Checkpoint
from components.training.digit_reading import drawing_code, image_on_pad
from components.training.recordings import RECORDINGS
from components.ui.mnist_inside.network import network_at, stored_run
from components.ui.mnist_inside.settings import OFFERED, SETTINGS
from tests.addresses import value_of

ROOT = Path(__file__).parents[3]
STEM = "mnist_inside"


@pytest.fixture
def app():
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    return test.run().switch_page(str(ROOT / "pages/learning/mnist_inside.py"))


def healthy(app: AppTest) -> AppTest:
    assert not app.exception
    assert not app.error
    return app


def pad(app: AppTest) -> dict[str, Any]:
    """What the browser is sent of the pad."""
    sent = [e.proto for e in app.get("bidi_component") if e.proto.component_name.endswith("inside_pad")]
    return json.loads(sent[0].json)


def reads(app: AppTest) -> int:
    """The class that Python reads on the pad."""
    return int(np.argmax(pad(app)["settled"]["logits"]))


def test_it_opens_with_an_answer_and_without_keras(app):
    before = set(sys.modules)  # other tests of this process may have imported Keras
    healthy(app.run())
    assert not app.warning
    assert reads(app) == 9
    assert pad(app)["drawing"]["label"] == 4
    assert not {"keras", "tensorflow", "sklearn"} & (set(sys.modules) - before)


@pytest.mark.parametrize("name", OFFERED)
def test_every_offered_network_reads_at_every_kept_epoch(app, name):
    run = stored_run(RECORDINGS[name].recipe.digest[:12])
    app.session_state[f"{STEM}.run"] = run.digest[:12]
    for epoch in run.snapshot_epochs[[0, 3, -1]]:
        app.session_state[f"{STEM}.epoch"] = int(epoch)
        healthy(app.run())
        assert not app.warning
        assert ("before training" if epoch == 0 else f"after epoch {epoch}.") in pad(app)["when"]


def test_another_network_starts_at_its_best_epoch(app):
    healthy(app.run())
    run = stored_run(RECORDINGS["mnist_48k"].recipe.digest[:12])
    app.selectbox(key=f"{STEM}.network").select(run.digest[:12]).run()
    healthy(app)
    assert value_of(app, f"{STEM}.run") == run.digest[:12]
    assert f"after epoch {run.best_kept_epoch}." in pad(app)["when"]


def test_the_slider_sets_the_epoch(app):
    healthy(app.run())
    app.select_slider(key=f"{STEM}.snapshot").set_value(30).run()
    healthy(app)
    assert value_of(app, f"{STEM}.epoch") == 30
    assert "after epoch 30." in pad(app)["when"]


BAD = [
    ("run", "nonsense", "no weights"),
    ("run", "0123456789abcdef", "0123456789ab"),
    ("run", RECORDINGS["mnist_unscaled"].recipe.digest[:12], "no weights"),
    ("epoch", "7", "were not kept"),
    ("epoch", "900", "were not kept"),
    ("epoch", "x", "epoch"),
    ("image", "10000", "image"),
    ("feed", "`<b>`", "feed"),
    ("for", "12", "for"),
    ("against", "", "against"),
    ("drawing", "nonsense", "drawing in the address"),
    ("drawing", "AAAA", "drawing in the address"),
    ("cell", "H9", "no unit"),
    ("why", "because", "why"),
    ("view", "nonsense", "view"),
    ("typo", "1", "typo"),
]


@pytest.mark.parametrize(("name", "value", "words"), BAD, ids=str)
def test_a_bad_parameter_is_one_warning_and_the_page_goes_on(app, name, value, words):
    app.query_params[f"{STEM}.{name}"] = value
    healthy(app.run())
    if value:
        assert len(app.warning) == 1
        assert words in app.warning[0].value
    assert pad(app)["settled"]


def test_twice_the_same_class_is_one_sentence(app):
    app.session_state[f"{STEM}.for"] = app.session_state[f"{STEM}.against"] = "4"
    healthy(app.run())
    assert "compare are 4" in app.warning[0].value
    assert reads(app) == 9


def test_a_drawing_in_the_address_lies_on_the_pad(app):
    drawing = 17 * (image_on_pad(2) // 17)
    app.query_params[f"{STEM}.drawing"] = drawing_code(drawing)
    app.query_params[f"{STEM}.image"] = "3"
    healthy(app.run())
    assert reads(app) == 1
    sent = pad(app)["drawing"]
    assert sent["label"] is None
    np.testing.assert_array_equal(np.frombuffer(base64.b64decode(sent["pixels"]), np.uint8), drawing.ravel())
    app.number_input(key=f"{STEM}.image").set_value(707).run()
    assert pad(healthy(app))["drawing"]["label"] == 4  # another image takes the place of what was drawn
    assert value_of(app, f"{STEM}.drawing") == ""


def test_an_open_unit_has_its_favourites(app):
    app.query_params[f"{STEM}.why"] = "units"
    app.query_params[f"{STEM}.cell"] = "H2.70"
    healthy(app.run())
    found = pad(app)["favourites"]
    assert found["cell"] == "H2.70"
    assert "9" not in found["words"].removeprefix("the nine")
    assert len(base64.b64decode(found["images"])) == 9 * 784


def test_reset_puts_everything_back(app):
    app.session_state[f"{STEM}.image"] = 3
    app.session_state[f"{STEM}.epoch"] = 30
    app.session_state[f"{STEM}.run"] = RECORDINGS["mnist_softmax"].recipe.digest[:12]
    healthy(app.run())
    app.button(key=f"{STEM}.reset").click().run()
    for name, setting in SETTINGS.all.items():
        assert value_of(app, f"{STEM}.{name}") == setting.default


def test_weights_are_shared_and_cannot_be_written_to():
    network = network_at(SETTINGS.all["run"].default, 8)
    assert network == Checkpoint(network.digest, 8, network.recipe, Layers())
    assert hash(network) == hash(Checkpoint(network.digest, 8, network.recipe, Layers()))
    assert not any(array.flags.writeable for array in network.weights.to_arrays())
    assert len(network.digest) == 64
