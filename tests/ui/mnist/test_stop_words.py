import itertools
import re
from dataclasses import replace

import numpy as np
import pytest

from components import text
from components.concepts.early_stopping import EarlyStoppingRule, replay
from components.concepts.paired import compare
from components.datasets import mnist
from components.training.recipe import Recipe
from components.training.recordings import RECORDINGS
from components.training.request import TrainingRequest
from components.training.stop_review import comparisons, problem, review
from components.training.store import RunStore
from components.training.worker_recorder import Progress
from components.ui.mnist import stop_words
from components.ui.mnist.result import answer

LESSON = text.load("mnist")
RUN = RunStore().find(RECORDINGS["mnist_12k"].recipe)


def say(run, rule):
    reviewed = review(run, rule)
    return reviewed, f"{stop_words.ending(run, reviewed, LESSON)} {stop_words.keeping(reviewed, LESSON)}"


def test_a_stop_is_told_in_the_numbers_that_keras_prints():
    reviewed, sentence = say(RUN, EarlyStoppingRule(patience=2, restore_best_weights=True))
    assert (reviewed.kept, reviewed.restored, reviewed.last, reviewed.recorded) == (4, 4, 6, 29)
    assert "stops the training at epoch 7 of 30; epochs saved: 23." in sentence
    assert "keeps the weights of **epoch 5**" in sentence
    assert f"{RUN.history['val_loss'][4]:.4f}" in sentence


def test_without_restoring_the_last_weights_are_kept_and_the_best_named():
    reviewed, sentence = say(RUN, EarlyStoppingRule(patience=2))
    assert (reviewed.kept, reviewed.restored) == (6, 4)
    assert "keeps the weights of the last epoch it ran, **epoch 7**" in sentence
    assert "back to epoch 5" in sentence


def test_a_patience_that_is_never_used_up():
    reviewed, sentence = say(RUN, EarlyStoppingRule(patience=50, restore_best_weights=True))
    assert reviewed.last == reviewed.recorded == 29
    assert "does not stop this training" in sentence
    best = int(RUN.history["val_loss"].argmin()) + 1
    assert f"**epoch {best}**" in sentence


def test_what_the_rule_costs_or_gains_is_said_in_large_letters():
    for patience, verdict in ((2, "costs"), (50, "costs")):
        reviewed, _ = say(RUN, EarlyStoppingRule(patience=patience, restore_best_weights=True))
        sentence = answer(RUN, reviewed, LESSON)
        assert f"epoch {reviewed.kept + 1}: {RUN.history['test_accuracy'][reviewed.kept]:.4f}" in sentence
        assert f"epoch 30: {RUN.history['test_accuracy'][-1]:.4f}" in sentence
        assert verdict in sentence
    early = RUN.within(7)  # the best by val_loss is then ahead on the test set, too
    reviewed, _ = say(early, EarlyStoppingRule(patience=50, restore_best_weights=True))
    assert "gains" in answer(early, reviewed, LESSON)
    assert answer(RUN, say(RUN, None)[0], LESSON) == ""


def test_a_limit_of_epochs_counts_although_more_were_recorded():
    rule = EarlyStoppingRule(patience=3, restore_best_weights=True)
    for limit, words in (
        (2, "not used up at epoch 2"),
        (8, "at epoch 8 of 8; epochs saved: 0"),
        (20, "saved: 12"),
    ):
        reviewed, sentence = say(RUN.within(limit), rule)
        assert words in sentence
        assert reviewed.recorded == limit - 1
        assert "30" not in sentence
    assert "no more were trained" in say(RUN.within(40), EarlyStoppingRule(patience=50))[1]


def test_who_learned_nothing_is_told_so():
    level = {"loss": 2.47, "accuracy": 0.1, "val_loss": 2.47, "val_accuracy": 0.104, "test_accuracy": 0.098}
    history = {name: np.full(4, value) for name, value in level.items()}
    recipe = replace(RUN.recipe, optimizer="sgd", learning_rate=10.0, epochs=4)
    run = replace(RUN.within(4), recipe=recipe, history=history)
    rule = EarlyStoppingRule(patience=3, restore_best_weights=True)
    for one in (rule, None):
        sentence = stop_words.hardly_learned(run, one, LESSON)
        assert "**No better than guessing:**" in sentence  # its loss is above ln 10
        assert "accuracy of 0.1040; guessing\ngives 0.1000" in sentence
        assert "learning rate of 10 (usual is 0.01)" in sentence
    below = replace(run, history=history | {"val_loss": np.full(4, 2.2)})
    assert "**Hardly better than guessing:**" in stop_words.hardly_learned(below, rule, LESSON)
    slow = replace(run, recipe=replace(recipe, learning_rate=0.01))
    assert "learning rate of" not in stop_words.hardly_learned(slow, rule, LESSON)
    assert stop_words.hardly_learned(RUN, rule, LESSON) == ""
    assert stop_words.hardly_learned(replace(run, ending="diverged"), rule, LESSON) == ""


