"""The cells of a visitor's file, packed: as Python's strings they take ten times the room of the file."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import overload

LEVEL = 1  # of compression: the fastest


class PackedCells(Sequence[tuple[str, ...]]):
    """Columns of text. One is unpacked each time that it is asked for, so ask once and keep it."""

    def __init__(self, columns: Iterable[Sequence[str]]) -> None:
        self._columns = [zlib.compress(json.dumps(list(column)).encode(), LEVEL) for column in columns]

    def __len__(self) -> int:
        return len(self._columns)

    @overload
    def __getitem__(self, place: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> list[tuple[str, ...]]: ...

    def __getitem__(self, place):
        """The cells of a column, or of several."""
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self)))]
        return tuple(json.loads(zlib.decompress(self._columns[place])))
