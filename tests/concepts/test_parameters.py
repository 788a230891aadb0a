from dataclasses import replace

import pytest

from components.concepts.optimizers import OPTIMIZERS
from components.concepts.parameters import IMAGES, Network, readable, summarize


@pytest.mark.parametrize(
    ("network", "each", "total"),
    [
        (Network(), [9], 9),
        (Network(outputs=2), [18], 18),
        (Network(hidden_units=(32, 32)), [288, 1_056, 33], 1_377),
        (Network((784,), (256, 256), 10), [200_960, 65_792, 2_570], 269_322),
        (Network((28, 28), (128, 64), 10), [0, 100_480, 8_256, 650], 109_386),
    ],
)
def test_known_networks(network, each, total):
    summary = summarize(network)
    assert [line.parameters for line in summary.lines] == each
    assert summary.parameters == summary.total == total


def test_a_functional_model_lists_its_input_and_counts_the_same():
    sequential = summarize(Network(hidden_units=(3,), dropout=0.5))
    functional = summarize(replace(sequential.network, api="functional"))
    assert [line.name for line in sequential.lines] == ["dense", "dropout", "dense_1"]
    assert [line.name for line in functional.lines] == ["input_layer", "dense", "dropout", "dense_1"]
    assert functional.lines[0].parameters == 0
    assert functional.total == sequential.total


@pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=lambda o: o.name)
def test_after_fit_the_total_counts_the_optimizer(optimizer):
    before = summarize(Network((44,), (64,), 4))
    after = summarize(replace(before.network, optimizer=optimizer.name))
    assert before.parameters == after.parameters == 3_140
    assert after.total - before.total == optimizer.slots * 3_140 + 2  # Keras is asked in test_worker_summary
    assert after.totals[-1][1] == after.optimizer_parameters == after.total - before.total


@pytest.mark.parametrize(("optimizer", "kept"), [("sgd", 2), ("rmsprop", 3_142), ("adam", 6_282)])
def test_what_well_known_optimizers_keep(optimizer, kept):
    assert summarize(Network((44,), (64,), 4, optimizer=optimizer)).optimizer_parameters == kept


def test_shapes_are_printed_with_the_batch_size_open():
    flat = summarize(Network(IMAGES["28x28"], (), 10, api="functional"))
    assert [line.printed_shape for line in flat.lines] == ["(None, 28, 28)", "(None, 784)", "(None, 10)"]


def test_costs_of_a_network():
    summary = summarize(Network((8,), (32,), 1, optimizer="adam"))
    assert summary.multiply_adds == 8 * 32 + 32
    assert summary.model_bytes == 4 * 321
    assert summary.training_bytes == 4 * 321 * 4 + 12
    assert summary.output_bytes(batch_size=10) == 4 * 10 * 33


def test_without_hidden_layers_it_is_logistic_regression():
    plain = Network((8, 8), (32, 32), 3, dropout=0.2).without_hidden_layers
    assert summarize(plain).parameters == 65 * 3


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ({"shape": (0,)}, ["inputs", "0", "1,024"]),
        ({"shape": (1025,)}, ["inputs", "1025"]),
        ({"shape": (9, 9)}, ["inputs", "9 × 9", "28x28"]),
        ({"hidden_units": (0,)}, ["hidden_units", "0", "512"]),
        ({"hidden_units": (10**9,)}, ["hidden_units", "1,000,000,000"]),
        ({"hidden_units": (1,) * 7}, ["hidden_units", "7", "6"]),
        ({"outputs": 513}, ["outputs", "513"]),
        ({"dropout": 1.0}, ["dropout", "1"]),
        ({"activation": "sine"}, ["activation", "sine", "relu"]),
        ({"api": "subclass"}, ["api", "subclass"]),
        ({"optimizer": "lion"}, ["optimizer", "lion", "adam"]),
    ],
)
def test_values_out_of_bounds_are_named(settings, names):
    with pytest.raises(ValueError, match=r"expected") as error:
        Network(**settings)
    assert all(name in str(error.value) for name in names)


def test_sizes_read_like_keras():
    assert [readable(n) for n in (0, 12, 4 * 1377, 4 * 269_322)] == [
        "0.00 B",
        "12.00 B",
        "5.38 KB",
        "1.03 MB",
    ]
