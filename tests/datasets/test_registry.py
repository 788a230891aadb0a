"""What every data set of the app must have."""

from __future__ import annotations

import hashlib

import pytest

from components.datasets.registry import DATASETS


@pytest.mark.parametrize("dataset", [d for d in DATASETS.values() if d.file], ids=lambda d: d.name)
def test_the_file_is_the_published_one(dataset) -> None:
    assert hashlib.sha256(dataset.path.read_bytes()).hexdigest() == dataset.sha256


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=lambda d: d.name)
def test_an_entry_says_what_it_is(dataset) -> None:
    assert dataset.description
    assert dataset.source
    assert dataset.losses
    assert dataset.outputs == (1 if dataset.classes == 2 else dataset.classes)
