"""/tabular: logistic regression, features that people make, an MLP and trees, on the same folds."""

import streamlit as st

from components.concepts.plain_text import plain
from components.training.trial import OWN_TABLE
from components.ui.kit.frame import beside
from components.ui.kit.page import open_page
from components.ui.kit.view import View, views
from components.ui.tabular import data, learning_curves, own_columns, own_file, verdict, whose_features
from components.ui.tabular.contest import comparison, controls, question
from components.ui.tabular.contest import view as contest_view
from components.ui.tabular.settings import SETTINGS, read

VIEWS = views(
    View(
        "contest",
        "Contest",
        contest_view.show,
        ("hidden_units", "l2_logistic", "l2_network"),
        ("score", "folds", "seeds", "activation", "epochs", "early_stopping", "patience", "dropout"),
    ),
    View("verdict", "Verdict", verdict.show),
    View("whose_features", "Whose features?", whose_features.show),
    View("depth", "How much data?", learning_curves.show),
    View("data", "Data", data.show),
)

with open_page(SETTINGS, VIEWS) as page:
    with st.container(horizontal=True, vertical_alignment="center", key="tabular.head"):
        view = page.choose_view()
        table, run = st.container(width="content"), st.container(width="content")
    file = st.container()  # beside what a view replaces: a file on its way to it would be lost
    with page.body():
        in_contest = view.key == "contest"
        with table:
            controls.choose_table()
        if SETTINGS.value("dataset") == OWN_TABLE:
            with file:
                own_file.choose(controls.forget_file)
        elif in_contest:
            question.ask()
        picture, side = beside([7, 2.9]) if in_contest else (st.container(), None)
        setup = read()
        if not setup.no_table:
            comparison.follow(setup.contest)
        contest = comparison.with_results(setup.contest)
        if side is not None and not setup.no_table:
            with side:
                controls.draw(view, contest, page.lesson)
        with run:
            controls.run_and_stop(setup)

        with picture:
            with st.container():  # what comes and goes here leaves the picture in its place
                if setup.no_table and not setup.no_file:
                    st.error(setup.problem)
                elif setup.problem and not setup.no_table:
                    kept = f"Until then the contest of {plain(setup.contest.table.label)} stays here."
                    st.error(f"{setup.problem} {kept}")
                if not setup.no_table:
                    own_columns.warn(setup.contest)
                if not in_contest:
                    contest_view.under_way()
            if setup.no_table:
                own_columns.draw(page.lesson)
            else:
                view.draw(page, contest)
        if in_contest and not setup.no_table:
            contest_view.explanations(page.lesson, contest)
