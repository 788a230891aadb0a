import pytest

from components.concepts.parameters import summarize
from components.concepts.parameters_quiz import LEVELS, Question, misconception, question


def test_the_first_questions_go_through_the_levels_in_order():
    asked = [question(3, number) for number in range(1, len(LEVELS) + 1)]
    assert [q.level for q in asked] == list(LEVELS)
    answers = [q.answer for q in asked]
    assert answers[0] < answers[2]


def test_a_seed_and_a_number_make_one_question():
    assert question(5, 2) == question(5, 2)
    assert len({question(seed, 1).network for seed in range(20)}) > 10


@pytest.mark.parametrize("number", range(1, 13))
def test_the_right_number_is_no_misconception(number):
    for seed in range(20):
        asked = question(seed, number)
        assert asked.answer == summarize(asked.network).total > 0
        assert misconception(asked, asked.answer) is None


@pytest.mark.parametrize(
    ("level", "network_answer", "word"),
    [
        ("two layers", lambda s: s.multiply_adds, "weights alone"),
        ("two layers", lambda s: s.multiply_adds + 2, "each unit"),
        ("two layers", lambda s: s.dense[-1].parameters, "last layer"),
        ("Flatten", lambda s: 9 * s.dense[0].units + s.dense[1].parameters, "Flatten"),
        ("Dropout", lambda s: s.parameters // 2, "Dropout"),
        ("after fit", lambda s: s.parameters, "model alone"),
    ],
)
def test_a_wrong_number_is_told_its_mistake(level, network_answer, word):
    asked = question(1, list(LEVELS).index(level) + 1)
    assert isinstance(asked, Question)
    assert word in misconception(asked, network_answer(asked.summary))


def test_a_number_that_nothing_explains_gets_no_reason():
    assert misconception(question(1, 1), 999_999) is None


@pytest.mark.parametrize(("seed", "number"), [(-1, 1), (0, 0)])
def test_a_negative_seed_or_number_is_refused(seed, number):
    with pytest.raises(ValueError, match="expected"):
        question(seed, number)
