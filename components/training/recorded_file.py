"""Reads and writes every recorded file: an .npz with a JSON head and arrays, or JSON alone.

What head and arrays mean is known to the module that records them.
"""

from __future__ import annotations

import io
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

Content = tuple[dict[str, Any], dict[str, np.ndarray]]
HEAD = "head"  # the name of the array that has the head's bytes


class RecordedFileError(ValueError):
    """A file that is damaged, or that `write` did not write."""


def write(
    path: Path,
    head: Mapping[str, Any],
    arrays: Mapping[str, np.ndarray] | None = None,
    *,
    indent: int | None = None,
) -> Path:
    """Write a file at once: a reader sees the old one or the new one, never a part.

    Args:
        path: ends in .npz, or in .json for a head without arrays; its directory is made.
        head: what JSON can hold; numbers are finite.
        arrays: by name, any but "head".
        indent: of the text of a .json file.

    Returns:
        The path.

    Raises:
        OSError: if it cannot be written; nothing is left of it.
        ValueError: for a number in the head that JSON does not have.
    """
    text = json.dumps(head, allow_nan=False, indent=indent)
    if path.suffix == ".json":
        content = f"{text}\n".encode()
    else:
        buffer = io.BytesIO()
        named = {HEAD: np.frombuffer(text.encode(), dtype=np.uint8), **(arrays or {})}
        np.savez_compressed(buffer, **named)
        content = buffer.getvalue()
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
        temporary.chmod(0o644)  # the directory may be shared by several web processes
        os.replace(temporary, path)
    except OSError:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise
    return path


def read(path: Path) -> Content:
    """Read what `write` wrote: the head, and the arrays by name (none of a .json file).

    Raises:
        OSError: if it cannot be opened.
        RecordedFileError: if it is damaged or of another kind.
    """
    content = path.read_bytes()
    try:
        if path.suffix == ".json":
            return json.loads(content), {}
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        return json.loads(bytes(arrays.pop(HEAD))), arrays
    except Exception as error:  # a damaged file fails in many ways: zip, zlib, JSON, shape, key
        raise RecordedFileError(f"{path.name} is not a recorded file: {error}") from error
