"""Gain maps of the first seeds, measured by `make recordings`: a tenth of a second each, which a class feels.

Of every other seed the map is measured when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from components.concepts.gain_map import DEPTHS, GAINS, GainMap
from components.training import recorded_file

PATH = Path(__file__).parent / "recorded" / "gain_maps.npz"
SEEDS = range(10)
Key = tuple[str, int]  # activation and seed


def find(activation: str, seed: int) -> GainMap | None:
    """The recorded map; None if it is not recorded."""
    kept = load().get((activation, seed))
    return None if kept is None else GainMap(activation, GAINS, DEPTHS, kept)


def save(maps: Mapping[Key, GainMap], path: Path = PATH) -> Path:
    """Write the file; return its path."""
    arrays = {f"{activation}_{seed}": found.kept for (activation, seed), found in maps.items()}
    return recorded_file.write(path, {"seeds": len(SEEDS)}, arrays)


@cache
def load(path: Path = PATH) -> dict[Key, np.ndarray]:
    """Read what is recorded: of each map what is left of the error, (depths, gains); {} if nothing is."""
    if not path.exists():
        return {}
    found = {}
    for name, kept in recorded_file.read(path)[1].items():
        activation, _, seed = name.rpartition("_")
        found[activation, int(seed)] = kept
    return found
