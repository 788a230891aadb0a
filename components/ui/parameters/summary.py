"""The view "Summary": the derived table, beside it the text as Keras itself prints it."""

from __future__ import annotations

import html

import streamlit as st

from components.charts.parameters import layer_colors
from components.charts.theme import Theme
from components.concepts.optimizers import OPTIMIZERS
from components.concepts.parameters import OPTIMIZER_SCALARS, Network, Summary, readable
from components.concepts.parameters_code import script
from components.text import Lesson
from components.training.jobs import Reply
from components.training.worker_summary import keras_summary
from components.ui import engine as engines
from components.ui import theme
from components.ui.kit.watch import wait_for_replies

_SCROLLS = 'role="group" tabindex="0"'  # sideways, where it is wider than the page
_STYLE = """<style>
.derived, .printed { font-size: 0.85rem; overflow-x: auto; }
.derived table { border-collapse: collapse; width: 100%; }
.derived th, .derived td { padding: 0.25rem 0.5rem; text-align: left; border: 0; border-top: 1px solid
  color-mix(in srgb, currentColor 15%, transparent); }
@media (max-width: 640px) {
  .derived table, .derived tbody { display: block; }
  .derived tr { display: grid; grid-template-columns: 1fr auto; padding-left: 0.25rem; }
  .derived tr:first-child { display: none; }
  .derived td { padding: 0.1rem 0.4rem; }
  .derived td.number { grid-area: 1 / 2; }
  .derived td.why, .derived td.shape { grid-column: 1 / 3; border: 0; }
}
.derived .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.derived th, .derived .total { white-space: nowrap; }
.derived .name, .derived .shape { font-family: monospace; white-space: nowrap; }
.derived .total { font-weight: 600; }
.printed pre { margin: 0; padding: 0.5rem 0; line-height: 1.25; font-size: 0.75rem; background: none; }
.printed span { display: inline-block; padding-left: 0.5rem; border-left: 4px solid transparent; }
.printed .count { font-weight: 700; }
</style>"""


def draw(summary: Summary, lesson: Lesson) -> None:
    """Draw the derived table and Keras' text, matching lines in one colour."""
    look = theme.current()
    st.html(_STYLE)
    with st.container(key="parameters.derived"):
        st.html(derived_table(summary, look))
    reply = ask(summary.network)
    with st.container(key="parameters.printed"):  # as high before Keras' text as with it
        st.html(f"<style>.st-key-parameters-printed {{ min-height: {_printed_height(summary)}px; }}</style>")
        if reply.state == "pending":
            waiting = f":material/hourglass_top: {lesson['text_follows']}"
            wait_for_replies(lambda: [ask(summary.network)], waiting)
        else:
            _show(reply, summary, lesson, look)
    st.markdown(lesson["summary"])
    st.markdown(lesson["same_in_keras"])  # as wide as the page: no line of it is broken
    st.code(script(summary.network), language="python", wrap_lines=True)


def _printed_height(summary: Summary) -> int:
    """Pixels of Keras' text and the words under it."""
    lines = 5 + 2 * len(summary.lines) - 1 + len(summary.totals)
    return 15 * lines + 16 + 16 + 38


def ask(network: Network) -> Reply:
    """Have a worker print the summary. The only place that asks."""
    return engines.engine().ask(f"summary:{network!r}", keras_summary, network)


def _show(reply: Reply, summary: Summary, lesson: Lesson, look: Theme) -> None:
    if reply.state == "failed":
        st.caption(f":material/error: {lesson['text_failed']} {reply.problem}")
    else:
        st.html(printed(reply.value.text, summary, look))
        st.caption(f"{lesson['text_made']} `count_params()` = {reply.value.parameters:,}.")


def derived_table(summary: Summary, look: Theme) -> str:
    """The table in HTML: a line of the summary in each row, with its derivation."""
    colors = _line_colors(summary, look)
    rows = [
        _row(
            (f"{line.name} ({line.kind})", "name"),
            (line.printed_shape, "shape"),
            (line.derivation, "why"),
            (f"{line.parameters:,}", "number"),
            color=colors[line.name],
        )
        for line in summary.lines
    ]
    reasons = _total_reasons(summary)
    rows += [
        _row(
            (label, "total"),
            ("", "shape"),
            (f"{reasons[label]} ({readable(size)})".strip(), "why"),
            (f"{count:,}", "number total"),
            color="transparent",
        )
        for label, count, size in summary.totals
    ]
    head = "".join(
        f'<th class="{kind}">{name}</th>'
        for name, kind in (("Layer (type)", ""), ("Output Shape", ""), ("derived", ""), ("Param #", "number"))
    )
    table = f"<table><tr>{head}</tr>{''.join(rows)}</table>"
    return f'<div class="derived" {_SCROLLS} aria-label="the summary, derived">{table}</div>'


def printed(text: str, summary: Summary, look: Theme) -> str:
    """Keras' text in HTML: each layer's line in the colour that its row in the table has."""
    colors = _line_colors(summary, look)
    lines = []
    for line in text.rstrip().splitlines():
        words = line.strip("│ ").split(" ")
        color = colors.get(words[0], "transparent") if line.startswith("│") else "transparent"
        kind = ' class="count"' if line.startswith(" Total") else ""
        lines.append(f'<span{kind} style="border-color:{color}">{html.escape(line)}</span>')
    body = "\n".join(lines)
    return f'<div class="printed" {_SCROLLS} aria-label="model.summary()"><pre>{body}</pre></div>'


def _row(*cells: tuple[str, str], color: str) -> str:
    content = "".join(f'<td class="{kind}">{html.escape(text)}</td>' for text, kind in cells)
    return f'<tr style="border-left:5px solid {color}">{content}</tr>'


def _line_colors(summary: Summary, look: Theme) -> dict[str, str]:
    names = [line.name for line in summary.dense]
    colors = dict(zip(names, layer_colors(look, len(names)), strict=True))
    return {line.name: colors.get(line.name, look.grid) for line in summary.lines}


def _total_reasons(summary: Summary) -> dict[str, str]:
    sums = " + ".join(f"{line.parameters:,}" for line in summary.dense)
    reasons = {"Total params": sums, "Trainable params": sums, "Non-trainable params": ""}
    if summary.network.optimizer:
        optimizer = OPTIMIZERS[summary.network.optimizer]
        slots = f"{optimizer.slots} × {summary.parameters:,} + " if optimizer.slots else ""
        reasons["Total params"] = f"{summary.parameters:,} + {summary.optimizer_parameters:,}"
        reasons["Optimizer params"] = (
            f"{slots}{OPTIMIZER_SCALARS}: for each parameter {optimizer.label} keeps {optimizer.keeps}; "
            "besides, a step counter and the learning rate"
        )
    return reasons
