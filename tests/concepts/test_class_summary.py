import numpy as np

from components.concepts.class_summary import summarize_classes


def test_counts_examples_and_means_belong_to_their_class():
    labels = np.array([1, 0, 1, 0, 1], dtype=np.uint8)
    images = np.arange(5, dtype=np.uint8)[:, None, None] * np.full((1, 2, 3), 50, dtype=np.uint8)
    summary = summarize_classes(images, labels, examples=2)
    assert summary.counts.tolist() == [2, 3]
    assert summary.examples.tolist() == [[1, 3], [0, 2]]
    assert summary.means.shape == (2, 2, 3)
    assert summary.means[:, 0, 0].tolist() == [100.0, 100.0]  # (50 + 150) / 2, (0 + 100 + 200) / 3
