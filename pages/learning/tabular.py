"""/tabular: logistic regression, features that people make, an MLP and trees, on the same folds."""

import streamlit as st

from components.ui.address import Address
from components.ui.controls import body, choose_view, hidden
from components.ui.page import close_page, open_page
from components.ui.tabular import (
    contest_view,
    controls,
    data,
    settings,
    verdict,
    views_settings,
    visit,
    whose_features,
    words,
)
from components.ui.tabular.predict import prediction

OTHER_VIEWS = {"Verdict": verdict.view, "Whose features?": whose_features.view, "Data": data.view}

address = Address.remember(settings.STEM)
lesson = open_page(settings.STEM, {**settings.DEFAULTS, **views_settings.DEFAULTS})
with st.container(horizontal=True, vertical_alignment="center", key="tabular.head"):
    view = choose_view(settings.STEM, "view", settings.VIEWS, start=settings.VIEWS[0])
    table, run = st.container(width="content"), st.container(width="content")
with body(settings.STEM, view):
    unseen = hidden(settings.STEM)
    with st.container() if view == "Contest" else unseen:
        prediction(lesson)  # before the settings, which its answer moves
    with table:
        controls.choose_table()

    picture, side = st.columns([7, 2.9], gap="medium") if view == "Contest" else (st.container(), unseen)
    controls.draw(side)
    reading = settings.read()
    visit.follow(reading.setting)
    with run:
        controls.run_and_stop(reading)

    with picture:
        with st.container():  # what comes and goes here leaves the picture in its place
            if reading.problem:
                kept = f"Until then {settings.shown(reading.setting)} stays here."
                (st.info if reading.waiting else st.error)(f"{reading.problem} {kept}")
        contest = contest_view.contest_of(reading.setting)
        if view in OTHER_VIEWS:
            contest_view.under_way()
            OTHER_VIEWS[view](lesson, contest)
        else:
            contest_view.view(lesson, reading.setting)
    if view == "Contest":
        words.below(lesson, reading.setting)
    views_settings.draw_unseen(view, contest)

address.warn({**settings.EXPECTED, **views_settings.EXPECTED})
close_page(lesson)
