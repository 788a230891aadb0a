"""Writes the history of a run for TensorBoard: scalars in event files, named as Keras' own callback does.

An event file is a row of records; a record is a length and a protocol buffer (`Event` in TensorFlow's
event.proto), each followed by a masked CRC-32C. That is little enough to be written without TensorFlow, which
the web process does not load.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from components.training.run import TrainingRun

FOLDERS = {"": "train", "val": "validation", "test": "test"}  # by the beginning of a metric's name
_POLYNOMIAL = 0x82F63B78  # of CRC-32C, its bits reversed


def to_zip(run: TrainingRun, began: float) -> bytes:
    """A .zip with one folder for each part of the data, to be unpacked and given to `tensorboard --logdir`.

    Args:
        run: its history becomes `epoch_loss` and `epoch_accuracy`; steps count from 0, as in Keras.
        began: when the training began, in seconds since 1970; only the times shown depend on it.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder, scalars in by_folder(run.history).items():
            times = began + np.cumsum(run.epoch_seconds)
            name = f"events.out.tfevents.{int(began)}.layerwise"
            archive.writestr(f"{run.digest[:12]}/{folder}/{name}", event_file(scalars, times.tolist(), began))
    return buffer.getvalue()


def by_folder(history: Mapping[str, np.ndarray]) -> dict[str, dict[str, list[float]]]:
    """Sort metrics into folders: `val_loss` is `epoch_loss` of validation."""
    sorted_: dict[str, dict[str, list[float]]] = {}
    for name, values in history.items():
        part, _, metric = name.rpartition("_")
        sorted_.setdefault(FOLDERS[part], {})[f"epoch_{metric}"] = values.tolist()
    return sorted_


def event_file(scalars: Mapping[str, Sequence[float]], times: Sequence[float], began: float) -> bytes:
    """The content of an event file: tag -> one value a step, and the time of each step."""
    events = [_number(1, began) + _bytes(3, b"brain.Event:2")]  # the version of the format
    for step, time in enumerate(times):
        values = b"".join(
            _bytes(1, _bytes(1, tag.encode()) + b"\x15" + struct.pack("<f", series[step]))
            for tag, series in scalars.items()
        )
        events.append(_number(1, time) + b"\x10" + _varint(step) + _bytes(5, values))
    return b"".join(_record(event) for event in events)


def _number(field: int, value: float) -> bytes:
    return _varint(field << 3 | 1) + struct.pack("<d", value)


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; all but the last byte have the eighth bit set."""
    parts = []
    while value > 127:
        parts.append(value & 127 | 128)
        value >>= 7
    return bytes([*parts, value])


def _record(content: bytes) -> bytes:
    length = struct.pack("<Q", len(content))
    return length + _masked_crc(length) + content + _masked_crc(content)


def _masked_crc(content: bytes) -> bytes:
    crc = 0xFFFFFFFF
    for byte in content:
        crc = _TABLE[(crc ^ byte) & 255] ^ crc >> 8
    crc ^= 0xFFFFFFFF
    return struct.pack("<I", ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF)


def _table() -> Iterator[int]:
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (_POLYNOMIAL if value & 1 else 0)
        yield value


_TABLE = tuple(_table())
