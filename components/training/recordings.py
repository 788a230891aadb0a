"""The list of the MNIST trainings that ship with the app; `record.py` makes them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from components.training.recipe import Recipe


@dataclass(frozen=True)
class Recording:
    """A shipped training and what it shows."""

    name: str  # the key in RECORDINGS
    label: str
    recipe: Recipe
    shows: str  # one sentence


# Seed 5 was chosen: with it, these patiences keep three different epochs. The pages say so.
CHOSEN, CHOSEN_PATIENCES = "mnist_12k", (1, 2, 7)
_PLAIN = Recipe(epochs=30, seed=5)
_ENTRIES = (
    Recording(
        "mnist_12k",
        "256-256-10, 12,000 rows",
        _PLAIN,
        "Patience decides: after a long climb a later epoch beats the early best.",
    ),
    Recording(
        "mnist_48k",
        "256-256-10, 48,000 rows",
        replace(_PLAIN, rows=48_000, seed=0),
        "With 48,000 rows every patience keeps the weights of the same early epoch.",
    ),
    Recording(
        "mnist_softmax",
        "softmax regression, 12,000 rows",
        replace(_PLAIN, hidden_units=()),
        "No hidden layer: slow, steady gains, the example for min_delta.",
    ),
    Recording(
        "mnist_one_hidden",
        "256-10, 12,000 rows",
        replace(_PLAIN, hidden_units=(256,), keep="history"),
        "Trained without the other hidden layer, which is not the same as switching it off.",
    ),
    Recording(
        "mnist_unscaled",
        "pixels left at 0 to 255",
        replace(_PLAIN, preprocessing=(), keep="history"),
        "Without min-max scaling it trains, but worse.",
    ),
    Recording(
        "mnist_shuffled",
        "pixels shuffled",
        replace(_PLAIN, preprocessing=("min_max", "shuffle_pixels"), keep="history"),
        "The same shuffle of the pixels in every image changes next to nothing.",
    ),
    Recording(
        "mnist_binary",
        "softmax with binary cross-entropy",
        replace(_PLAIN, loss="binary_crossentropy", keep="history"),
        "It trains; its loss cannot be compared with the categorical one.",
    ),
)
RECORDINGS: dict[str, Recording] = {entry.name: entry for entry in _ENTRIES}
