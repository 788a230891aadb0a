"""The training images of MNIST as the web process keeps them: packed, 11 MB instead of 47."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from threading import Lock

import numpy as np

BLOCK = 250  # images packed together: one of them is unpacked in less than a millisecond
LEVEL = 1  # of zlib; higher ones save little


class PackedImages:
    """The images of an array in an `.npz` file, (n, height, width) uint8, read as far as they are asked for.

    Args:
        path: of the file.
        name: of the array.
    """

    def __init__(self, path: Path, name: str) -> None:
        self._stream = zipfile.ZipFile(path).open(f"{name}.npy")  # noqa: SIM115 - open until all is read
        np.lib.format.read_magic(self._stream)
        (self._count, *sides), _, _ = np.lib.format.read_array_header_1_0(self._stream)
        self._shape = tuple(sides)
        self._bytes = int(np.prod(sides))  # of an image
        self._blocks: list[bytes] = []
        self._reading = Lock()

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> np.ndarray:
        """One image, (height, width) uint8.

        Raises:
            IndexError: if there is none with this number, from 0.
        """
        if not 0 <= number < self._count:
            raise IndexError(f"There is no image {number}; they are numbered from 0 to {self._count - 1}.")
        block, place = divmod(number, BLOCK)
        self._read(block + 1)
        return self._unpacked(block)[place]

    def first(self, count: int) -> np.ndarray:
        """The first images, (count, height, width) uint8, unpacked for the caller alone."""
        blocks = -(-min(count, self._count) // BLOCK)
        self._read(blocks)
        images = np.empty((min(count, self._count), *self._shape), np.uint8)
        for block in range(blocks):
            piece = images[block * BLOCK : (block + 1) * BLOCK]
            piece[:] = self._unpacked(block)[: len(piece)]
        return images

    def _unpacked(self, block: int) -> np.ndarray:
        return np.frombuffer(zlib.decompress(self._blocks[block]), np.uint8).reshape(-1, *self._shape)

    def _read(self, blocks: int) -> None:
        with self._reading:  # thirty visitors of a fresh server read it once
            while len(self._blocks) < blocks:
                self._blocks.append(zlib.compress(self._stream.read(BLOCK * self._bytes), LEVEL))
                if len(self._blocks) * BLOCK >= self._count:
                    self._stream.close()
