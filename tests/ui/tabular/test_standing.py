import re

import pytest

from components.training.contest import standing
from components.ui.tabular.contest.rows_picture import picture_data
from components.ui.tabular.contest.sentences import gap_sentence, main_numbers, verdict_sentence
from tests.ui.tabular.contests import contest

ALL = ("logistic", "made", "network", "trees")


@pytest.mark.parametrize("score", ["accuracy", "auc", "log_loss"])
def test_the_main_numbers_name_every_contestant_with_its_interval(score):
    now = standing(contest(*ALL), score)
    told = main_numbers(now)
    for name in (
        "logistic regression **",
        "logistic regression + yours **",
        "MLP **",
        "gradient-boosted trees **",
    ):
        assert name in told
    found = now.interval("network")
    assert f"**{found.mean:.3f}** ({found.low:.3f}–{found.high:.3f})" in told


@pytest.mark.parametrize("score", ["accuracy", "auc", "log_loss"])
def test_who_is_right_more_often_is_better_and_closes_a_share_of_the_gap(score):
    now = standing(contest(*ALL), score)
    assert "The MLP is **better than logistic regression**" in verdict_sentence(now)
    assert 0.3 < now.share_closed < 0.95
    assert f"You closed **{100 * now.share_closed:.0f} %** of the gap" in gap_sentence(now)


@pytest.mark.parametrize(
    ("made", "said"), [(0.5, "widened the gap"), (0.99, "went past it"), (0.85, "You closed **")]
)
def test_features_can_hurt_and_can_go_past_the_network(made, said):
    assert said in gap_sentence(standing(contest(*ALL, right={"made": made}), "accuracy"))


def test_without_a_gap_there_is_no_share():
    now = standing(contest(*ALL, right={"network": 0.75}), "accuracy")
    assert "no difference that 5 folds can show" in verdict_sentence(now)
    assert now.share_closed is None
    assert "These 5 folds show **no clear gap** to close" in gap_sentence(now)
    assert picture_data(now)["gap"]["real"] is False


def test_folds_that_are_to_come_are_said_and_nothing_is_concluded_from_them():
    now = standing(contest("logistic", "network", folds=2), "accuracy")
    assert "2 of 5 folds" in main_numbers(now)
    assert verdict_sentence(now) == ""
    assert gap_sentence(now) == ""
    row = picture_data(now)["rows"][2]
    assert [value is None for value in row["values"]] == [False, False, True, True, True]
    assert picture_data(now)["gap"] is None


def test_one_fold_is_told_without_an_interval():
    now = standing(contest("logistic", "network", folds=1), "accuracy")
    assert re.search(r"MLP \*\*0\.\d{3}\*\* \(1 of 5 folds\)", main_numbers(now))
    assert verdict_sentence(now) == ""


def test_before_the_first_fold_there_is_nothing_to_tell():
    now = standing(contest("logistic", "network", folds=0), "accuracy")
    assert "not there yet" in main_numbers(now)
    assert verdict_sentence(now) == ""
    made = picture_data(now)["rows"][1]
    assert made["name"] == "made"
    assert not made["there"]  # the row stands there, to be filled


def test_a_row_that_slides_stays_in_its_picture_until_the_table_or_the_folds_change():
    subjects = {
        picture_data(standing(found, score))["subject"]
        for found in (contest("logistic"), contest(*ALL))
        for score in ("accuracy", "auc")
    }
    assert len(subjects) == 2
