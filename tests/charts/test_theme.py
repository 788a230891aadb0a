"""One palette: the charts' and the app's own, light and dark, and readable."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from coloraide import Color

from components.charts.theme import (
    NEARER,
    THEMES,
    Theme,
    activation_line,
    contestant_line,
    contestant_marker,
    enlarged,
    figure,
    word,
)
from components.concepts.activations import ACTIVATIONS
from components.training.contest import ROWS

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text())["theme"]
STYLE = Path(__file__).parents[2] / "static/kit.css"
STYLES = [path for path in sorted(STYLE.parent.rglob("*.css")) if ":focus-visible" in path.read_text()]
COMMON = {
    "primaryColor": "primary",
    "backgroundColor": "background",
    "secondaryBackgroundColor": "surface",
    "textColor": "text",
}
ROLES = ("primary", "train", "validation", "test", "kept", "stop", "bias", "mistake")
MARKS = (*ROLES, "field", "class_0", "class_1", "negative", "positive")
TOLD_BY_COLOUR = (  # with these no symbol, dash or word need come
    *(("class_0", "class_1"), ("negative", "positive"), ("train", "validation"), ("kept", "stop")),
    *(("kept", "primary"), ("stop", "primary")),
)
TOLD_APART = 10  # CIEDE2000; a just noticeable difference is about 1 to 2


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
def test_words_can_be_read_and_marks_be_seen(theme: Theme) -> None:
    """WCAG 2.2: 4.5:1 for words, 3:1 for what has a meaning, on the page and on panels."""
    marks = {name: getattr(theme, name) for name in MARKS}
    marks |= {f"family {name}": color for name, color in theme.families.items()}
    marks |= {f"class {label}": color for label, color in enumerate(theme.classes)}
    marks |= {f"contestant {name}": color for name, color in theme.contestants.items()}
    marks |= {name: activation_line(name, theme)["color"] for name in ACTIVATIONS}
    plain = {name: getattr(theme, name) for name in (*ROLES, "text", "muted")}  # words in these very colours
    words = plain | {name: word(color, theme) for name, color in marks.items()}
    assert [color for color in theme.classes if contrast(color, theme.background) < 4.5] == []  # digits
    for ground in (theme.background, theme.surface):
        assert [name for name, color in words.items() if contrast(color, ground) < 4.5] == []
        assert [name for name, color in marks.items() if contrast(color, ground) < 3] == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_a_ring_around_what_has_the_focus_is_seen_by_everybody(path: Path) -> None:
    """An outline or a stroke, in a colour that is told from the page: where the system chooses the colours
    a shadow vanishes."""
    without_comments = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    rules = [
        (selector.strip(), style)
        for selectors, style in re.findall(r"([^{}]+)\{([^{}]*)\}", without_comments)
        for selector in selectors.split(",")
    ]
    focused = [rule for rule in rules if ":focus-visible" in rule[0]]
    rings = [
        (selector, ring.strip())
        for selector, style in focused
        for ring in re.findall(r"(?:outline|stroke): (?!none)([^;]*)", style)
    ]
    color = r"([2-9]px solid )?var\(--(st-)?(primary(-color)?|text)\)"
    assert [ring for ring in rings if not re.fullmatch(color, ring[1])] == []
    assert [selector for selector, style in focused if "box-shadow" in style] == []
    without = [selector.split(":")[0] for selector, style in rules if "outline: none" in style]
    ringed = {selector.split(":")[0] for selector, _ in rings}
    assert [name for name in without if name not in ringed] == []


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
def test_streamlit_makes_readable_colours_of_ours(theme: Theme) -> None:
    """It writes captions in 60 % of the text's colour, what is chosen in the first colour on 10 % of it."""
    page = Color(theme.background)
    for ground in (theme.background, theme.surface):
        caption = Color(ground).mix(theme.text, 0.6, space="srgb").to_string(hex=True)
        assert contrast(caption, ground) >= 4.5
    chosen = page.mix(theme.primary, 0.1, space="srgb").to_string(hex=True)
    assert contrast(theme.primary, chosen) >= 4.5
    assert contrast(theme.background, theme.primary) >= 4.5  # on handles, tags and the button Train


def test_words_in_the_browser_are_as_near_to_the_text() -> None:
    script = (STYLE.parent / "kit.js").read_text()
    assert f"${{color}} {100 * (1 - NEARER):.0f}%, var(--text)" in script


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
@pytest.mark.parametrize("sight", ["deutan", "protan"])
def test_colours_without_a_second_mark_are_told_apart_by_everybody(theme: Theme, sight: str) -> None:
    """Simulated after Machado, Oliveira and Fernandes (2009), the whole cone missing."""
    for pair in TOLD_BY_COLOUR:
        first, second = (Color(getattr(theme, name)).filter(sight, method="machado") for name in pair)
        assert first.delta_e(second, method="2000") >= TOLD_APART, pair


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
def test_every_activation_has_a_dash_of_its_own(theme: Theme) -> None:
    dashes = [activation_line(name, theme)["dash"] for name in ACTIVATIONS]
    assert len(dashes) > 5
    assert len(set(dashes)) == len(dashes)
    assert activation_line("relu", theme)["dash"] == "solid"


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


def test_a_figure_for_the_projector_has_no_small_type_and_larger_marks() -> None:
    chart = figure("Title", THEMES["light"], x="x", height=360)
    chart.add_scatter(x=[1], y=[2], mode="lines+markers", marker={"size": 6}, textfont={"size": 9})
    large = enlarged(chart, 1.6, 700)
    assert large.layout.height == 700
    sizes = [large.layout.title.font.size, large.layout.font.size, large.data[0].textfont.size]
    assert [*sizes, large.layout.xaxis.tickfont.size] == [15 * 1.6, *[14 * 1.6] * 3]
    assert (large.data[0].marker.size, large.data[0].line.width) == (6 * 1.6, 2 * 1.6)
    assert (chart.layout.height, chart.data[0].marker.size) == (360, 6)


def test_an_axis_of_powers_has_no_raised_digits_on_the_projector() -> None:
    chart = figure("Title", THEMES["light"], x="x").update_yaxes(type="log", exponentformat="power")
    assert enlarged(chart, 1.6, 700).layout.yaxis.exponentformat == "e"
    assert chart.layout.yaxis.exponentformat == "power"
