import numpy as np

from components.concepts.confusion import confusion_matrix, most_confused


def test_rows_are_true_classes_and_columns_are_answers():
    labels = np.array([0, 0, 1, 2, 2, 2], dtype=np.uint8)
    answers = np.array([0, 1, 1, 0, 0, 2], dtype=np.uint8)
    matrix = confusion_matrix(labels, answers, 3)
    assert matrix.tolist() == [[1, 1, 0], [0, 1, 0], [2, 0, 1]]
    assert most_confused(matrix) == (2, 0, 2)


def test_every_row_of_large_data_is_counted_once():
    rng = np.random.default_rng(0)
    labels, answers = rng.integers(0, 10, (2, 10_000)).astype(np.uint8)
    matrix = confusion_matrix(labels, answers, 10)
    assert matrix.sum() == 10_000
    assert matrix.trace() == (labels == answers).sum()
    assert (matrix.sum(axis=1) == np.bincount(labels, minlength=10)).all()
