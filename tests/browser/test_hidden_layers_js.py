"""The arithmetic of the pictures of /hidden_layers itself, in the browser, against Python."""

from __future__ import annotations

import base64
import itertools
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import JSHandle, Page

from components.concepts.activations import ACTIVATIONS
from components.concepts.feature_travel import COARSE, SAMPLES, extent_of, travel
from components.concepts.layers import Dense, Layers
from components.concepts.logistic_line import LogisticLine
from components.concepts.silenced_units import without_units
from components.concepts.silencing import FILLS
from components.datasets.toys import TOYS, Points, make
from components.training.plane_network import point_scores
from components.ui.hidden_layers.pictures.film import Film
from components.ui.hidden_layers.pictures.network_picture import TABLE_REACH, activation_table, picture_data
from components.ui.hidden_layers.pictures.travel_picture import UNIT, payload
from tests.browser.javascript import load

POINTS = make("moons", 50, TOYS["moons"].noise, 0)

# What network_picture.js unpacks with kit.decode.
_FILM = """(m, data) => {
  const floats = (text) => new Float32Array(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
  const points = Object.fromEntries(Object.entries(data.points).map(([name, text]) => [name, floats(text)]));
  const table = { reach: data.table.reach, values: floats(data.table.values) };
  return m.filmOf({ ...data, weights: floats(data.weights), points, table });
}"""
_COMPUTE = """(m, [film, snapshot, silenced]) => {
  const { z, maps, scores, peaks, held } = m.compute(film, snapshot, silenced);
  return { z: [...z.subarray(m.GRID)], plane: [...z.subarray(0, m.GRID)], scores, peaks, held: [...held],
           units: maps.slice(1, -1).flat().map((values) => [...values.subarray(m.GRID)]) };
}"""


_CUTS = """(m, [film, counts]) => {
  const shown = m.compute(film, 0, []);
  const grid = (values) => [...values.subarray(0, m.GRID)];
  const cut = m.boundaryOf(shown.sums[2][0]); // of the first unit of H2: bent where it crosses a cut of H1
  const all = shown.sums[1].map((sums) => m.crossingsOf(cut, sums));
  const unit = all.findIndex((crossings) => crossings.length);
  const sums = shown.sums.slice(1).map((units) => units.map(grid));
  return { sums, added: counts.map((n) => [...m.addedUp(shown, n)]),
           unit, crossings: all[unit] ?? [] };
}"""


@pytest.fixture
def forward(blank: Page) -> JSHandle:
    return load(blank, "hidden_layers/forward.js")


@pytest.fixture
def geometry(blank: Page) -> JSHandle:
    return load(blank, "hidden_layers/travel_geometry.js")


def random_layers(seed: int, hidden_units: tuple[int, ...]) -> Layers:
    random, sizes = np.random.default_rng(seed), (2, *hidden_units, 1)
    shapes = itertools.pairwise(sizes)
    return Layers(
        Dense(random.normal(size=(n, m)).astype(np.float32), random.normal(size=m).astype(np.float32))
        for n, m in shapes
    )


def film_of(snapshots: list[Layers], activation: str) -> Film:
    stacks = zip(*(layers.to_arrays() for layers in snapshots), strict=True)
    return Film(
        name="random",
        points=POINTS,
        activation=activation,
        hidden_units=snapshots[0].hidden_units,
        snapshot_epochs=list(range(len(snapshots))),
        snapshots=tuple(np.stack(stack) for stack in stacks),
        history={},
        epochs=len(snapshots) - 1,
    )


def both(points: Points) -> np.ndarray:
    return np.concatenate([points.x_train, points.x_test])