def test_the_chosen_seed_is_said_with_what_it_was_chosen_for():
    sentence = stop_words.seed_chosen(LESSON)
    assert "patience 1, 2 and 7" in sentence
    kept = []
    for patience in (1, 2, 7):
        reviewed = review(RUN, EarlyStoppingRule(patience=patience, restore_best_weights=True))
        kept.append(reviewed.kept + 1)
        assert f"{RUN.history['test_accuracy'][reviewed.kept]:.4f}" in sentence
    assert len(set(kept)) == 3
    assert f"epochs {kept[0]}, {kept[1]} and {kept[2]}" in sentence


def test_an_epoch_better_than_the_one_before_may_be_a_miss():
    rule = EarlyStoppingRule(patience=3)
    sentence = stop_words.not_the_epoch_before(RUN, rule, LESSON)
    epoch = int(re.search(r"In epoch (\d+)", sentence).group(1)) - 1
    values = RUN.history["val_loss"]
    assert values[: epoch - 1].min() < values[epoch] < values[epoch - 1]
    assert replay(RUN.lists, rule).ledger[epoch].kind in ("miss", "stop")
    falling = replace(RUN, history={**RUN.history, "val_loss": np.linspace(1, 0, 30)})
    assert stop_words.not_the_epoch_before(falling, rule, LESSON) == ""


def test_no_rule_keeps_the_last_weights():
    reviewed, sentence = say(RUN, None)
    assert reviewed.candidates == (29,)
    assert "No rule" in sentence
    assert "**30**" in sentence


def test_a_run_that_was_cut_says_so():
    short = replace(RUN.first_epochs(7), recipe=RUN.recipe, ending="rule")
    for rule in (EarlyStoppingRule(patience=20), None):
        _, sentence = say(short, rule)
        assert "run ends at epoch 7 of 30" in sentence
        assert "the rule that it was trained with stopped" in sentence
        assert "no more were trained" in say(replace(short, ending="finished"), rule)[1]
    by_hand = replace(short, ending="stopped")
    for rule in (EarlyStoppingRule(patience=20), None):
        assert "Stopped by hand** after epoch 7 of 30" in say(by_hand, rule)[1]


def test_a_run_that_ends_in_the_warm_up_restores_nothing():
    rule = EarlyStoppingRule(patience=1, restore_best_weights=True, start_from_epoch=40)
    reviewed, sentence = say(RUN, rule)
    assert reviewed.kept == 29
    assert "nothing to restore" in sentence


def test_the_restored_weights_are_compared_with_each_other_candidate():
    labels = mnist.load().y_test
    reviewed, _ = say(RUN, EarlyStoppingRule(patience=2, restore_best_weights=True))
    pairs = comparisons(RUN, labels, reviewed)
    assert list(pairs) == [6, 29]
    for epoch, pair in pairs.items():
        assert (pair.both + pair.only_first) / pair.rows == pytest.approx(RUN.history["test_accuracy"][4])
        assert (pair.both + pair.only_second) / pair.rows == pytest.approx(
            RUN.history["test_accuracy"][epoch]
        )
    assert "epoch 30 is better" in stop_words.paired_sentence(4, 29, pairs[29], LESSON)


def test_differences_within_chance_are_called_so():
    labels = mnist.load().y_test
    reviewed, _ = say(RUN, EarlyStoppingRule(patience=50))
    near = compare(labels, RUN.test_predictions[28], RUN.test_predictions[29])
    assert near.within_chance
    assert "within chance" in stop_words.paired_sentence(28, 29, near, LESSON)
    assert reviewed.kept == 29


def test_what_cannot_be_judged_gets_one_sentence():
    nothing = {name: values[:0] for name, values in RUN.history.items()}
    empty = replace(RUN, history=nothing, test_predictions=RUN.test_predictions[:0], ending="stopped")
    assert "before its first epoch ended" in stop_words.unusable(empty, LESSON)
    loss = RUN.history["loss"].copy()
    loss[3:] = np.nan
    diverged = replace(RUN, history={**RUN.history, "loss": loss}, ending="diverged")
    assert "in epoch 4 the loss was no longer a number" in stop_words.unusable(diverged, LESSON)
    assert stop_words.unusable(RUN, LESSON) == ""
    assert [problem(run) for run in (empty, diverged, RUN)] == ["empty", "diverged", None]


def test_a_run_that_was_left_to_others_has_a_sentence_of_its_own():
    history = {key: [0.5, 0.4] for key in ("loss", "accuracy", "val_loss", "val_accuracy")}
    run = TrainingRequest(Recipe()).so_far(Progress(2, 0.3, history))
    assert "2 epochs" in stop_words.unusable(run, LESSON)


def test_what_the_page_asks_to_try_happens_on_the_saved_run():
    def replayed(**settings):
        return replay(RUN.lists, EarlyStoppingRule(restore_best_weights=True, **settings))

    kept = [replayed(patience=patience).weights_epoch for patience in range(1, 8)]
    assert sum(a != b for a, b in itertools.pairwise(kept)) == 2  # "the weights that are kept change twice"
    by_accuracy = replayed(patience=3, monitor="accuracy").stopped_epoch
    assert by_accuracy > replayed(patience=3).stopped_epoch  # "the rule stops later"
    assert replayed(patience=3, monitor="accuracy", min_delta=0.05).stopped_epoch < by_accuracy
