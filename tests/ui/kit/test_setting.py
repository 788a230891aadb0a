"""What a setting takes from an address, what it writes into one, and how its widget and the session agree."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.ui.kit.setting import Setting, Settings, choice, picks, quoted, real, switch, text, whole

DEPTH = whole("depth", 20, "Depth", (1, 50))
RATE = real("rate", 0.1, "Rate", (0.0, 10.0), step=0.1)
SHAPE = choice(
    "shape", "disc", "Shape", {"disc": "a disc", "ring": "a ring"}, aliases={"round thing": "disc"}
)
COLORS = picks("colors", ["red"], "Colours", {"red": "Red", "blue": "Blue"}, aliases={"navy": "blue"})
UNITS = text("units", "4", "Units", "a list", max_chars=20)
ON = switch("on", False, "On")
EMPTY = whole("unit", None, "Unit", (0, 9))


@pytest.mark.parametrize(
    ("setting", "asked", "found"),
    [
        (DEPTH, ["7"], 7),
        (DEPTH, ["50"], 50),
        (DEPTH, ["07"], 7),
        (DEPTH, ["3.0"], 3),
        (DEPTH, ["5", "6"], 6),
        (RATE, ["0.5"], 0.5),
        (RATE, ["1e-3"], 0.001),
        (RATE, [".5"], 0.5),
        (SHAPE, ["ring"], "ring"),
        (SHAPE, ["Ring"], "ring"),
        (SHAPE, ["round thing"], "disc"),
        (COLORS, ["red", "blue"], ["red", "blue"]),
        (COLORS, ["blue,red"], ["blue", "red"]),
        (COLORS, ["red", "red"], ["red"]),
        (COLORS, ["navy"], ["blue"]),
        (COLORS, [""], []),
        (UNITS, ["4,4"], "4,4"),
        (UNITS, [""], ""),
        (ON, ["true"], True),
        (ON, ["False"], False),
        (EMPTY, ["0"], 0),
    ],
)
def test_an_address_is_read(setting: Setting, asked: list[str], found: Any) -> None:
    assert setting.read(asked) == found


@pytest.mark.parametrize(
    ("setting", "asked"),
    [
        *((DEPTH, word) for word in ("0", "51", "1.5", "deep", "inf", "-inf", "nan", "1e999", "9" * 400)),
        *((DEPTH, word) for word in ("0x10", "1,000", "½", "١", "", " 7", "1_0")),
        *((RATE, word) for word in ("10.1", "-0.1", "inf", "nan", "1e999", "9" * 400, "1e400")),
        *((SHAPE, word) for word in ("square", "a disc", "")),
        (COLORS, "red,green"),
        *((UNITS, word) for word in ("x" * 21, "a\x00b")),
        *((ON, word) for word in ("yes", "1", "")),
        (EMPTY, "10"),
    ],
)
def test_what_a_setting_does_not_take_is_refused(setting: Setting, asked: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the page makes the sentence
        setting.read([asked])


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        *((DEPTH, 7), (RATE, 0.30000000000000004), (RATE, 1e-5), (SHAPE, "ring"), (COLORS, ["blue"])),
        *((COLORS, []), (UNITS, ""), (UNITS, "8,8"), (ON, True), (EMPTY, 0)),
    ],
)
def test_what_is_written_is_read_again(setting: Setting, value: Any) -> None:
    written = setting.write(value)
    again = setting.read(written if isinstance(written, list) else [written])
    assert again == (pytest.approx(value) if isinstance(value, float) else value)


def test_what_an_address_implies_is_read_and_what_it_would_imply_wrongly_is_written() -> None:
    """A setting that came later: addresses with an `old` one go on showing what they showed."""
    later = replace(
        choice("look", "new", "Look", ["new", "old"]), implied=lambda said: "old" if "old" in said else None
    )
    settings = Settings("s", whole("old", 1, "Old", (0, 9)), later)
    settings.take({"s.old": ["7"]})
    assert settings.value("look") == "old"
    assert settings.address() == {"s.old": "7", "s.look": "old"}
    settings.take({"s.old": ["7"], "s.look": ["new"]})
    assert settings.value("look") == "new"
    assert settings.address() == {"s.old": "7", "s.look": "new"}
    settings.take({})
    assert settings.value("look") == "new"
    assert settings.address() == {}


def test_a_refusal_quotes_without_markup() -> None:
    assert quoted("`**x**`\\") == " **x**  "
    assert quoted("\x00\u202ea" + "b" * 60) == "  a" + "b" * 37 + "..."


PAGE = """
import streamlit as st
from components.ui.kit.address import close_address, open_address
from components.ui.kit.setting import Settings, choice, picks, switch, text, whole
shape = {"disc": "a disc", "ring": "a ring"}
SETTINGS = Settings(
    "home",
    whole("depth", 20, "Depth", (1, 50)),
    choice("shape", "disc", "Shape", shape),
    picks("colors", ["red"], "Colours", {"red": "Red", "blue": "Blue"}),
    text("units", "4", "Units", "a list", max_chars=20),
    choice("unit", None, "Unit", [f"H1.{i}" for i in range(9)]),
    switch("seen", True, "Seen"),
)
open_address(SETTINGS)
SETTINGS.draw("seen")
if SETTINGS.value("seen"):
    SETTINGS.draw("depth", "shape", "colors", "units")
