import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.ui.kit import watch
from components.ui.tabular import learning_curves
from components.ui.tabular.contest import comparison, sentences, view
from components.ui.tabular.settings import SETTINGS
from tests.addresses import value_of, views_of
from tests.ui.reading import said, statuses
from tests.ui.tabular.contests import InstantEngine

ROOT = Path(__file__).parents[3]
VIEWS = views_of("tabular")


@pytest.fixture
def engine(monkeypatch):
    engine = InstantEngine()
    for module in (watch, comparison, sentences, view, learning_curves):
        monkeypatch.setattr(module, "engine", lambda: engine)
    return engine


@pytest.fixture
def open_page(engine):
    def opened(**parameters: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in parameters.items():
            app.query_params[f"tabular.{name}"] = value
        app.switch_page(str(ROOT / "pages/learning/tabular.py"))
        return app.run()

    return opened


def test_the_page_opens_with_the_telescope_and_trains_nothing_by_itself(open_page, engine):
    page = open_page()
    assert not page.exception
    assert "MAGIC telescope" in said(page)
    assert not engine.asked


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("features", ["", "squares;products;width/length"])
def test_every_view_opens_and_keeps_what_the_others_set(open_page, view, features):
    page = open_page(view=view, features=features, hidden_units="8", folds="3", unit="2", threshold="0.3")
    assert not page.exception
    assert not page.error
    assert not page.warning
    assert value_of(page, "tabular.hidden_units") == "8"
    assert value_of(page, "tabular.threshold") == 0.3


@pytest.mark.parametrize(
    ("name", "bad", "said"),
    [
        ("hidden_units", "8,,1", "an empty place"),
        ("hidden_units", "1,1,1,1,1", "hidden"),
        ("hidden_units", "100000", "hidden"),
        ("features", "nonsense", "is not a feature"),
        ("features", "width/wodth", "There is no column"),
        ("features", "<b>x</b>^2", "&#60;"),
        ("features", ";".join(f"width>={i}" for i in range(50)), "at most 40"),
    ],
)
def test_a_bad_value_is_one_sentence_and_the_last_good_contest_stays(open_page, name, bad, said):
    page = open_page(**{name: bad})
    assert not page.exception
    assert len(page.error) == 1
    assert said in page.error[0].value
    assert "<b>" not in page.error[0].value
    assert "the contest of MAGIC telescope stays" in page.error[0].value
    assert page.button(key="tabular.run").disabled
    page.text_input(key=f"tabular.{name}").set_value(SETTINGS.all[name].default).run()
    assert not page.error


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("dataset", "iris"),
        ("folds", "99"),
        ("l2_network", "-1"),
        ("view", "x"),
        ("score", "f1"),
        ("epochs", "a"),
    ],
)
def test_what_the_address_may_not_ask_for_is_said(open_page, name, bad):
    page = open_page(**{name: bad})
    assert not page.exception
    assert f"`tabular.{name}` = `{bad}`" in page.warning[0].value


def test_run_trains_what_is_missing_and_shows_it(open_page, engine):
    page = open_page(dataset="pima", hidden_units="7", folds="3")
    page.button(key="tabular.run").click().run()
    page.run()
    kinds = [part.kind for part in engine.asked[0].trials]
    assert kinds == ["logistic", "network", "trees"]
    assert {part.folds for part in engine.asked[0].trials} == {3}
    assert "trained here" in said(page)
    assert "MLP **0." in said(page)


def test_a_picked_feature_needs_its_own_row_only_and_starts_by_itself(open_page, engine):
    page = open_page(dataset="pima", folds="3")
    page.button(key="tabular.run").click().run()
    page.run()
    page.text_input(key="tabular.features").set_value("glucose^2").run()
    page.run()
    assert [part.features for part in engine.asked[-1].trials] == [("glucose^2",)]
    assert "logistic regression + yours **0." in said(page)
    asked = len(engine.asked)
    page.text_input(key="tabular.hidden_units").set_value("3").run()
    assert len(engine.asked) == asked  # the MLP waits for Run


def test_stop_keeps_the_folds_that_are_done_and_the_rest_waits_for_run(open_page, engine):
    engine.parts = 4
    page = open_page(dataset="pima", folds="3", features="glucose^2", activation="tanh")
    page.button(key="tabular.run").click().run()
    assert "**4 of 12** trainings done" in said(page)
    page.button(key="tabular.stop").click().run()
    assert len(engine.left) == 1
    assert "1 of 3" in str(page.dataframe[0].value)
    asked = len(engine.asked)
    page.run()
    assert len(engine.asked) == asked


def test_another_table_keeps_the_shortcuts_alone(open_page):
    page = open_page(features="squares;width/length")
    page.selectbox(key="tabular.dataset").set_value("pima").run()
    assert not page.error
    assert page.session_state["tabular.features"] == "squares"


def test_a_feature_is_built_from_kind_columns_and_number(open_page):
    page = open_page(dataset="pima")
    page.selectbox(key="tabular.make_kind").set_value("threshold").run()
    page.number_input(key="tabular.make_threshold").set_value(140.0).run()
    page.button(key="tabular.add").click().run()
    first = page.selectbox(key="tabular.make_column_0").options[0]
    assert page.session_state["tabular.features"] == f"{first}>=140"