def compute(
    forward: JSHandle, film: Film, snapshot: int, silenced: list[tuple[int, int]] = (), fill: str = "zero"
) -> Any:
    unpacked = forward.evaluate_handle(_FILM, picture_data(film, silenced, fill))
    names = [f"{layer},{unit}" for layer, unit in silenced]
    return forward.evaluate(_COMPUTE, [unpacked, snapshot, names])


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_table_stands_for_the_activation(forward: JSHandle, activation: str) -> None:
    table = {"reach": TABLE_REACH, "values": activation_table(activation).tolist()}
    places = np.random.default_rng(0).uniform(-TABLE_REACH, TABLE_REACH, 500)
    found = forward.evaluate(
        "(m, [table, z]) => z.map((z) => m.activate(table, z))", [table, places.tolist()]
    )
    # A place between two of the table, 0.01 apart: half a step beside a jump.
    np.testing.assert_allclose(found, ACTIVATIONS[activation].function(places), atol=6e-3)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_browser_computes_what_numpy_does(forward: JSHandle, activation: str) -> None:
    snapshots = [random_layers(seed, (5, 3)) for seed in (0, 1)]
    film = film_of(snapshots, activation)
    for number, layers in enumerate(snapshots):
        found = compute(forward, film, number)
        inputs = both(POINTS)
        units = np.concatenate(layers.stages(inputs, activation)[1:], axis=1).T
        np.testing.assert_allclose(found["units"], units, atol=2e-2, rtol=1e-3)
        np.testing.assert_allclose(found["z"], layers.logits(inputs, activation)[:, 0], atol=4e-2, rtol=1e-3)


def test_sums_cuts_and_bends_are_where_numpy_has_them(forward: JSHandle) -> None:
    layers = random_layers(13, (3, 2))
    film = film_of([layers], "relu")
    unpacked = forward.evaluate_handle(_FILM, picture_data(film, (), "zero"))
    found = forward.evaluate(_CUTS, [unpacked, [0, 0.5, 1, 2]])
    side = int(np.sqrt(len(found["sums"][0][0])))
    axis = np.linspace(-film.reach, film.reach, side)
    plane = np.stack(np.meshgrid(axis, axis[::-1]), axis=-1).reshape(-1, 2).astype(np.float32)
    passed = layers.forward(plane, "relu")
    for sums, expected in zip(found["sums"], passed.pre_activations, strict=False):
        np.testing.assert_allclose(sums, expected.T, atol=1e-2)
    (w1, w2), bias, h = layers[2].kernel[:, 0], layers[2].bias[0], passed.outputs[1]
    expected = [bias + 0 * h[:, 0], bias + 0.5 * w1 * h[:, 0], bias + w1 * h[:, 0], bias + h @ [w1, w2]]
    np.testing.assert_allclose(found["added"], expected, atol=2e-2)
    places = np.array(found["crossings"]) * 2 * film.reach / (side - 1)
    assert len(places)
    crossings = np.column_stack([places[:, 0] - film.reach, film.reach - places[:, 1]])
    np.testing.assert_allclose(layers[0].sums(crossings)[:, found["unit"]], 0, atol=1e-3)  # straight: exact
    assert np.abs(layers[1].sums(np.maximum(layers[0].sums(crossings), 0))[:, 0]).max() < 0.2


@pytest.mark.parametrize("hidden_units", [(), (1,), (8, 8, 8, 8)], ids=str)
def test_scores_are_those_of_python_for_any_depth(forward: JSHandle, hidden_units: tuple[int, ...]) -> None:
    layers = random_layers(2, hidden_units)
    found = compute(forward, film_of([layers], "tanh"), 0)["scores"]
    for name, score in zip(("train", "test"), point_scores(layers, "tanh", POINTS), strict=True):
        assert found[name]["accuracy"] == pytest.approx(score.accuracy, abs=1e-9)
        assert found[name]["loss"] == pytest.approx(score.loss, rel=1e-3)


@pytest.mark.parametrize("fill", FILLS)
def test_silenced_units_are_left_out_as_in_python(forward: JSHandle, fill: str) -> None:
    layers, silenced = random_layers(3, (4, 4)), [(0, 1), (1, 2)]
    found = compute(forward, film_of([layers], "sigmoid"), 0, silenced, fill)
    reference = POINTS.x_train
    changed = without_units(layers, "sigmoid", silenced, fill=fill, reference=reference)
    np.testing.assert_allclose(found["z"], changed.logits(both(POINTS), "sigmoid")[:, 0], atol=1e-4)
    whole = compute(forward, film_of([layers], "sigmoid"), 0)
    assert found["peaks"] == whole["peaks"]  # the colour scale stands still
    assert np.abs(np.subtract(found["z"], whole["z"])).max() > 1e-3


