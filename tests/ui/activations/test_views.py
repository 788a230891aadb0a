from components.concepts.activations import ACTIVATIONS
from components.ui.activations.views import table


def test_the_table_has_every_function_and_its_numbers():
    rows = table().set_index("function")
    assert list(rows.index) == [entry.label for entry in ACTIVATIONS.values()]
    assert round(rows.loc["ReLU", "passed back"], 2) == 0.71
    assert rows.loc["sigmoid", "range"] == "0 to 1"
    assert rows.loc["linear", "range"] == "−∞ to ∞"
    assert not rows.isna().any().any()
