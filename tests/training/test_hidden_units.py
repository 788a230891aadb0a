import pytest

from components.training.recipe import LayerLimits, RecipeError, parse_hidden_units

SIX = LayerLimits(shallow=(6, 512), deep=(6, 512))


def test_limits_replace_the_bounds_of_the_data_set():
    assert parse_hidden_units("512, 1,2,3,4,5", limits=SIX) == (512, 1, 2, 3, 4, 5)
    with pytest.raises(RecipeError, match="20 of at most 128"):
        parse_hidden_units("512,1,2,3,4,5")


def test_empty_is_no_hidden_layer():
    assert parse_hidden_units("  ", limits=SIX) == ()


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ("0", "0 units"),
        ("-3", "-3 units"),
        ("8,,1", "an empty place"),
        ("a", "“a”"),
        ("1000000000", "1000000000 units"),
        ("1,1,1,1,1,1,1", "7 layers"),
        ("1.5", "“1&#46;5”"),  # safe in Markdown, where it reads 1.5
    ],
)
def test_bad_layers_say_what_was_given_and_what_is_expected(bad, named):
    with pytest.raises(RecipeError, match=r"expected ") as error:
        parse_hidden_units(bad, limits=SIX)
    assert named in str(error.value)
    assert "or 6 of" not in str(error.value)