def test_the_plane_is_asked_row_by_row_from_the_top_and_its_boundary_is_where_z_is_0(
    forward: JSHandle,
) -> None:
    layers = Layers([Dense(np.array([[1.0], [2.0]], np.float32), np.array([0.5], np.float32))])
    film = film_of([layers], "relu")
    plane = np.array(compute(forward, film, 0)["plane"])
    side = int(np.sqrt(len(plane)))
    axis = np.linspace(-film.reach, film.reach, side)
    np.testing.assert_allclose(plane.reshape(side, side), axis[None] + 2 * axis[::-1, None] + 0.5, atol=1e-5)
    pieces = np.array(forward.evaluate("(m, z) => m.boundaryOf(z)", plane.tolist()))
    assert len(pieces) >= side / 2
    x1 = pieces[:, [0, 2]] / (side - 1) * 2 * film.reach - film.reach
    x2 = film.reach - pieces[:, [1, 3]] / (side - 1) * 2 * film.reach
    np.testing.assert_allclose(x1 + 2 * x2 + 0.5, 0, atol=1e-4)
    assert forward.evaluate("(m, z) => m.boundaryOf(z)", np.ones(side * side).tolist()) == []


def test_an_epoch_has_its_place_among_the_kept_ones(forward: JSHandle) -> None:
    kept = [0, 1, 2, 10, 20]
    found = forward.evaluate(
        "(m, [epochs, kept]) => epochs.map((e) => m.placeOf(e, kept))", [list(range(22)), kept]
    )
    assert found == pytest.approx(np.interp(range(22), kept, range(len(kept))))


def test_the_line_by_hand_is_judged_as_in_python(blank: Page) -> None:
    line_js = load(blank, "hidden_layers/logistic_line.js")
    random = np.random.default_rng(0)
    x, labels = POINTS.x_train, POINTS.y_train
    rows = [[float(a), float(b), int(c)] for (a, b), c in zip(x, labels, strict=True)]
    for w1, w2, b in [*random.uniform(-10, 10, (20, 3)).tolist(), [0.0, 0.0, 0.0]]:
        line, weights = LogisticLine(w1, w2, b), {"w1": w1, "w2": w2, "b": b}
        found = line_js.evaluate("(m, [rows, weights]) => m.judge(rows, weights)", [rows, weights])
        score = line.score(x, labels)
        assert found["loss"] == pytest.approx(score.loss)
        assert found["right"] / len(rows) == pytest.approx(score.accuracy)
        assert sum(found["wrong"]) == len(rows) - found["right"]
        ends = line_js.evaluate("(m, weights) => m.endsOf(weights, 3)", weights)
        cells = np.array(line_js.evaluate("(m, weights) => [...m.probabilities(weights, 3, 4)]", weights))
        axis = np.array([-2.25, -0.75, 0.75, 2.25])
        corners = np.stack(np.meshgrid(axis, axis[::-1]), axis=-1).reshape(-1, 2)
        np.testing.assert_allclose(cells, 1 / (1 + np.exp(-line.logits(corners)[:, 0])), atol=1e-5)
        if not (w1 or w2):
            assert ends is None
            continue
        np.testing.assert_allclose(line.logits(np.array(ends))[:, 0], 0, atol=1e-6)
        length = np.linalg.norm(np.subtract(*ends))
        assert length > 2 * np.sqrt(2) * 3  # it crosses the whole square


def unpacked(text: str, kind: str) -> list[float]:
    return np.frombuffer(base64.b64decode(text), dtype=kind).tolist()


