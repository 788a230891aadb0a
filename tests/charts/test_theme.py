"""One palette: the charts' and the app's own, light and dark, and readable."""

from __future__ import annotations

import itertools
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from components.charts.theme import THEMES, Theme, activation_line, contestant_line, contestant_marker
from components.concepts.activations import ACTIVATIONS
from components.training.contest import ROWS

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text())["theme"]
STYLE = Path(__file__).parents[2] / "static/kit.css"
COMMON = {
    "primaryColor": "primary",
    "backgroundColor": "background",
    "secondaryBackgroundColor": "surface",
    "textColor": "text",
}


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
@pytest.mark.parametrize(("setting", "field"), COMMON.items())
def test_the_app_and_the_charts_have_one_palette(theme: Theme, setting: str, field: str) -> None:
    assert CONFIG[theme.name][setting].upper() == getattr(theme, field).upper()


def test_pictures_in_the_browser_have_the_same_palette() -> None:
    pairs = re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\);", STYLE.read_text())
    light, dark = THEMES["light"], THEMES["dark"]
    named = [f.name for f in fields(Theme) if str(getattr(light, f.name)).startswith("#")]
    assert pairs == [(name, getattr(light, name), getattr(dark, name)) for name in named]


def test_no_role_lends_its_colour_to_another() -> None:
    for theme in THEMES.values():
        roles = [
            getattr(theme, name) for name in ("validation", "bias", "mistake", "class_1", "stop", "kept")
        ]
        assert len(set(roles)) == len(roles)
        assert theme.validation not in theme.classes


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
def test_text_and_lines_can_be_read(theme: Theme) -> None:
    assert contrast(theme.text, theme.background) > 7
    assert contrast(theme.muted, theme.background) > 4.5
    for name in ("train", "validation", "test", "kept", "stop", "bias", "mistake"):
        assert contrast(getattr(theme, name), theme.background) > 3, name


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
def test_every_activation_has_a_line_of_its_own(theme: Theme) -> None:
    lines = [tuple(sorted(activation_line(name, theme).items())) for name in ACTIVATIONS]
    assert len(lines) > 5
    assert all(a != b for a, b in itertools.combinations(lines, 2))


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
def test_contestants_are_told_apart_by_more_than_colour(theme: Theme) -> None:
    names = list(theme.contestants)
    assert names == list(ROWS)
    assert all(contrast(color, theme.background) > 3 for color in theme.contestants.values())
    assert len({contestant_line(name, theme)["dash"] for name in names}) == len(names)
    assert len({contestant_marker(name, theme)["symbol"] for name in names}) == len(names)


def test_both_appearances_name_the_same_things() -> None:
    light, dark = THEMES["light"], THEMES["dark"]
    families = {activation.family for activation in ACTIVATIONS.values()}
    assert families <= set(light.families)
    assert set(light.families) == set(dark.families)
    colors = [field.name for field in fields(Theme) if field.name not in ("name", "families")]
    assert all(getattr(light, name) != getattr(dark, name) for name in colors)
