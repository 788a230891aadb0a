"""The choice of the data: a picture of each problem on the button that chooses it."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from components.charts.theme import Theme
from components.datasets.toys import OWN_POINTS, TOYS, make
from components.ui import theme
from components.ui.hidden_layers.settings import CHOICES, DEFAULTS, STEM
from components.ui.page import explain

SHOWN = 90  # points of a small picture
EDGE = 2.3  # of what is shown of the plane


def choose_data() -> None:
    """Draw the buttons; their labels are what the address says."""
    st.html(f"<style>{_style(theme.current())}</style>")
    st.segmented_control(
        "Data",
        CHOICES,
        default=DEFAULTS["dataset"],
        required=True,
        key=f"{STEM}.dataset",
        bind="query-params",
        help=explain("points in the plane"),
    )


def picture(name: str, look: Theme) -> str:
    """A problem's points as a small SVG text; for own points a plus sign."""
    if name == OWN_POINTS:
        marks = f"<path d='M32 12v24M20 24h24' stroke='{look.muted}' stroke-width='3' fill='none'/>"
    else:
        points = make(name, 200, TOYS[name].noise, 0)
        marks = "".join(
            f"<circle cx='{32 + 22 * x1 / EDGE:.1f}' cy='{24 - 22 * x2 / EDGE:.1f}' r='1.5' "
            f"fill='{look.class_1 if label else look.class_0}'/>"
            for (x1, x2), label in zip(points.x_train[:SHOWN], points.y_train[:SHOWN], strict=True)
        )
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 48'>{marks}</svg>"


def _style(look: Theme) -> str:
    """Three buttons a row, each with its picture above its name."""
    root = f".st-key-{STEM}-dataset"
    rules = [
        f"{root} [role=radiogroup] {{ display: grid; grid-template-columns: repeat(3, 1fr); gap: 3px; "
        "width: 100%; }",
        f"{root} [role=radiogroup] button {{ min-height: 62px; padding: 42px 2px 2px; margin: 0; "
        "width: 100%; border-radius: 6px; background-repeat: no-repeat; background-size: 58px 44px; "
        "background-position: center 2px; }",
        f"{root} [role=radiogroup] button p {{ font-size: 11.5px; line-height: 1.2; }}",
    ]
    rules += [
        f"{root} [role=radiogroup] button:nth-of-type({place}) "
        f'{{ background-image: url("data:image/svg+xml,{quote(picture(name, look))}"); }}'
        for place, name in enumerate(CHOICES, start=1)
    ]
    return "\n".join(rules)
