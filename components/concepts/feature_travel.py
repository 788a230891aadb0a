"""Travelling through the layers: where the points, and the plane they lie in, are after each layer.

A network with hidden layers does not bend its boundary. It bends the plane: every layer moves the points to
new places H1, H2, ..., and the last one cuts straight through what arrives, as logistic regression does. Each
`Frame` is one such place seen flat: of more than two units along the direction of z, and along what else
varies most. In the last hidden layer that direction is w, so that the boundary is exactly a line there,
w . H + b = 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts.layers import Dense, Layers
from components.concepts.principal_components import principal_directions

LINES = 13  # of the grid, in each direction
COARSE = 5  # of so many lines of the mesh one is drawn as a line of the grid
SAMPLES = COARSE * (LINES - 1) + 1  # along each line, so that it can bend
ROOM = 0.08  # around the points in the window, as a share of their range
ROOM_OF_FEW = 0.2  # the same where every point has a name beside it
FEW = 12
HALVINGS = 24  # of an edge of the mesh, until the boundary is found on it
SIGMOID = 3.0  # the last window reaches at least from -3 to 3, so that the sigmoid can be seen in it

Extent = tuple[float, float, float, float]  # of the plane: x1 from, to, x2 from, to
Window = tuple[tuple[float, float], tuple[float, float]]  # least and largest value on each axis


@dataclass(frozen=True)
class Frame:
    """What has become of the plane at one stop, seen flat.

    Attributes:
        name: "x", "H1", "H2", ..., "z".
        label: one line that says what the axes show.
        axes: labels of the horizontal and of the vertical axis.
        share: of the variance of the points, how much these two axes show (0 to 1).
        points: (n, 2).
        mesh: (SAMPLES, SAMPLES, 2), the plane; [i] is a line of x2 = const, [:, j] one of x1 = const.
        boundary: (m, 2), where the boundary crosses the edges of the mesh.
        window: what to draw; one scale for both axes, except in the last frame.
    """

    name: str
    label: str
    axes: tuple[str, str]
    share: float
    points: np.ndarray
    mesh: np.ndarray
    boundary: np.ndarray
    window: Window

    @property
    def lines(self) -> np.ndarray:
        """The grid: (2 * LINES, SAMPLES, 2), first the lines of x2 = const, then those of x1 = const."""
        return np.concatenate([self.mesh[::COARSE], self.mesh[:, ::COARSE].swapaxes(0, 1)])


@dataclass(frozen=True)
class Travel:
    """The way from x to z.

    Attributes:
        frames: the stops in order; the last has z on its horizontal axis.
        positive: (SAMPLES, SAMPLES) whether the network answers 1 at a node of the mesh: z above 0.
        edges: (m, 2) the edges that the boundary crosses, as numbers of two nodes, the lower first; nodes
            are counted along the rows. Besides its sides a cell has the edge from its first corner to the
            one across.
    """

    frames: tuple[Frame, ...]
    positive: np.ndarray
    edges: np.ndarray


@dataclass(frozen=True)
class _View:
    """An affine way to see (n, n_units) outputs flat: outputs @ matrix + shift."""

    matrix: np.ndarray
    shift: np.ndarray
    axes: tuple[str, str]
    label: str

    def __call__(self, outputs: np.ndarray) -> np.ndarray:
        return outputs @ self.matrix + self.shift


def extent_of(points: np.ndarray) -> Extent:
    """A plane that reaches a little beyond the points, (n, 2)."""
    low, high = points.min(axis=0), points.max(axis=0)
    room = 0.1 * max(float((high - low).max()), 1e-6)
    return float(low[0] - room), float(high[0] + room), float(low[1] - room), float(high[1] + room)


def travel(layers: Layers, activation: str, points: np.ndarray, extent: Extent) -> Travel:
    """Follow points and the plane from x through every hidden layer to z.

    Args:
        layers: of the network; two inputs, and a single sigmoid unit at the end.
        activation: name in `ACTIVATIONS`, of the hidden layers.
        points: (n, 2).
        extent: of the plane.

    Raises:
        ValueError: if the network is not of that form, there are no points, or something is no number.
    """
    layers = layers.as_type(np.float64)
    points = np.asarray(points, dtype=np.float64)
    _check(layers, points)
    rows = _sheet(extent)
    with np.errstate(all="ignore"):  # a diverged network is told of once, below
        stages = layers.stages(points, activation)
        sheet = layers.stages(rows, activation)
        z = layers.output.sums(sheet[-1])[:, 0]
    if not all(np.isfinite(outputs).all() for outputs in (*stages, *sheet, z)):
        raise ValueError(
            "The network has diverged: it gives values that are not numbers, and there is nothing to draw; "
            "expected a network that was trained with a smaller learning rate."
        )
    edges = _crossed_edges(z)
    boundary = layers.stages(_crossings(rows, edges, layers, activation), activation)
    frames: list[Frame] = []
    moved = list(zip(stages, sheet, boundary, strict=True))
    directions = _towards_z(layers, stages, layers.output.sums(stages[-1])[:, 0])
    for number, outputs in enumerate(moved):
        view = _hidden_view(number, outputs[0], directions[number], frames)
        frames.append(_frame(_name(number), view, *outputs))
    view = _last_view(layers.output, stages[-1], frames[-1])
    frames.append(_frame("z", view, *moved[-1]))
    return Travel(tuple(frames), (z > 0).reshape(SAMPLES, SAMPLES), edges)


def _check(layers: Layers, points: np.ndarray) -> None:
    if points.ndim != 2 or points.shape[1] != 2 or not len(points):
        raise ValueError(f"The points have shape {points.shape}; expected rows of x1 and x2.")
    inputs, outputs = len(layers[0].kernel), layers.output.units
    if inputs != 2 or outputs != 1:
        shape = f"{inputs} inputs and {outputs} output units"
        raise ValueError(f"The network has {shape}; expected 2 inputs and 1 output unit.")


def _sheet(extent: Extent) -> np.ndarray:
    """The mesh of the plane as rows: (SAMPLES * SAMPLES, 2)."""
    x1, x2 = np.linspace(*extent[:2], SAMPLES), np.linspace(*extent[2:], SAMPLES)
    return np.stack(np.meshgrid(x1, x2), axis=-1).reshape(-1, 2)


def _crossed_edges(z: np.ndarray) -> np.ndarray:
    """The edges of the mesh, sides and diagonals, with z above 0 at one end only: (m, 2)."""
    nodes = np.arange(SAMPLES**2).reshape(SAMPLES, SAMPLES)
    pairs = ((nodes[:, :-1], nodes[:, 1:]), (nodes[:-1], nodes[1:]), (nodes[:-1, :-1], nodes[1:, 1:]))
    edges = np.concatenate([np.column_stack([a.ravel(), b.ravel()]) for a, b in pairs])
    return edges[(z[edges] > 0).sum(axis=1) == 1]


def _crossings(rows: np.ndarray, edges: np.ndarray, layers: Layers, activation: str) -> np.ndarray:
    """Where z is 0 on edges whose ends lie on both sides, by halving: (m, 2)."""
    low, high = rows[edges[:, 0]], rows[edges[:, 1]]
    is_low_positive = layers.logits(low, activation)[:, 0] > 0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        goes_on = (layers.logits(middle, activation)[:, 0] > 0) == is_low_positive
        low = np.where(goes_on[:, None], middle, low)
        high = np.where(goes_on[:, None], high, middle)
    return (low + high) / 2


def _name(number: int) -> str:
    return f"H{number}" if number else "x"


def _frame(name: str, view: _View, outputs: np.ndarray, plane: np.ndarray, boundary: np.ndarray) -> Frame:
    points = view(outputs)
    whole = outputs.var(axis=0).sum()
    return Frame(
        name,
        view.label,
        view.axes,
        _share(view.matrix, outputs) if whole > 0 else 1.0,
        points,
        view(plane).reshape(SAMPLES, SAMPLES, 2),
        view(boundary),
        _window(points, name == "z"),
    )


def _share(matrix: np.ndarray, outputs: np.ndarray) -> float:
    """Share of the variance of outputs that lies in the plane of two directions, the columns of a matrix."""
    basis, sizes, _ = np.linalg.svd(matrix, full_matrices=False)
    seen = (outputs - outputs.mean(axis=0)) @ basis[:, sizes > 1e-12]
    return float(np.square(seen).sum() / (outputs.var(axis=0).sum() * len(outputs)))


def _hidden_view(number: int, outputs: np.ndarray, towards: np.ndarray, before: list[Frame]) -> _View:
    """How to see one layer; `towards` is the direction of z in it, (n_units,), and after it z's offset."""
    name, n_units = _name(number), outputs.shape[1]
    if not number:
        return _View(np.eye(2), np.zeros(2), ("x1", "x2"), "x: the points as they are given")
    if not np.ptp(outputs, axis=0).any():
        label = f"{name}: all points land at one place, nothing of x is left"
        view = _principal_view(outputs, before[-1])
        return _View(view.matrix, view.shift, (f"{name}: the same everywhere", ""), label)
    if n_units == 1:
        label = f"{name}: the value of its one unit; it leaves nothing for a second axis"
        return _View(np.array([[1.0, 0.0]]), np.zeros(2), (f"h1 in {name}", ""), label)
    if n_units == 2:
        axes = (f"h1 in {name}", f"h2 in {name}")
        return _View(np.eye(2), np.zeros(2), axes, f"{name}: what its two units put out")
    length = np.linalg.norm(towards[:-1])
    if length < 1e-12 or not np.isfinite(length):  # z does not depend on this layer
        view = _principal_view(outputs, before[-1])
        return _View(
            view.matrix, view.shift, view.axes, f"{name}: two principal components of {n_units} units"
        )
    beside = _beside(towards[:-1] / length, outputs, before[-1])
    matrix = np.column_stack([towards[:-1] / length, beside])
    shift = np.array([towards[-1] / length, -outputs.mean(axis=0) @ beside])
    percent = f"{100 * _share(matrix, outputs):.0f} % of the spread of {n_units} units"
    label = f"{name}: across, the direction of z; upwards, what else varies most; {percent}"
    return _View(matrix, shift, (f"{name}, along z", f"{name}, across z"), label)