@pytest.mark.parametrize(
    ("dataset", "answer", "told"),
    [
        ("magic", "little", "More: **84 %**"),
        ("magic", "most", "Yes, **84 %**, with 55 features"),
        ("phoneme", "past", "Less: **66 %**"),
    ],
)
def test_an_answer_is_told_by_the_recordings_and_moves_the_row(open_page, dataset, answer, told):
    page = open_page(dataset=dataset)
    page.pills(key="tabular.prediction").set_value(answer).run()
    assert page.session_state["tabular.dataset"] == dataset
    assert page.session_state["tabular.features"] == "squares;products"
    assert told in said(page)
    assert f"You closed **{told.split('**')[1]}** of the gap" in said(page)
    page.selectbox(key="tabular.dataset").set_value("pima").run()  # another table, another question
    assert page.pills(key="tabular.prediction").value is None
    assert told not in said(page)


def test_on_a_table_without_a_gap_the_question_is_who_wins(open_page):
    page = open_page(dataset="pima", features="glucose^2")
    assert not re.search("no difference that|no clear gap", said(page) + component(page, "rows_picture"))
    page.pills(key="tabular.prediction").set_value("network").run()
    assert "no clear gap" in component(page, "rows_picture")
    assert "Not here: **no difference that 5 folds can show**" in said(page)
    assert page.session_state["tabular.features"] == "glucose^2"
    page.pills(key="tabular.prediction").set_value("nobody").run()
    assert "Right: **no difference that 5 folds can show**" in said(page)


@pytest.mark.parametrize("dataset", ["pima", "breast_cancer", "phoneme"])
def test_no_word_of_another_table_stands_beside_this_one(open_page, dataset):
    words = said(open_page(dataset=dataset)) + open_page(dataset=dataset).pills[0].label
    about = [line for line in words.splitlines() if "MAGIC" in line or "width / length" in line]
    assert all("on *MAGIC* the MLP" in line for line in about)  # the one sentence that compares the tables


def component(page: AppTest, name: str) -> str:
    """What a component was given, as JSON."""
    found = [c.proto.json for c in page.get("bidi_component") if name in c.proto.component_name]
    return found[0]


def game(page: AppTest) -> dict:
    """What the list of features was given."""
    return json.loads(component(page, "feature_game"))


def test_every_single_feature_of_the_field_is_recorded_and_the_best_try_is_said(open_page, engine):
    page = open_page()
    assert game(page)["headline"] == "Which single feature helps most? Try one."
    assert all(entry["value"] is None for entry in game(page)["entries"])
    entries = [entry for entry in game(page)["entries"] if entry["group"] == "field"]
    for entry in entries:
        page.text_input(key="tabular.features").set_value(entry["features"][0]).run()
    assert not engine.asked
    shown = {entry["label"]: entry["shown"] for entry in game(page)["entries"]}
    assert shown["alpha × dist"] == "22 %"
    assert "" not in [shown[entry["label"]] for entry in entries]
    assert "The best of this list: alpha × dist, 22 %" in game(page)["headline"]
    page.text_input(key="tabular.features").set_value("alpha*dist;width/length").run()
    page.run()
    assert game(page)["together"].startswith("Together: ")


def test_where_there_is_no_gap_a_feature_shows_what_it_changes(open_page):
    page = open_page(dataset="pima", features="age>=35")
    entry = next(entry for entry in game(page)["entries"] if entry["features"] == ["age>=35"])
    assert re.fullmatch(r"[+−]0\.\d{3}", entry["shown"])


def test_an_own_table_waits_for_its_file_and_the_last_contest_stays(open_page):
    page = open_page(dataset="own")
    assert not page.exception
    assert not page.error
    assert "Bring a CSV" in page.info[0].value
    assert page.button(key="tabular.run").disabled


def test_reset_puts_everything_back(open_page):
    page = open_page(dataset="pima", hidden_units="3", folds="7", features="squares", score="AUC")
    page.button(key="tabular.reset").click().run()
    for name, setting in SETTINGS.all.items():
        assert value_of(page, f"tabular.{name}") == setting.default
    assert game(page)["picked"] == []


def test_what_the_table_does_not_have_is_said_above_the_picture(open_page):
    page = open_page(view="data", dataset="pima", column="wodth")
    assert "`tabular.column` = `wodth`; expected one of pregnancies" in page.warning[0].value
    assert page.selectbox(key="tabular.column").value is None
    page = open_page(view="whose_features", dataset="pima", unit="200")
    assert "no unit 200; its units are 0 to 63" in page.warning[0].value


def test_another_table_forgets_the_column_without_a_word(open_page):
    page = open_page(view="data", dataset="pima", column="age")
    assert "**age alone**" in said(page)
    page.selectbox(key="tabular.dataset").set_value("phoneme").run()
    assert not page.warning
    assert page.selectbox(key="tabular.column").value is None


def test_where_a_comparison_stands_is_one_live_region(open_page, engine):
    engine.parts = 4
    page = open_page(dataset="pima", folds="3", activation="tanh")
    assert statuses(page) == ["**Pima diabetes**, 768 rows, press Run for what is missing."]
    page.button(key="tabular.run").click().run()
    assert statuses(page)[0].startswith("**4 of 9** trainings done")


def test_what_is_set_in_a_view_outlives_the_views_after_it(open_page):
    page = open_page(view="verdict", dataset="pima")
    page.segmented_control(key="tabular.view").set_value("whose_features").run()
    page.number_input(key="tabular.unit").set_value(7).run()
    page.segmented_control(key="tabular.view").set_value("data").run()
    page.selectbox(key="tabular.column").set_value("age").run()
    assert value_of(page, "tabular.unit") == 7
    page.segmented_control(key="tabular.view").set_value("whose_features").run()
    assert page.number_input(key="tabular.unit").value == 7
