"""The wall: what a class made, piece by piece.

A kind of piece is one function here, which makes it of what a pupil did, and one in ui/classroom/, which
draws all pieces of the kind.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from components.concepts.early_stopping import EarlyStoppingRule, replay
from components.training.run import TrainingRun


@dataclass(frozen=True)
class Piece:
    """Something that a pupil has hung on the wall.

    Attributes:
        kind: which function draws it.
        pupil: id of who made it.
        name: what makes it another piece than others of the pupil; the same name replaces it.
        facts: what is drawn, as plain values.
        page: stem of the page that opens it.
        address: parameters that open it there.
    """

    kind: str
    pupil: str
    name: str
    page: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    address: Mapping[str, str | list[str]] = field(default_factory=dict)


def training(
    run: TrainingRun, rule: EarlyStoppingRule | None, pupil: str, address: Mapping[str, str | list[str]]
) -> Piece | None:
    """A finished training as a dot: how long it took, and how good the kept weights are.

    Args:
        run: what was trained.
        rule: that decided how long, and which weights are kept; None: the last ones.
        pupil: id of who trained it.
        address: parameters that open it on its page.

    Returns:
        None for a training without an epoch, or one that knows no validation accuracy.
    """
    if not run.epochs or not run.recipe.validation_split:
        return None
    history = run.lists
    found = replay(history, rule) if rule is not None else None
    used = found.epochs_run if found is not None and found.stopped_epoch is not None else run.epochs
    kept = found.weights_epoch if found is not None and found.weights_epoch is not None else used - 1
    facts = {
        "epochs": used,
        "kept": kept + 1,
        "val_accuracy": history["val_accuracy"][kept],
        "patience": rule.patience if rule is not None else None,
        "seed": run.recipe.seed,
        "digest": run.digest,
        "units": list(run.recipe.hidden_units),
        "rows": run.recipe.rows,
    }
    if run.test_predictions.shape[1] and "test_accuracy" in history:
        facts["test_accuracy"] = history["test_accuracy"][kept]
    return Piece(
        "training", pupil, f"{run.digest[:12]}-{used}-{kept}-{facts['patience']}", "mnist", facts, address
    )


def drawing(code: str, read: int, share: float, pupil: str, address: Mapping[str, str | list[str]]) -> Piece:
    """A drawn digit, with what the network read.

    Args:
        code: of the drawing, as its page's address carries it.
        read: the class that the network took it for.
        share: its probability.
        pupil: id of who drew it.
        address: parameters that open it on its page.
    """
    name = hashlib.sha256(code.encode()).hexdigest()[:16]
    return Piece(
        "drawing", pupil, name, "mnist_inside", {"code": code, "read": read, "share": share}, address
    )


def size(piece: Piece) -> int:
    """Characters that a piece takes as JSON.

    Raises:
        ValueError: for facts that are no plain values.
    """
    return len(json.dumps([dict(piece.facts), dict(piece.address)], allow_nan=False))
