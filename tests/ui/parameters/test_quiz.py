from components import text
from components.concepts.parameters_quiz import LEVELS, question
from components.ui.parameters.quiz import verdict

LESSON = text.load("parameters")


def test_the_right_number_is_right_and_shows_its_derivation():
    for number in range(1, len(LEVELS) + 1):
        asked = question(2, number)
        said = verdict(asked, asked.answer, LESSON)
        assert "is right" in said
        assert f"Total params: {asked.answer:,}" in said


def test_a_wrong_number_gets_its_mistake_and_the_derivation():
    asked = question(2, 2)
    assert "weights alone" in verdict(asked, asked.summary.multiply_adds, LESSON)
    assert LESSON["quiz_far"] in verdict(asked, 987_654, LESSON)
