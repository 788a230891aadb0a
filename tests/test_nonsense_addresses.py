"""Nonsense in the address: no page falls over, and what is refused is named in one sentence."""

from __future__ import annotations

from importlib import import_module

import pytest
from streamlit.testing.v1 import AppTest

from tests.addresses import PAGES, nobody_trains, open_page, value_of

pytestmark = pytest.mark.usefixtures(nobody_trains.__name__)

VIEW = {"mnist": ("step",), "plans": ()}  # the others say `view`
KEYS = {  # every setting that a page declares
    stem: (*VIEW.get(stem, ("view",)), *import_module(f"components.ui.{stem}.settings").SETTINGS.all)
    for stem in sorted(set(PAGES) - {"home"})
}
# What only the page can read is answered in its own words; it says one thing at a time.
IN_ITS_OWN_WORDS = {"mnist_inside.drawing": "A test image is shown instead.", "mnist_inside.cell": ""}
NONSENSE = (
    *("", "nan", "inf", "-inf", "1e999", "9" * 400, "-1", "-0", "1e-400", "1.5", "00012"),
    *("0x10", "1,000", "1_000", "½", "١", "true", "null", "[]", "{}", "H9.9", "../../etc", "x" * 5_000),
    *("<b>x</b>", "`**`", "[a](b) $x$ :red[y]", "🙂", "\x00\x1b\r\n\u202e", "%00"),
)
SEVERAL = (["1", "2"], ["true", "nonsense"])  # one key, several times
SINGLE = (  # with nothing beside them that could be refused first
    ("mnist.rows", "1e999"),
    ("hidden_layers.data_seed", "-inf"),
    ("mnist_inside.epoch", "9" * 400),
    ("tabular.threshold", "inf"),
    ("activations.range", "nan"),
    ("vanishing_gradients.depth", "-inf"),
    ("parameters.dropout", "1e999"),
)
MARKUP = ("<b>x", "[a](b)", "$x$", ":red[y]")


def _name(value: object) -> str:
    return ascii(value)[:24]


@pytest.mark.parametrize("stem", KEYS)
@pytest.mark.parametrize("value", [*NONSENSE, *SEVERAL], ids=_name)
def test_nonsense_for_every_key_of_a_page(stem: str, value: str | list[str]) -> None:
    keys = [f"{stem}.{name}" for name in KEYS[stem]]
    app = open_page(stem, dict.fromkeys(keys, value))
    assert not app.exception
    sentences = _warnings(app)
    for key in keys:
        named = [sentence for sentence in sentences if f"`{key}`" in sentence]
        found = value_of(app, key)
        if key in IN_ITS_OWN_WORDS and _refused(found, value) and not named:
            assert any(IN_ITS_OWN_WORDS[key] in sentence for sentence in sentences)
            continue
        # What is refused but equal to the default (1e-400 for a seed of 0) may be named or not.
        assert len(named) == 1 or (not named and not _refused(found, value)), (key, found, sentences)
    _assert_no_markup(app)


@pytest.mark.parametrize(("key", "value"), SINGLE, ids=_name)
def test_a_number_that_is_none_is_refused(key: str, value: str) -> None:
    app = open_page(key.partition(".")[0], {key: value})
    assert not app.exception
    assert len(app.warning) == 1
    assert f"`{key}` = `{value[:40]}" in app.warning[0].value


@pytest.mark.parametrize("cell", ["`**`", "H9.9", "H1.999", "<b>x"])
def test_a_unit_that_is_none_is_refused(cell: str) -> None:
    app = open_page("mnist_inside", {"mnist_inside.cell": cell})
    assert not app.exception
    assert "no hidden unit" in app.warning[0].value
    _assert_no_markup(app)


def _refused(found: object, asked: str | list[str]) -> bool:
    """Whether a setting is not what was asked for; of several values for a single one the last counts."""
    asked = asked if isinstance(asked, list) else [asked]
    if not any(asked):  # an empty value asks for nothing
        return False
    if isinstance(found, (list, tuple)):
        text, wanted = ",".join(map(str, found)), ",".join(asked)
    else:
        text, wanted = str(found).lower() if isinstance(found, bool) else str(found), asked[-1]
    return text != wanted and not _equal_numbers(text, wanted)


def _equal_numbers(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def _warnings(app: AppTest) -> list[str]:
    """The sentences of all warnings."""
    return [line for warning in app.warning for line in warning.value.split("  \n")]


def _assert_no_markup(app: AppTest) -> None:
    """What a visitor typed is quoted as code or escaped, never Markdown or HTML of the page."""
    for element in (*app.warning, *app.error, *app.info, *app.markdown, *app.caption):
        outside = "".join(element.value.split("`")[::2])  # every second part stands between backticks
        assert "`**`" not in element.value
        assert not any(text in outside for text in ("<b>x", "[a](b)", "$x$", ":material/home:")), (
            element.value
        )