def _towards_z(layers: Layers, stages: list[np.ndarray], z: np.ndarray) -> list[np.ndarray]:
    """In every layer the direction of z, then its offset: exact in the last, else by least squares."""
    found = []
    for outputs in stages[:-1]:
        rows = np.column_stack([outputs, np.ones(len(outputs))])
        found.append(np.linalg.lstsq(rows, z, rcond=None)[0])
    return [*found, np.append(layers.output.kernel[:, 0], layers.output.bias[0])]


def _principal_view(outputs: np.ndarray, before: Frame) -> _View:
    """The plane of two principal components, turned and mirrored to be near the frame before (Procrustes)."""
    directions = principal_directions(outputs, 2)
    centre = outputs.mean(axis=0)
    found = (outputs - centre) @ directions
    left, _, right = np.linalg.svd(found.T @ (before.points - before.points.mean(axis=0)))
    matrix = directions @ (left @ right)
    seen = ((outputs - centre) @ matrix).var(axis=0)
    shares = seen / max(outputs.var(axis=0).sum(), np.finfo(float).tiny)
    axes = tuple(f"principal plane, axis {i} ({100 * share:.0f} %)" for i, share in enumerate(shares, 1))
    return _View(matrix, -centre @ matrix, (axes[0], axes[1]), "")


