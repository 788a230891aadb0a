"""The settings of /activations: functions, the bell of z under them, and one family with a parameter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from components.concepts import dying_relu
from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import CENTERS, LAYERS, SPREADS, Bell
from components.concepts.parametric import FAMILIES, Member, ParametricFamily
from components.text.questions import page_question
from components.ui.kit.predict import Prediction
from components.ui.kit.setting import Settings, choice, picks, real, whole

STEM = "activations"
PARAMETERS = tuple(family.parameter for family in FAMILIES.values())
STEPS = {  # of the view Curves, each with the controls that it needs
    "unit": ("function", "range"),
    "others": ("chosen", "range"),
    "bell": ("chosen", "recorded", "epoch", "center", "spread"),
    "layers": ("chosen", "layers", "center", "spread", "range"),
}
ASKED = ("bell", "layers")  # the steps at which the question can be understood
_STEP_LABELS = {
    "unit": "1 One unit",
    "others": "2 Others",
    "bell": "3 Many inputs",
    "layers": "4 Many layers",
}
KEPT = ("0", "1", "2", "3", "4", "5", "8", "12", "16", "30")  # epochs of the recording
RECORDED = {"none": "none", "H1": "H1", "H2": "H2"}


def _step_of_old_links(address: Mapping[str, Sequence[str]]) -> str | None:
    """Links from before the steps showed everything at once: the last step does."""
    if address.get("view", ["curves"])[-1].lower() != "curves":
        return None
    return "layers" if address.keys() & {"view", "chosen", "center", "spread"} else None


def _bias_of_old_links(address: Mapping[str, Sequence[str]]) -> str | None:
    """Links from before Dying ReLU had a bias of its own moved its units with the bell of the curves."""
    dying = address.get("view", [""])[-1].lower().replace(" ", "_") == "dying_relu"
    return address["center"][-1] if dying and "center" in address else None


SETTINGS = Settings(
    STEM,
    replace(
        choice("step", "unit", "Step", _STEP_LABELS, look="segments", label_visibility="collapsed"),
        implied=_step_of_old_links,
    ),
    choice("function", "sigmoid", "Function", {name: entry.label for name, entry in ACTIVATIONS.items()}),
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
    whole("layers", LAYERS, "Layers", (1, 50), look="slider"),
    choice("recorded", "none", "A real bell: MNIST", RECORDED, look="segments", word="recorded z"),
    choice("epoch", KEPT[-1], "After epoch", KEPT, look="steps", word="snapshot"),
    replace(
        real("bias", dying_relu.BIAS, "Bias of the units", CENTERS, step=0.05, look="slider", word="bias"),
        implied=_bias_of_old_links,
    ),
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
    function: str  # the one of the first step
    step: str  # a key of STEPS
    reach: float  # z is shown from -reach to reach
    bell: Bell
    layers: int  # that pass the error back, one after the other
    recorded: str  # a key of RECORDED
    epoch: int  # of the recording
    units: Bell  # of the ReLU units that may die
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
        function=value("function"),
        step=value("step"),
        reach=value("range"),
        bell=Bell(value("center"), value("spread")),
        layers=value("layers"),
        recorded=value("recorded"),
        epoch=int(value("epoch")),
        units=Bell(value("bias"), value("spread")),
        family=family,
        parameter=value(family.parameter),
        seed=value("seed"),
    )


def prediction() -> Prediction:
    """Whose share stays when the bell gets wider? The first answer moves the picture to a wide bell."""
    question = page_question(SETTINGS.stem)
    default = {name: setting.default for name, setting in SETTINGS.all.items()}
    moves = {
        "view": "curves",
        "chosen": list(dict.fromkeys([*default["chosen"], *SETTINGS.value("chosen")])),
        "center": default["center"],
        **SETTINGS.named(question.reveal),
    }
    return Prediction(question, moves)
