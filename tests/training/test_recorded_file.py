"""The file format of everything that is recorded: what ships is read, and written again it is the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from components.training import recorded_file
from components.training.recorded_file import RecordedFileError
from components.training.run import TrainingRun
from components.training.store import RECORDED

OTHERS = ("depth_study", "gain_maps")  # files of arrays that are no run
SHIPPED = sorted(path for path in RECORDED.rglob("*") if path.suffix in (".npz", ".json"))


def same(one: recorded_file.Content, other: recorded_file.Content) -> bool:
    """Compare heads, and arrays to the bit, their types included."""
    (head, arrays), (other_head, others) = one, other
    return (
        head == other_head
        and arrays.keys() == others.keys()
        and all(array.dtype == others[name].dtype for name, array in arrays.items())
        and all(array.tobytes() == others[name].tobytes() for name, array in arrays.items())
    )


def test_every_shipped_file_written_again_is_the_same(tmp_path: Path) -> None:
    assert {path.suffix for path in SHIPPED} == {".npz", ".json"}
    assert {path.parent for path in SHIPPED} == {RECORDED, RECORDED / "trials"}
    different = []
    for path in SHIPPED:
        head, arrays = recorded_file.read(path)
        again = recorded_file.write(tmp_path / path.name, head, arrays)
        if not same((head, arrays), recorded_file.read(again)):
            different.append(path.name)
    assert different == []


def test_every_shipped_run_is_read_and_saved_as_it_was(tmp_path: Path) -> None:
    paths = sorted(path for path in RECORDED.glob("*.npz") if path.stem not in OTHERS)
    assert len(paths) > 90
    for path in paths:
        run = TrainingRun.load(path)
        assert path.name.startswith(run.digest)
        again = run.save(tmp_path / path.name, weights_as=np.float16)
        head, arrays = recorded_file.read(path)
        saved, others = recorded_file.read(again)
        assert {**saved, "recipe": head["recipe"]} == head
        assert saved["recipe"].items() >= head["recipe"].items()  # later fields are at their defaults
        assert same(({}, arrays), ({}, others)), path.name


@pytest.mark.parametrize("name", ["probes.json", "learning_curves.json"])
def test_a_text_written_again_has_the_same_bytes(name: str, tmp_path: Path) -> None:
    head, _ = recorded_file.read(RECORDED / name)
    indent = 1 if name == "probes.json" else None
    again = recorded_file.write(tmp_path / name, head, indent=indent)
    assert again.read_bytes() == (RECORDED / name).read_bytes()


def test_nothing_is_left_of_a_file_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = recorded_file.write(tmp_path / "a.npz", {"n": 1})

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(recorded_file.os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        recorded_file.write(path, {"n": 2}, {"x": np.zeros(3)})
    assert [found.name for found in tmp_path.iterdir()] == ["a.npz"]
    assert recorded_file.read(path) == ({"n": 1}, {})


def test_a_number_that_json_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        recorded_file.write(tmp_path / "a.json", {"n": float("nan")})
    assert not list(tmp_path.iterdir())


def test_objects_are_not_unpickled(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    np.savez(path, head=np.frombuffer(b"{}", dtype=np.uint8), x=np.array([{}], dtype=object))
    with pytest.raises(RecordedFileError, match=r"a\.npz"):
        recorded_file.read(path)


@pytest.mark.parametrize("content", [b"", b"not a file", b"PK" + bytes(100)])
@pytest.mark.parametrize("suffix", [".npz", ".json"])
def test_a_foreign_file_is_named(content: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    with pytest.raises(RecordedFileError, match="not a recorded file"):
        recorded_file.read(path)