SETTINGS.draw_options("unit", [f"H1.{i}" for i in range(SETTINGS.value("depth"))])
st.button("Reset", key="reset", on_click=SETTINGS.reset)
st.button("Put", key="put", on_click=lambda: SETTINGS.put(depth=3))
for sentence in SETTINGS.refusals():
    st.warning(sentence)
st.code({name: SETTINGS.value(name) for name in SETTINGS.all})
close_address(SETTINGS)
"""


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_string(PAGE, default_timeout=20)


def run(app: AppTest, **address: str | list[str]) -> AppTest:
    for name, value in address.items():
        app.query_params[f"home.{name}"] = value
    app.run()
    assert not app.exception
    return app


def address(app: AppTest) -> dict[str, str | list[str]]:
    return {key.removeprefix("home."): app.query_params[key] for key in app.query_params}


def test_defaults_are_not_in_the_address(app: AppTest) -> None:
    assert address(run(app)) == {}
    assert app.number_input(key="home.depth").value == 20
    assert not app.warning


def test_the_address_sets_the_widgets_and_a_widget_the_address(app: AppTest) -> None:
    run(app, depth="7", shape="RING", colors=["blue", "red"])
    assert app.number_input(key="home.depth").value == 7
    assert app.selectbox(key="home.shape").value == "ring"
    app.number_input(key="home.depth").set_value(9).run()
    assert address(app)["depth"] == "9"
    assert address(app)["shape"] == "ring"
    app.number_input(key="home.depth").set_value(20).run()
    assert "depth" not in address(app)


def test_a_setting_whose_widget_is_not_drawn_keeps_its_value_and_its_place(app: AppTest) -> None:
    run(app, depth="7", units="8,8")
    app.toggle(key="home.seen").set_value(False).run()
    assert "home.depth" not in [widget.key for widget in app.number_input]
    assert address(app)["depth"] == "7"
    app.run()
    app.button(key="put").click().run()
    assert address(app)["depth"] == "3"
    app.toggle(key="home.seen").set_value(True).run()
    assert app.number_input(key="home.depth").value == 3
    assert app.text_input(key="home.units").value == "8,8"


def test_what_the_visitor_set_is_there_again_when_its_widget_is(app: AppTest) -> None:
    run(app)
    app.number_input(key="home.depth").set_value(9).run()
    app.text_input(key="home.units").set_value("8").run()
    for seen in (False, True, False, True):
        app.toggle(key="home.seen").set_value(seen).run()
        assert address(app) == {"depth": "9", "units": "8"} | ({} if seen else {"seen": "false"})
    assert app.number_input(key="home.depth").value == 9
    assert app.text_input(key="home.units").value == "8"


def test_what_the_visitor_set_is_there_again_after_another_page(app: AppTest) -> None:
    run(app)
    app.number_input(key="home.depth").set_value(9).run()
    app.session_state["_page"] = "another"
    app.query_params.clear()
    app.run()
    assert app.number_input(key="home.depth").value == 9
    assert address(app) == {"depth": "9"}


def test_reset_puts_everything_back_seen_or_not(app: AppTest) -> None:
    run(app, depth="7", colors=["blue"], unit="H1.2", seen="false")
    app.button(key="reset").click().run()
    assert address(app) == {}
    assert app.number_input(key="home.depth").value == 20


def test_what_was_refused_is_said_until_something_is_set(app: AppTest) -> None:
    run(app, depth="inf", shape="square", nonsense="1")
    assert [
        f"home.{name}" in w.value for name, w in zip(("depth", "shape", "nonsense"), app.warning, strict=True)
    ]
    assert "a whole number from 1 to 50" in app.warning[0].value
    assert address(app) == {}
    app.run()
    assert len(app.warning) == 3
    app.number_input(key="home.depth").set_value(9).run()
    assert not app.warning


def test_what_a_callback_sets_ends_the_refusals_too(app: AppTest) -> None:
    run(app, depth="inf")
    assert len(app.warning) == 1
    app.button(key="put").click().run()
    assert not app.warning


def test_an_option_that_is_not_there_is_refused(app: AppTest) -> None:
    run(app, depth="2", unit="H1.5")
    assert "expected one of H1.0, H1.1" in html.unescape(app.warning[0].value)
    assert "unit" not in address(app)
    run(app, depth="2")
    app.selectbox(key="home.unit").select("H1.1").run()
    app.number_input(key="home.depth").set_value(3).run()
    assert app.selectbox(key="home.unit").value == "H1.1"  # still there: other options do not take it away
    assert address(app)["unit"] == "H1.1"


def test_an_emptied_widget_is_the_default(app: AppTest) -> None:
    run(app)
    app.session_state["home.depth"] = None
    app.run()
    assert "'depth': 20" in app.code[0].value


def test_what_belongs_to_no_page_stays_and_another_pages_settings_do_not(app: AppTest) -> None:
    app.query_params["plan"] = "lesson"
    app.query_params["mnist.patience"] = "5"
    run(app, depth="7")
    assert set(app.query_params) == {"plan", "home.depth"}
