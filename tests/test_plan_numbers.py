"""Numbers that the plans name are those of the recordings and concepts that their scenes open."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import Bell, under_bell
from components.concepts.changed_layer import Change, changed_logits
from components.concepts.confidence import confidence
from components.concepts.dying_relu import relu_units
from components.concepts.early_stopping import EarlyStoppingRule, replay
from components.concepts.gain_map import GAINS, SURVIVES, gain_map
from components.concepts.gradient_flow import gradient_flow
from components.concepts.layers import softmax
from components.concepts.paired import compare
from components.concepts.silencing import score
from components.datasets import mnist
from components.text.plans import plans
from components.training import depth_study
from components.training.contest import standing
from components.training.plane_network import LOSS, PlaneNetwork, point_scores
from components.training.recordings import RECORDINGS
from components.training.run import TrainingRun
from components.training.store import RunStore
from components.training.table_recordings import recorded_contest
from components.training.toy_recipes import points_of, toy_recipe
from components.ui.vanishing_gradients.sizes import share

STORE = RunStore()


def told(plan: str, scene: str) -> str:
    """All that is said in a scene: what is asked, the answers, what to point at."""
    found = next(one for one in plans()[plan].scenes if one.key == scene)
    asked = [found.ask.text, *(f"{c.label}: {c.response}" for c in found.ask.choices)] if found.ask else []
    return " ".join([*asked, found.say])


def holds(plan: str, scene: str, *sentences: str) -> None:
    """Check that a scene says all of this."""
    words = told(plan, scene)
    assert sentences
    assert not [sentence for sentence in sentences if sentence not in words]


def network(dataset: str, *units: int, seed: int = 0) -> PlaneNetwork:
    """A recorded ReLU network of points in the plane."""
    recipe = toy_recipe(dataset, units, "relu", seed=seed)
    return PlaneNetwork(STORE.find(recipe), points_of(recipe))


def percent_right(dataset: str, *units: int) -> str:
    """Training accuracy of such a network."""
    found = network(dataset, *units)
    return f"{100 * point_scores(found.weights, found.activation, found.points)[0].accuracy:.0f} %"


def run(name: str) -> TrainingRun:
    """A recorded training on MNIST."""
    return STORE.find(RECORDINGS[name].recipe)


def test_what_hidden_layers_get_right() -> None:
    assert percent_right("blobs") == percent_right("spirals", 8, 8) == "100 %"
    holds("hidden_layer", "a_straight_line", f"**About half, {percent_right('circles')}.**")
    holds(
        "hidden_layer",
        "wide_or_deep",
        f"four units get {percent_right('spirals', 4)} of the training points right",
        f"in one layer ({percent_right('spirals', 8)}) as in two layers of four "
        f"({percent_right('spirals', 4, 4)})",
        f"Three layers of four get only {percent_right('spirals', 4, 4, 4)} again",
    )


def test_a_silenced_unit_opens_the_fence_and_h1_1_alone_raises_z() -> None:
    holds("hidden_layer", "what_one_unit_carries", "H1.2, one of", "Silence H1.3", "H1.1 is different")
    found = network("circles", 3, seed=8)
    assert [weight > 0 for weight in found.weights.output.kernel[:, 0]] == [True, False, False]
    assert found.weights.output.bias[0] < 0  # so without H1.1 nothing is class 1
    stages = found.weights.stages(found.points.x_train, "relu")
    for unit in (1, 2):
        change = Change(0, units=(unit,))
        z = changed_logits(stages, found.weights, found.start, "relu", change)
        outer, inner = score(z, found.points.y_train, LOSS).per_class
        assert outer < 0.7 < 0.95 < inner


def test_the_point_of_there_and_back_is_the_one_with_the_largest_loss() -> None:
    scene = next(one for one in plans()["hidden_layer"].scenes if one.key == "one_point_there_and_back")
    point, found = int(scene.settings["hidden_layers.point"]), network("circles", 4)
    stages = found.weights.stages(found.points.x_train, "relu")
    z, label = found.weights.output.sums(stages[-1])[:, 0], found.points.y_train
    assert (np.logaddexp(0, z) - label * z).argmax() == point
    holds(
        "hidden_layer",
        scene.key,
        f"y = {1 / (1 + np.exp(-z[point])):.2f}, and its class is {label[point]:.0f}",
    )
    assert (stages[1][point] == 0).sum() == 3


def test_the_network_without_h2_does_about_as_well() -> None:
    holds("hidden_layer", "switched_off_or_never_there", "the network trained without it does about as well")
    found = [network("circles", *units) for units in ((4,), (4, 4))]
    one, two = (point_scores(each.weights, each.activation, each.points)[1].accuracy for each in found)
    assert abs(one - two) < 0.01


@pytest.mark.parametrize(
    ("name", "rule", "stop", "kept"),
    [
        ("mnist_12k", {"patience": 2}, 7, 5),
        ("mnist_12k", {"patience": 3}, 8, 5),
        ("mnist_12k", {"patience": 7}, 19, 12),
        ("mnist_12k", {"patience": 7, "min_delta": 0.05}, 12, 5),
        ("mnist_48k", {"patience": 3}, 5, 2),
        ("mnist_48k", {"patience": 20}, 22, 2),
    ],
)
def test_where_the_rules_of_the_plans_stop(name: str, rule: dict, stop: int, kept: int) -> None:
    found = replay(run(name).history, EarlyStoppingRule(**rule, restore_best_weights=True))
    assert (found.stopped_epoch + 1, found.weights_epoch + 1) == (stop, kept)


def test_two_epochs_count_with_a_band_of_0_05_and_six_miss_before_epoch_12() -> None:
    holds("when_to_stop", "better_by_how_much", "**Two:** epoch 1", "epoch 5. The rule stops after epoch 12.")
    rule = EarlyStoppingRule(patience=7, min_delta=0.05)
    hits = [row.epoch + 1 for row in replay(run("mnist_12k").history, rule).ledger if row.wait == 0]
    assert hits == [1, 5]
    holds("ten_pictures", "when_would_you_stop", "It goes up and down, six misses in a row.")
    losses = run("mnist_12k").history["val_loss"]
    assert losses[5:11].min() > losses[4] > losses[11]
    assert len(set(np.sign(np.diff(losses[4:11])))) == 2


def test_what_stopping_was_worth() -> None:
    found = run("mnist_12k")
    kept, last = found.history["test_accuracy"][[4, 29]]
    holds(
        "when_to_stop",
        "was_it_worth_it",
        f"a test accuracy of {kept:.4f}; going on to epoch 30 gives {last:.4f}".replace("0.", "."),
        f"saves {found.epochs - 8} epochs",
    )
    labels = mnist.load().y_test
    assert not compare(labels, *found.test_predictions[[4, 29]]).within_chance
    shuffled = run("mnist_shuffled")
    holds("when_to_stop", "shuffled_pixels", "**No difference beyond chance.**")
    for epoch in (4, 29):
        pair = compare(labels, found.test_predictions[epoch], shuffled.test_predictions[epoch])
        assert pair.within_chance


def test_an_image_and_the_parameters() -> None:
    holds("when_to_stop", "an_image_is_a_list", f"**{(mnist.load().x_train[0] != 0).sum()} of 784.**")
    assert mnist.load().y_train[0] == 5
    first, second, output = ((n + 1) * units for n, units in ((784, 256), (256, 256), (256, 10)))
    total = first + second + output
    holds(
        *("when_to_stop", "where_the_parameters_are"),
        *(f"{total:,}", f"{first:,}", f"{second:,}", f"**The first, {100 * first / total:.0f} %:**"),
        f"only {run('mnist_12k').recipe.training_rows:,} images",
    )


def test_how_sure_the_network_is() -> None:
    data, found = mnist.load(), run("mnist_12k")
    images = data.x_test.reshape(len(data.x_test), -1).astype(np.float32) / 255
    said = []
    for epoch in (1, 30):
        logits = found.weights(epoch).logits(images, "relu").astype(np.float64)
        answers = confidence(softmax(logits), data.y_test)
        said += [f"{100 * answers.says:.0f} %", f"{100 * answers.right:.0f} %"]
    holds(
        "when_to_stop",
        "how_sure_is_it",
        "After epoch 1 the network gives its answers {} on average, and {} of them".format(*said),
        "**Too sure:** {} on average after epoch 30, with {} right.".format(*said[2:]),
    )


def test_slopes_and_what_many_layers_leave() -> None:
    at_2 = {name: f"{float(ACTIVATIONS[name].derivative(np.array(2.0))):.2f}" for name in ("tanh", "sigmoid")}
    holds(
        "why_relu",
        "three_units_side_by_side",
        "ReLU passes all, tanh {tanh}, sigmoid {sigmoid};".format(**at_2),
    )
    kept = {name: under_bell(ACTIVATIONS[name], Bell()).rms_slope for name in ("relu", "sigmoid")}
    holds(
        *("why_relu", "the_same_loss_twenty_times", f"a share of {kept['sigmoid']:.2f} in each layer"),
        f"ReLU's {kept['relu']:.2f} fades",
    )
    assert kept["sigmoid"] ** 20 < 1e-13
    assert kept["sigmoid"] ** 3 == pytest.approx(0.01, rel=0.1)
    assert kept["sigmoid"] ** 9 == pytest.approx(1e-6, rel=0.2)


def test_what_twenty_layers_keep() -> None:
    flow = {
        key: gradient_flow(*key, 20, 128, 0)
        for key in (
            ("relu", "glorot_uniform"),
            ("relu", "he_uniform"),
            ("tanh", "he_uniform"),
            ("relu", "normal:2"),
            ("sigmoid", "glorot_uniform"),
        )
    }
    he, glorot = flow["relu", "he_uniform"].kept, flow["relu", "glorot_uniform"].kept
    holds("why_relu", "larger_weights", f"**{share(he)}**, instead of {share(glorot)}")
    assert he / glorot == pytest.approx(2**9.5, rel=0.01)
    assert flow["tanh", "he_uniform"].kept > 1
    assert flow["relu", "normal:2"].kept > 100
    assert flow["relu", "normal:2"].signal_kept > 100
    sigmoid = flow["sigmoid", "glorot_uniform"]
    holds(
        "why_relu",
        "the_way_forward",
        f"**It dies as well:** {share(sigmoid.signal_kept)} of what differs between inputs is left, of the "
        f"error {share(sigmoid.kept)}.",
    )


def test_the_sizes_of_weights_that_let_the_error_survive() -> None:
    def survivors(name: str, depth: int) -> list[str]:
        kept = gain_map(name, 0).at(depth)
        return [f"{gain:.3g}" for gain in GAINS[(kept >= SURVIVES[0]) & (kept <= SURVIVES[1])]]

    assert survivors("relu", 50) == ["1.41"]
    assert survivors("sigmoid", 50) == []
    tanh = survivors("tanh", 50)
    holds(
        "why_relu",
        "how_large_may_the_weights_be",
        f"survives {len(survivors('relu', 5))} of the {len(GAINS)} measured sizes",
        f"tanh tolerates gains from {tanh[0]} to {tanh[-1]}, sigmoid none",
    )


def test_what_twenty_trained_layers_reach() -> None:
    def reached(name: str, optimizer: str, initializer: str) -> str:
        found = depth_study.load().final_accuracies(name, optimizer, initializer)
        return f"{found[depth_study.DEPTHS.index(20)].mean():.2f}".removeprefix("0")

    sgd = {name: reached(name, "sgd", "glorot_uniform") for name in ("tanh", "relu", "sigmoid")}
    holds(
        "why_relu",
        "and_when_it_is_trained",
        f"**tanh, {sgd['tanh']}.** ReLU reaches {sgd['relu']}, and {reached('relu', 'sgd', 'he_uniform')} "
        f"with He weights; sigmoid stays at chance, {sgd['sigmoid']}.",
        f"ReLU learns at 20 layers even from Glorot weights ({reached('relu', 'adam', 'glorot_uniform')})",
    )
    holds(
        "ten_pictures",
        "trained_all_the_same",
        f"tanh learns at 20 layers (training accuracy {sgd['tanh']}), ReLU much less ({sgd['relu']})",
    )


def test_half_of_the_cells_are_off_and_no_unit_is_dead() -> None:
    holds("why_relu", "the_price", "Half of the cells are off", "**None.** Each unit is on for some inputs.")
    units = relu_units(Bell(0.0))
    assert units.sparsity == pytest.approx(0.5, abs=0.02)
    assert not units.dead.any()
    assert relu_units(Bell(-2.0)).dead.any()


def test_how_much_of_the_gap_squares_and_products_close() -> None:
    found = standing(recorded_contest("magic", ("squares", "products")), "accuracy")
    mean = {name: f"{100 * found.values(name).mean():.0f} %" for name in ("logistic", "network")}
    columns = len(found.contest.table.columns)
    holds(
        "ten_pictures",
        "people_or_the_network",
        f"Logistic regression gets {mean['logistic']} of them right, a network {mean['network']}.",
        f"**{100 * found.share_closed:.0f} %**, with {columns} squares and "
        f"{columns * (columns - 1) // 2} products",
    )
