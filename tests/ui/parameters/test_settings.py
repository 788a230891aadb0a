import pytest

from components.concepts.parameters import Network
from components.ui.parameters import settings


@pytest.fixture
def state(monkeypatch):
    values: dict = {}
    monkeypatch.setattr(settings.st, "session_state", values)
    return values


def test_without_widgets_the_network_is_the_default(state):
    assert settings.network() == Network()


def test_an_image_replaces_the_number_of_inputs(state):
    state["parameters.input"] = "28x28"
    assert settings.network().shape == (28, 28)


@pytest.mark.parametrize("name", settings.PRESETS)
def test_a_preset_is_what_its_name_says(state, name):
    settings.apply(settings.PRESETS[name])
    network = settings.network()
    sizes = (network.inputs, *network.hidden_units, network.outputs)
    assert "-".join(map(str, sizes)) == name


def test_what_is_dragged_becomes_the_network(state):
    settings.apply_edit({"inputs": 5, "hidden": [4, 3], "outputs": 2}, Network())
    assert settings.network() == Network((5,), (4, 3), 2)


@pytest.mark.parametrize(
    "edit",
    [
        None,
        [],
        {},
        {"inputs": 5, "hidden": [10**9], "outputs": 1},
        {"inputs": 5, "hidden": [1] * 7, "outputs": 1},
        {"inputs": "x", "hidden": [], "outputs": 1},
        {"inputs": 5, "hidden": None, "outputs": 1},
        {"inputs": 0, "hidden": [], "outputs": 1},
        {"inputs": float("inf"), "hidden": [], "outputs": 1},
    ],
)
def test_the_browser_is_not_trusted(state, edit):
    settings.apply_edit(edit, Network())
    assert settings.network() == Network()


def test_an_image_keeps_its_shape_when_units_are_dragged(state):
    state["parameters.input"] = "8x8"
    settings.apply_edit({"inputs": 64, "hidden": [4], "outputs": 2}, settings.network())
    assert settings.network() == Network((8, 8), (4,), 2)