_MEASURED_SHEET = """(m, [data, places]) => {
    const sheet = m.buildSheet(data);
    const measured = (patch) => ({
        outline: patch.outline,
        area: m.areaOf(patch.outline, places),
        quads: patch.quads.reduce((sum, quad) => sum + m.areaOf(quad, places), 0),
    });
    return { ...sheet, patches: sheet.patches.map((side) => side.map(measured)) };
}"""


@pytest.mark.parametrize("seed", range(2))
def test_the_sheet_is_cut_along_the_boundary_and_covers_the_plane(geometry: JSHandle, seed: int) -> None:
    layers = random_layers(seed, (6, 3))
    way = travel(layers, "tanh", POINTS.x_train, extent_of(POINTS.x_train))
    sent = payload(way, POINTS.y_train, [frame.label for frame in way.frames], ())
    places = np.concatenate([way.frames[0].mesh.reshape(-1, 2), way.frames[0].boundary])
    data = {"samples": SAMPLES, "coarse": COARSE}
    data |= {"positive": unpacked(sent["positive"], "u1"), "edges": unpacked(sent["edges"], "<u2")}
    sheet = geometry.evaluate(_MEASURED_SHEET, [data, places.ravel().tolist()])
    z = layers.logits(places, "tanh")[:, 0]
    covered = 0.0
    for side, patches in enumerate(sheet["patches"]):
        areas = np.array([patch["area"] for patch in patches])
        np.testing.assert_allclose(areas, [patch["quads"] for patch in patches], atol=1e-6)
        covered += np.abs(areas).sum()
        corners = [node for patch in patches for node in patch["outline"]]
        assert (z[corners] * (1 if side else -1) > -1e-3).all()
        pieces = [node for piece in sheet["pieces"][side] for node in piece]
        assert (z[pieces] * (1 if side else -1) > -1e-3).all()
    width, height = np.ptp(way.frames[0].mesh.reshape(-1, 2), axis=0)
    assert covered == pytest.approx(width * height)
    crossings = [node for line in sheet["boundary"] for node in line]
    assert set(crossings) == set(range(SAMPLES**2, len(places)))
    np.testing.assert_allclose(z[crossings], 0, atol=1e-3)


def test_points_stand_where_python_puts_them_at_every_stop_and_between(geometry: JSHandle) -> None:
    way = travel(random_layers(5, (4,)), "relu", POINTS.x_train, extent_of(POINTS.x_train))
    sent = payload(way, POINTS.y_train, ["", "", ""], ())
    frames = [
        {"points": [value / UNIT for value in unpacked(frame["points"], "<i2")]} for frame in sent["frames"]
    ]
    box = {"left": 10, "top": 20, "width": 300, "height": 200}

    def at(place: float) -> np.ndarray:
        found = geometry.evaluate(
            "(m, [frames, place, box]) => [...m.between(frames, place, 'points', box)]", [frames, place, box]
        )
        return np.array(found).reshape(-1, 2)

    for number, frame in enumerate(way.frames):
        low, high = np.array(frame.window).T
        shares = (frame.points - low) / (high - low)
        expected = np.column_stack([10 + 300 * shares[:, 0], 20 + 200 * (1 - shares[:, 1])])
        np.testing.assert_allclose(at(number), expected, atol=0.1)
    np.testing.assert_allclose(at(1.25), 0.75 * at(1) + 0.25 * at(2), atol=1e-3)


def test_the_plot_makes_room_for_the_sigmoid_on_the_last_leg(geometry: JSHandle) -> None:
    look = {"margin": {"left": 46, "right": 10, "top": 26, "bottom": 42}, "strip": 0.25, "gap": 14}
    for arrived in (0, 0.5, 1):
        found = geometry.evaluate("(m, [arrived, look]) => m.layoutOf(400, arrived, look)", [arrived, look])
        box, below = found["box"], found["below"]
        assert box["width"] == below["width"] == 400 - 46 - 10
        assert below["top"] - box["top"] - box["height"] == 14
        assert below["top"] + below["height"] <= found["bottom"] == 358 or not below["height"]
    assert found["below"]["height"] > 50
