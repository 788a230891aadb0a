from types import SimpleNamespace

from components.charts.theme import LIGHT
from components.concepts.parameters import Network, summarize
from components.ui.parameters import summary as view

TEXT = """Model: "sequential"
│ dense (Dense)   │ (None, 32) │ 288 │
│ dense_1 (Dense) │ (None, 1)  │  33 │
 Total params: 321 (1.25 KB)
"""
SUMMARY = summarize(Network(hidden_units=(32,)))


def test_a_line_of_the_text_has_the_colour_of_its_row():
    text, table = view.printed(TEXT, SUMMARY, LIGHT), view.derived_table(SUMMARY, LIGHT)
    for line, color in zip(SUMMARY.lines, (LIGHT.train, LIGHT.kept), strict=True):
        row = next(row for row in table.split("<tr ") if f">{line.name} (" in row)
        printed = next(part for part in text.splitlines() if f"│ {line.name} (" in part)
        assert color in row
        assert color in printed


def test_markup_in_the_text_is_escaped():
    assert "<b>" not in view.printed("│ <b>dense │", SUMMARY, LIGHT)


def test_the_table_derives_the_optimizer():
    table = view.derived_table(summarize(Network(hidden_units=(32,), optimizer="adam")), LIGHT)
    assert "2 × 321 + 2" in table
    assert "965" in table


def test_one_network_is_one_key(monkeypatch):
    keys = []
    fake = SimpleNamespace(ask=lambda key, function, *arguments: keys.append((key, arguments)))
    monkeypatch.setattr(view.engines, "engine", lambda: fake, raising=False)
    for network in (Network(), Network(), Network(outputs=2)):
        view.ask(network)
    assert keys[0] == keys[1] != keys[2]
    assert keys[0][1] == (Network(),)
