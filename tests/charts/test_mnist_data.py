import numpy as np
import pytest

from components.charts import mnist_data as charts
from components.charts.theme import THEMES
from components.concepts.class_summary import summarize_classes
from components.datasets import mnist
from components.training.recordings import RECORDINGS
from components.training.store import RunStore

pytestmark = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
IMAGE = mnist.load().x_train[0]


def test_every_pixel_value_is_written_where_the_pixel_is(theme):
    heatmap, texts = charts.pixel_values(IMAGE, "", theme).data
    assert (np.asarray(heatmap.z) == IMAGE).all()
    assert len(texts.text) == 784
    for x, y, text in zip(texts.x, texts.y, texts.text, strict=True):
        assert int(text) == IMAGE[y, x]


def test_gallery_has_a_row_for_each_class(theme):
    data = mnist.load()
    images, labels = data.x_train[:2_000], data.y_train[:2_000]
    summary = summarize_classes(images, labels, examples=4)
    means, examples, counts = charts.class_gallery(summary, images[summary.examples], theme).data
    assert np.asarray(means.z).shape == (280, 28)
    assert (np.asarray(examples.z)[28:56, :28] == images[labels == 1][0]).all()
    assert list(counts.x) == np.bincount(labels).tolist()


def test_the_same_row_is_marked_in_image_and_strip(theme):
    chart = charts.reshaping(IMAGE, 14, theme)
    image, strip = chart.data
    in_image, in_strip = chart.layout.shapes
    row = np.asarray(image.z)[int(in_image.y0 + 0.5)]
    assert (np.asarray(strip.z)[0, int(in_strip.x0 + 0.5) : int(in_strip.x1 + 0.5)] == row).all()


def test_scaling_draws_both_on_axes_of_their_own(theme):
    before = IMAGE[14].astype(np.float32)
    chart = charts.scaling(before, before / 255, theme)
    assert list(chart.layout.yaxis.tickvals) == [0, 255]
    assert list(chart.layout.yaxis2.tickvals) == [0, 1]
    unscaled = charts.scaling(before, before, theme)
    assert list(unscaled.layout.yaxis2.tickvals) == [0, 255]


def test_one_hot_has_a_single_one_in_each_row(theme):
    labels = np.array([5, 0, 9])
    heatmap, texts = charts.one_hot(labels, 10, theme).data
    assert np.asarray(heatmap.z).argmax(axis=1).tolist() == [5, 0, 9]
    assert texts.text.count("1") == 3


def test_shuffling_keeps_the_values(theme):
    order = mnist.pixel_order()
    pair = np.asarray(charts.shuffled(IMAGE, order, theme).data[0].z)
    assert (pair[:, :28] == IMAGE).all()
    assert pair[0, 34] == IMAGE.ravel()[order[0]]
    assert sorted(pair[:, 34:62].ravel()) == sorted(IMAGE.ravel())


def test_skipped_step_draws_validation_accuracy_alone(theme):
    store = RunStore()
    plain = store.find(RECORDINGS["mnist_12k"].recipe)
    run = store.find(RECORDINGS["mnist_unscaled"].recipe)
    lines = charts.skipped_step(plain, run, 0.8, theme).data
    assert [list(line.y) for line in lines] == [
        plain.history["val_accuracy"].tolist(),
        run.history["val_accuracy"].tolist(),
    ]
    assert lines[0].x[0] == 1
    assert lines[0].line.dash != lines[1].line.dash


def test_split_names_the_last_rows_as_validation(theme):
    chart = charts.split(9_600, 2_400, theme)
    training, validation = chart.data
    assert (training.base[0], training.x[0]) == (0, 9_600)
    assert (validation.base[0], validation.x[0]) == (9_600, 2_400)
    texts = " ".join(a.text for a in chart.layout.annotations)
    assert "rows 0 to 9,599 (9,600)" in texts
    assert "rows 9,600 to 11,999 (2,400)" in texts
