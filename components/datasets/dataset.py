"""The description that every data set has, and the bounds of its recipes; `registry.py` lists the sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from components.concepts.bounds import Bounds

FILES = Path(__file__).parent / "files"
_NONE: MappingProxyType[str, Bounds] = MappingProxyType({})


@dataclass(frozen=True)
class Dataset:
    """A data set, described, with the bounds of the recipes that use it.

    A table has no bounds and no recipe: what it is given to is a `Trial`, which has bounds of its own.
    """

    name: str  # in addresses and recipes, and the key in DATASETS
    label: str
    small: bool  # whether its networks train in seconds: without jit, and every epoch's weights are kept
    file: str  # in files/; "" for points that are made
    sha256: str
    rows: int  # of training data; for points, at first; for tables, all of them
    test_rows: int  # 0 where folds take turns at being the test
    inputs: int
    classes: int
    description: str
    source: str
    terms: str
    losses: tuple[str, ...]  # those that fit its classes
    bounds: MappingProxyType[str, Bounds] = field(default_factory=lambda: _NONE, repr=False)
    shallow: tuple[int, int] = (0, 0)  # at most this many hidden layers of this many units, ...
    deep: tuple[int, int] = (0, 0)  # ... or this many of these
    preprocessing: tuple[str, ...] = ()  # the steps that a recipe may ask for

    @property
    def outputs(self) -> int:
        """Units of the last layer: one a class, or a single sigmoid unit for two classes."""
        return 1 if self.classes == 2 else self.classes

    @property
    def path(self) -> Path:
        """Where the file stands."""
        return FILES / self.file