def _beside(along: np.ndarray, outputs: np.ndarray, before: Frame) -> np.ndarray:
    """The largest component at right angles to a direction, upwards as before; 0 if nothing varies."""
    rest = outputs - np.outer(outputs @ along, along)
    beside = principal_directions(rest, 1)[:, 0]
    beside = beside - (beside @ along) * along  # nothing of z is left in it, not even a rounding error
    heights = (outputs - outputs.mean(axis=0)) @ beside
    if np.ptp(heights) < 1e-9 * max(1.0, np.ptp(outputs)):
        return np.zeros(len(along))
    return -beside if heights @ (before.points[:, 1] - before.points[:, 1].mean()) < 0 else beside


def _last_view(output: Dense, outputs: np.ndarray, before: Frame) -> _View:
    """The axes z = w . H + b, and the largest principal component of H at right angles to w."""
    kernel, bias = output.kernel[:, 0], float(output.bias[0])
    length = np.linalg.norm(kernel)
    along = kernel / length if length > 0 else np.zeros(len(kernel))
    centre, beside = outputs.mean(axis=0), _beside(along, outputs, before)
    up = f"what else varies most in {before.name}" if beside.any() else "nothing else varies"
    across = f"z = w · {before.name} + b"
    matrix = np.column_stack([kernel, beside])
    label = f"z: across, {across}; upwards, {up}; each axis has its own scale"
    return _View(matrix, np.array([bias, -centre @ beside]), (across, up), label)


def _window(points: np.ndarray, is_last: bool) -> Window:
    low, high = points.min(axis=0), points.max(axis=0)
    if is_last:
        low[0], high[0] = min(low[0], -SIGMOID), max(high[0], SIGMOID)
    room = ROOM if len(points) > FEW else ROOM_OF_FEW
    middle, half = (low + high) / 2, (0.5 + room) * (high - low)
    if not is_last:
        half = np.full(2, half.max())
    half = np.where(half > 1e-9, half, 1.0)
    (left, bottom), (right, top) = (middle - half).tolist(), (middle + half).tolist()
    return (left, right), (bottom, top)
