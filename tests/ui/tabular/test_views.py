"""Verdict, Whose features? and Data draw every state of a contest, and show others' names as text."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from components.datasets.tables import load
from components.training.contest import Contest
from components.training.jobs import Forecast, JobView
from components.training.learning_curve import LearningCurve
from components.training.table_trials import first_trial
from components.ui.kit import watch
from components.ui.tabular import learning_curves
from components.ui.tabular.data import column_labels
from tests.addresses import views_of
from tests.training.tables import NASTY, made_up, own_table, own_trial
from tests.ui.reading import said

VIEWS = [drawn.removesuffix(".show") for key, drawn in views_of("tabular").items() if key != "contest"]
SCRIPT = """
from components.ui.kit.page import open_page
from components.ui.kit.view import View, views
from components.ui.tabular import {view}
from components.ui.tabular.settings import SETTINGS
from tests.ui.tabular.test_views import CONTESTS
with open_page(SETTINGS, views(View("{view}", "{view}", {view}.show))) as page:
    with page.body():
        page.view.draw(page, CONTESTS["{contest}"])
"""
FEATURES = ('"$x^2$ [l](javascript:1)"^2',)


def contest_of(table, trial, *, done: int = 99, **network) -> Contest:
    trials = {
        "logistic": trial("logistic"),
        "made": trial("logistic", features=FEATURES),
        "network": trial("network", **network),
        "trees": trial("trees"),
    }
    skills = dict(zip(trials, (0.5, 0.5, 4.0, 0.7), strict=True))
    results = {n: made_up(table, t, done=done, skill=skills[n]) for n, t in trials.items()}
    return Contest(table, results, trials["made"].features)


OWN = own_table()
PIMA = load("pima")


def _own(kind: str, **settings):
    return own_trial(OWN, kind, **settings)


def _pima(kind: str, **settings):
    settings.pop("features", None)
    return first_trial(kind, "pima", **settings)


CONTESTS = {
    "pima": contest_of(PIMA, _pima),
    "own": contest_of(OWN, _own),
    "two seeds": contest_of(OWN, lambda kind, **s: _own(kind, seeds=2, **s)),
    "two folds": contest_of(OWN, _own, done=2),
    "one fold": contest_of(OWN, _own, done=1),
    "no fold": contest_of(OWN, _own, done=0),
    "nobody": Contest(OWN, {}),
    "no hidden layer": contest_of(OWN, _own, hidden_units=()),
    "guesses": Contest(OWN, {"network": made_up(OWN, _own("network"), skill=0.0)}),
    "only trees": Contest(OWN, {"trees": made_up(OWN, _own("trees"))}),
}


def draw(view: str, contest: str, **state: object) -> AppTest:
    app = AppTest.from_string(SCRIPT.format(view=view, contest=contest), default_timeout=60)
    for name, value in state.items():
        app.query_params[f"tabular.{name}"] = str(value)
    app.run()
    assert not app.exception
    return app


class NoWorkers:
    """An engine whose workers never come."""

    ready, problem = False, ""

    def forecast(self, request):
        return Forecast(1, 0.0, 30.0)

    def train(self, request, viewer):
        return request.key

    def leave(self, key, viewer):
        return None

    def view(self, key):
        return None


@pytest.fixture(autouse=True)
def without_workers(monkeypatch):
    for module in (learning_curves, watch):
        monkeypatch.setattr(module, "engine", NoWorkers)


@pytest.mark.parametrize("contest", CONTESTS)
@pytest.mark.parametrize("view", VIEWS)
def test_every_state_of_a_contest(view: str, contest: str) -> None:
    app = draw(view, contest)
    words = said(app)
    for name in (*NASTY[:3], *OWN.class_names, OWN.target_name):
        assert name not in words


def test_the_verdict_tells_a_difference_from_none() -> None:
    words = said(draw("verdict", "own"))
    assert "**MLP** against logistic regression: accuracy +0." in words
    assert "**better** (in 5 of 5 folds)" in words
    assert "no difference that 5 folds can show" in words
    assert "So far" not in words


def test_the_verdict_waits_for_folds() -> None:
    assert "So far 2 of 5 folds" in said(draw("verdict", "two folds"))
    assert "waits for a second fold" in said(draw("verdict", "one fold"))
    assert "No fold is done yet" in said(draw("verdict", "no fold"))


def test_one_line_says_who_wins_and_whether_it_is_luck() -> None:
    own = said(draw("verdict", "own"))
    assert "Best mean accuracy: **MLP**, 1.000." in own
    assert "The lead over every other model is more than luck." in own
    pima = said(draw("verdict", "pima"))
    assert "The lead over every other model is more than luck." in pima
    few = said(draw("verdict", "two folds"))
    assert "But the lead over **gradient-boosted trees** and **logistic regression** may be luck" in few
    assert "2 folds cannot tell" in few
    assert "Behind, and not by luck: **logistic regression + yours**." in few
    assert "But 1 fold cannot tell the models apart" in said(draw("verdict", "one fold"))
    log_loss = said(draw("verdict", "pima", score="log_loss"))
    assert "Best mean log loss" in log_loss
    assert "Saying 35 % for every row" in log_loss
    assert "log loss 0.647" in log_loss


def test_who_is_no_better_than_guessing_is_said() -> None:
    assert "MLP is no better than guessing**: always answering" in said(draw("verdict", "guesses"))
    assert "no better than guessing" not in said(draw("verdict", "two folds"))


def test_the_threshold_moves_the_confusion() -> None:
    app = draw("verdict", "own", confused="network")
    assert "**MLP at 0.50**" in said(app)
    app.slider(key="tabular.threshold").set_value(0.0).run()
    assert "**Sensitivity 1.000**" in said(app)
    assert "**Specificity 0.000**" in said(app)
    app.slider(key="tabular.threshold").set_value(1.0).run()
    assert not app.exception
    assert "it calls no row class 1" in said(app)


def test_a_contestant_without_folds_is_said_to_be_missing() -> None:
    words = said(draw("verdict", "only trees", confused="network"))
    assert "MLP has no fold here; the answers are those of gradient-boosted trees." in words


def test_a_unit_is_named_by_what_it_mixes() -> None:
    contest = CONTESTS["pima"]
    fold = contest.results["network"].folds[0]
    app = draw("whose_features", "pima", unit=7)
    largest = fold.inputs[int(np.abs(fold.kernel[:, 7]).argmax())]
    assert f"**Unit 7 mixes {largest} (" in said(app)
    app.number_input(key="tabular.unit").set_value(200).run()
    assert "The first layer has no unit 200; its units are 0 to 63" in said(app)
    assert "Unit 63 mixes" in said(app)


def test_without_hidden_layers_or_features_a_sentence_says_so() -> None:
    assert "it made no feature" in said(draw("whose_features", "no hidden layer"))
    assert "You have made no feature yet" in said(draw("whose_features", "only trees"))
    assert "You have made no feature yet" not in said(draw("whose_features", "own"))


def test_a_column_is_chosen_by_its_name() -> None:
    app = draw("data", "pima")
    assert "**glucose alone**" in said(app)  # the one that tells most
    app.selectbox(key="tabular.column").set_value("age").run()
    assert "**age alone**" in said(app)
    assert "Terms: not stated" in said(app)


def test_columns_whose_names_look_alike_are_told_apart() -> None:
    labels = column_labels(OWN)
    assert len(set(labels)) == len(NASTY)
    assert labels[4].endswith("(2)")
    app = draw("data", "own")
    app.selectbox(key="tabular.column").set_value(labels[4]).run()
    assert not app.exception
    assert "is in the memory of this visit only" in said(app)


def test_a_recorded_curve_is_there_at_once(monkeypatch) -> None:
    curve = LearningCurve(
        (50, 614),
        {kind: np.full((2, 5), 0.7 + 0.01 * i) for i, kind in enumerate(("logistic", "network", "trees"))},
    )
    monkeypatch.setattr(learning_curves, "recorded", lambda name: curve)
    words = said(draw("learning_curves", "pima"))
    assert "50 rows: logistic regression 0.700, MLP 0.710" in words
    assert "From 50 rows on: MLP ahead of logistic regression in every fold" in words


def test_a_curve_is_trained_on_request_and_stays_in_the_visit(monkeypatch) -> None:
    request = learning_curves.curve_request(CONTESTS["own"])
    assert request.own_table is OWN
    assert {trial.rows for trial in request.trials} == {50, 96}
    results = tuple(fold for t in request.trials for fold in made_up(OWN, t).folds)
    shown = JobView(request, request.key, "training", results=results[:4], share=0.1)
    jobs = SimpleNamespace(view=shown)
    monkeypatch.setattr(NoWorkers, "view", lambda self, key: jobs.view)
    monkeypatch.setattr(NoWorkers, "ready", True)
    app = draw("learning_curves", "own")
    app.button(key="tabular.curve").click().run()
    assert not app.exception
    assert "**4 of 30 trainings**" in said(app)
    jobs.view = replace(shown, state="finished", results=results)
    app.run()
    assert not app.exception
    words = said(app)
    assert "Trained here, with the contest's settings" in words
    assert "96 rows: logistic regression" in words
    assert not [b for b in app.button if b.key == "tabular.curve"]


def test_a_curve_that_failed_says_why(monkeypatch) -> None:
    request = learning_curves.curve_request(CONTESTS["own"])
    failed = JobView(request, request.key, "failed", problem="It broke.")
    monkeypatch.setattr(NoWorkers, "view", lambda self, key: failed)
    app = draw("learning_curves", "own")
    app.button(key="tabular.curve").click().run()
    assert "It broke." in said(app)


def test_too_few_rows_for_a_curve() -> None:
    table = own_table(rows=60)
    assert learning_curves.curve_request(Contest(table, {})) is None
