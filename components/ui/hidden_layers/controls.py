"""The controls of /hidden_layers: the data, the layers and their activation, and what is rarely changed."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.charts.theme import THEMES, Theme
from components.datasets.toys import OWN_POINTS, TOYS, make
from components.ui import theme
from components.ui.hidden_layers.pictures import own_points
from components.ui.hidden_layers.settings import LAYERS, SETTINGS, STEM, usual_noise
from components.ui.kit.frame import docked

SHOWN = 90  # points of the small picture of a data set
EDGE = 2.3  # of what it shows of the plane
_PLAIN = " '=/:."  # characters that may stand as they are in an address between double quotes


def places(view: str) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Where the controls stand, and where the picture: side by side in Build, else folded away above it."""
    if view == "toggle":
        side, main = docked([2.5, 7.5], controls=0, gap="small")
        return side, main
    folded = st.expander("Data and network", key=f"{STEM}.network")
    return folded.container(width=300), st.container()


def draw(place: DeltaGenerator, *, rare: tuple[str, ...] = ()) -> None:
    """Draw every control; `rare` names further ones that stand among those that are rarely changed."""
    with place.container(gap="xsmall"):
        st.html(f"<style>{_data_style(theme.current().name)}</style>")
        SETTINGS.draw("dataset")
        own = SETTINGS.value("dataset") == OWN_POINTS
        if own:
            own_points.draw()
        _layers()
        SETTINGS.draw("activation")
        with st.expander("Noise, rate, seed, ...", key=f"{STEM}.more"):
            # Own points are as they are: no noise, no number, no seed.
            SETTINGS.draw("noise", disabled=own, placeholder=f"usual: {usual_noise():g}")
            SETTINGS.draw("points", "data_seed", disabled=own)
            SETTINGS.draw("seed", "initializer", "learning_rate", "batch_size", "epochs", *rare)


def _layers() -> None:
    """A switch and the units of each layer."""
    row = f"[class*='st-key-{STEM}-row']"
    st.html(
        f"<style>{row} {{ flex-wrap: nowrap; }} "
        f"{row} [class*='-layer_'] {{ flex: 1 1 0; width: auto; min-width: max-content; }} "
        f"{row} label p {{ font-size: 13.5px; }} {row} label {{ gap: 5px; }} "
        f"[class*='st-key-{STEM}-units'] {{ flex: 0 1 124px; min-width: 5.5rem; }} "
        f"[class*='st-key-{STEM}-units'] input {{ padding: 2px 8px; }}</style>"
    )
    for layer in LAYERS:
        with st.container(
            horizontal=True, vertical_alignment="center", gap="xxsmall", key=f"{STEM}.row{layer}"
        ):
            SETTINGS.draw(f"layer_{layer}")
            SETTINGS.draw(f"units_{layer}", disabled=not SETTINGS.value(f"layer_{layer}"))


@cache
def _data_style(look: str) -> str:
    """Three buttons a row, on a phone all in one, each with a picture of its data; made once for a theme."""
    root = f".st-key-{STEM}-dataset"
    rules = [
        f"{root} [role=radiogroup] {{ display: grid; grid-template-columns: repeat(3, 1fr); gap: 3px; "
        "width: 100%; }",
        f"{root} [role=radiogroup] button {{ min-height: 62px; padding: 42px 2px 2px; margin: 0; "
        "width: 100%; border-radius: 6px; background-repeat: no-repeat; background-size: 58px 44px; "
        "background-position: center 2px; }",
        f"{root} [role=radiogroup] button p {{ font-size: 12px; line-height: 1.2; }}",
        f"@media (max-width: 40rem) {{ {root} [role=radiogroup] {{ grid-template-columns: repeat(6, 1fr); }} "
        f"{root} [role=radiogroup] button "
        "{ min-height: 72px; padding: 40px 0 2px; background-size: auto 40px; } "
        f"{root} [role=radiogroup] button * {{ white-space: normal; overflow: visible; }} }}",
    ]
    for place, name in enumerate(SETTINGS.all["dataset"].options, start=1):
        picture = quote(_data_picture(name, THEMES[look]), safe=_PLAIN)
        button = f"{root} [role=radiogroup] button:nth-of-type({place})"
        rules.append(f'{button} {{ background-image: url("data:image/svg+xml,{picture}"); }}')
    return "\n".join(rules)


def _data_picture(name: str, look: Theme) -> str:
    """A problem's points as a small SVG text; for own points a plus sign."""
    if name == OWN_POINTS:
        marks = f"<path d='M32 12v24M20 24h24' stroke='{look.muted}' stroke-width='3' fill='none'/>"
    else:
        points = make(name, 200, TOYS[name].noise, 0)
        places = [(32 + 22 * x1 / EDGE, 24 - 22 * x2 / EDGE) for x1, x2 in points.x_train[:SHOWN]]
        shapes = ("h0", "m0-2l2 2-2 2-2-2z")  # discs, as the ends of a thick line, and diamonds
        discs, diamonds = (
            "".join(
                f"M{x:.1f} {y:.1f}{shapes[of]}"
                for (x, y), label in zip(places, points.y_train, strict=False)
                if label == of
            )
            for of in (0, 1)
        )
        marks = (
            f"<path d='{discs}' stroke='{look.class_0}' stroke-width='3' stroke-linecap='round'/>"
            f"<path d='{diamonds}' fill='{look.class_1}'/>"
        )
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 48'>{marks}</svg>"
