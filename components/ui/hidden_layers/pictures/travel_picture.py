"""The decisive picture of /hidden_layers: the points and the plane travel from x through the layers to z.

The stops come from `concepts.feature_travel`; the browser moves between them. It keeps its node and the place
of its slider when another network with as many layers is drawn.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np

from components.concepts.feature_travel import COARSE, FEW, SAMPLES, Frame, Travel
from components.text import Lesson
from components.ui.kit.component import component

UNIT = 4096  # whole numbers for a share of the window; eight windows to each side fit into 16 bits
WORDS = {
    "play": "Play",
    "pause": "Pause",
    "slider": "where the points are on their way from x to z",
    "sides": ["z < 0: class 0", "z > 0: class 1"],
    "sigmoid": "y = sigmoid(z)",
    "legend": [
        "class 0, and where the network answers 0",
        "class 1, and where the network answers 1",
        "boundary, z = 0",
    ],
}


_picture = component(
    "hidden_layers/travel_picture",
    "hidden_layers/travel_geometry",
    room={"hidden_layers.travel": (590, 565), "hidden_layers.xor_travel": (590, 565)},
)


def travel_picture(
    travel: Travel, labels: np.ndarray, *, key: str, captions: Sequence[str], names: Sequence[str] = ()
) -> None:
    """Draw the way of the points and of the plane, with a slider from stop to stop.

    Args:
        travel: the stops.
        labels: (n,) of 0 and 1, one for each point.
        key: of the component.
        captions: one sentence for each stop, in words; `Frame.label` stands below it.
        names: of the points, written beside them; () for none.

    Raises:
        ValueError: if there are not as many captions as stops, or labels or names as points.
    """
    _picture(key=key, data=payload(travel, labels, captions, names))


def captions(lesson: Lesson, way: Travel) -> list[str]:
    """One sentence for each stop: the input, the hidden layers, and the last sum."""
    names = [frame.name for frame in way.frames[1:-1]]
    hidden = [
        lesson["travel.last" if name == names[-1] else "travel.hidden"].format(layer=name) for name in names
    ]
    last = lesson["travel.z" if hidden else "travel.logistic"]
    return [lesson["travel.x"], *hidden, last]


def payload(
    travel: Travel, labels: np.ndarray, captions: Sequence[str], names: Sequence[str]
) -> dict[str, Any]:
    """What the browser gets: arrays as base64 of little-endian numbers, positions as shares of the window."""
    frames = travel.frames
    count = len(frames[0].points)
    if len(captions) != len(frames):
        raise ValueError(f"There are {len(captions)} captions; expected one for each of {len(frames)} stops.")
    if len(labels) != count or len(names) not in (0, count):
        given = f"{len(labels)} labels and {len(names)} names"
        raise ValueError(f"There are {given}; expected one for each of {count} points.")
    stops = " → ".join(frame.name for frame in frames)
    return {
        "frames": [_frame(frame) for frame in frames],
        "samples": SAMPLES,
        "coarse": COARSE,
        "few": FEW,
        "positive": _packed(travel.positive, "u1"),
        "edges": _packed(travel.edges, "<u2"),
        "labels": "".join("1" if label > 0.5 else "0" for label in labels.tolist()),
        "captions": list(captions),
        "names": list(names),
        "words": WORDS,
        "alt": f"Points of two classes, and the plane they lie in, on their way {stops}.",
    }


def _frame(frame: Frame) -> dict[str, Any]:
    low, high = np.array(frame.window).T

    def shares(places: np.ndarray) -> str:
        scaled = np.rint((places - low) / (high - low) * UNIT)
        return _packed(np.clip(scaled, -8 * UNIT, 8 * UNIT - 1), "<i2")

    return {
        "name": frame.name,
        "label": frame.label,
        "axes": frame.axes,
        "window": frame.window,
        "points": shares(frame.points),
        "mesh": shares(np.concatenate([frame.mesh.reshape(-1, 2), frame.boundary])),
    }


def _packed(values: np.ndarray, kind: str) -> str:
    return base64.b64encode(values.astype(kind).tobytes()).decode()
