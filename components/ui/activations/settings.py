"""The settings of /activations: functions, the bell of z under them, and one family with a parameter."""

from __future__ import annotations

from dataclasses import dataclass

from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import CENTERS, SPREADS, Bell
from components.concepts.parametric import FAMILIES, Member, ParametricFamily
from components.text import Lesson
from components.ui.kit.predict import Answer, Prediction
from components.ui.kit.setting import Settings, choice, picks, real, whole

STEM = "activations"
PARAMETERS = tuple(family.parameter for family in FAMILIES.values())

SETTINGS = Settings(
    STEM,
    picks(
        "chosen",
        ("relu", "sigmoid", "tanh"),
        "Functions",
        {name: entry.label for name, entry in ACTIVATIONS.items()},
        expected=f"one or more of {', '.join(ACTIVATIONS)}",
        wrap=True,
    ),
    real("range", 5.0, "Range of z shown", (2, 10), step=0.5, look="slider", word="pre-activation"),
    real("center", 0.0, "Centre of z", CENTERS, step=0.05, look="slider", word="centre of z"),
    real("spread", 1.0, "Spread of z", SPREADS, step=0.05, look="slider", word="spread of z"),
    choice(
        "family",
        "swish",
        "Family",
        {name: family.label for name, family in FAMILIES.items()},
        look="segments",
        wrap=True,
    ),
    *(
        real(
            family.parameter,
            family.default,
            f"{family.symbol} ({family.parameter} of {family.label})",
            (family.low, family.high),
            step=family.step,
            look="slider",
            word="parametric function",
        )
        for family in FAMILIES.values()
    ),
    whole("seed", 0, "Seed of weights and inputs", (0, 999)),
)


@dataclass(frozen=True)
class Selection:
    """What the page is set to; every value can be used."""

    chosen: tuple[str, ...]  # names in `ACTIVATIONS`, in its order
    reach: float  # z is shown from -reach to reach
    bell: Bell
    family: ParametricFamily
    parameter: float  # of the family
    seed: int

    @property
    def member(self) -> Member:
        """The function of the family that is chosen."""
        return self.family.member(self.parameter)


def read() -> Selection:
    """Read the settings."""
    value = SETTINGS.value
    family = FAMILIES[value("family")]
    return Selection(
        chosen=tuple(name for name in ACTIVATIONS if name in value("chosen")),
        reach=value("range"),
        bell=Bell(value("center"), value("spread")),
        family=family,
        parameter=value(family.parameter),
        seed=value("seed"),
    )


def prediction(lesson: Lesson) -> Prediction:
    """Whose RMS slope stays when the bell gets wider? The first answer moves the picture to a wide bell."""
    answers = [
        Answer(name, ACTIVATIONS[name].label, name == "relu", lesson[f"answer_{name}"])
        for name in ("relu", "tanh", "sigmoid")
    ]
    default = {name: setting.default for name, setting in SETTINGS.all.items()}
    moves = {
        "view": "curves",
        "chosen": list(dict.fromkeys([*default["chosen"], *SETTINGS.value("chosen")])),
        "center": default["center"],
        "spread": 4 * default["spread"],
    }
    return Prediction(lesson["predict"], answers, moves)
