"""What visitors take home opens where it belongs: Keras, TensorBoard, pandas, Jupyter."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest

from components.concepts.early_stopping import EarlyStoppingRule
from components.concepts.layers import Layers, softmax
from components.datasets.registry import DATASETS
from components.training.engine import Engine
from components.training.export import to_script
from components.training.export_notebook import to_notebook
from components.training.recipe import Recipe
from components.training.request import TrainingRequest
from components.training.runs_csv import history_csv, runs_csv
from components.training.tensorboard_log import to_zip
from components.training.toy_recipes import toy_recipe
from components.training.worker_keras_file import keras_file
from tests.keras_child import InKeras
from tests.training.made import made_run
from tests.training.notebooks import PARTS, WORDS, code_of, run_notebook
from tests.training.test_engine import ended
from tests.training.test_worker import SMALL

pytestmark = pytest.mark.keras
RULE = EarlyStoppingRule(patience=1, min_delta=0.5, restore_best_weights=True)


@pytest.mark.parametrize("recipe", [Recipe(), toy_recipe("circles", (4,), "tanh", epochs=30)])
def test_a_notebook_has_the_scripts_lines_and_says_what_to_expect(recipe: Recipe) -> None:
    rule = None if DATASETS[recipe.dataset].small else RULE
    history = {"loss": np.arange(30) / 7, "val_loss": np.ones(30), "accuracy": np.ones(30)}
    recorded = made_run(replace(recipe, epochs=30), history=history, epoch_seconds=np.ones(30))
    text = to_notebook(recipe, WORDS, rule, recorded=recorded)
    code, script = code_of(text).split(), to_script(recipe, rule).split()
    assert code[: len(script)] == script
    assert code[len(script) :][:2] == ["import", "matplotlib.pyplot"]
    markdown = [
        cell.source for cell in nbformat.reads(text, as_version=4).cells if cell.cell_type == "markdown"
    ]
    assert all(f"About {part}." in "\n".join(markdown) for part in PARTS)
    last = recipe.epochs if rule is None else 2  # the rule stops: val_loss never gets better
    assert f"\n| {last} | {recorded.history['loss'][last - 1]:.6g} |" in markdown[-1]
    assert f"\n| {last + 1} |" not in markdown[-1]
    assert "To expect" not in to_notebook(recipe, WORDS, rule)


def test_the_notebook_of_mnist_runs_and_gives_the_same_history(keras_engine: Engine) -> None:
    recipe, rule = replace(SMALL, epochs=2, seed=1), EarlyStoppingRule(patience=5)
    view = ended(keras_engine, keras_engine.train(TrainingRequest(recipe, rule), "ann"))
    text = to_notebook(recipe, WORDS, rule, recorded=view.run)
    given = f"import sys; sys.argv.append({str(DATASETS['mnist'].path)!r})"  # else Keras would fetch it
    history, shown = run_notebook(text, "history.history", before=given)
    assert history == {name: view.run.lists[name] for name in history}
    assert set(history) == {"loss", "accuracy", "val_loss", "val_accuracy"}
    assert "image/png" in shown


def load_and_predict(content: bytes, x: np.ndarray, folder: Path) -> tuple[np.ndarray, list[str], float]:
    """In another process: what the model of a .keras file says, its layers' names, its learning rate."""
    import keras

    path = folder / "model.keras"
    path.write_bytes(content)
    model = keras.models.load_model(path)
    names = [layer.name for layer in model.layers]
    return model.predict(x, verbose=0), names, float(model.optimizer.learning_rate)


def test_a_keras_file_opens_and_predicts_the_same(
    keras_engine: Engine, in_keras: InKeras, tmp_path: Path
) -> None:
    recipe = Recipe(hidden_units=(16, 8), dropout=0.2, optimizer="rmsprop", learning_rate=0.003, l2=0.01)
    run = made_run(recipe, scale=0.1)
    weights = tuple(run.weights(recipe.epochs).to_arrays())
    content = keras_engine.fetch("a file", keras_file, recipe, weights)
    x = np.random.default_rng(0).random((50, 784), dtype=np.float32)
    predicted, names, learning_rate = in_keras(load_and_predict, content, x, tmp_path)
    expected = softmax(Layers.from_arrays(weights).logits(x, recipe.activation).astype(np.float64))
    assert predicted == pytest.approx(expected, abs=1e-6)
    assert names == ["dense", "dropout", "dense_1", "dropout_1", "dense_2"]
    assert learning_rate == pytest.approx(0.003)
    assert keras_engine.fetch("a file", len, "abc") == 3  # the large reply was not kept


def test_a_failed_fetch_is_a_sentence(keras_engine: Engine) -> None:
    with pytest.raises(RuntimeError, match="ended with an error"):
        keras_engine.fetch("a failure", int, "no number")


def scalars(folder: Path) -> dict[str, list[tuple[int, float, float]]]:
    """In the process that has TensorFlow, which its reader imports: tag -> step, value and time."""
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    log = EventAccumulator(str(folder)).Reload()
    return {
        tag: [(event.step, event.value, event.wall_time) for event in log.Scalars(tag)]
        for tag in log.scalars.Keys()
    }


def test_tensorboard_reads_the_log(in_keras: InKeras, tmp_path: Path) -> None:
    history = {
        name: np.linspace(2, 0.1, 30) + i for i, name in enumerate(("loss", "val_loss", "test_accuracy"))
    }
    run = made_run(Recipe(), history=history, epoch_seconds=np.full(30, 0.5))
    with zipfile.ZipFile(io.BytesIO(to_zip(run, began=1_700_000_000.0))) as archive:
        archive.extractall(tmp_path)
    for folder, name in {"train": "loss", "validation": "val_loss", "test": "test_accuracy"}.items():
        found = in_keras(scalars, tmp_path / run.digest[:12] / folder)
        (steps, values, times) = zip(*found.pop(f"epoch_{name.rpartition('_')[2]}"), strict=True)
        assert not found
        assert steps == tuple(range(30))
        assert values == pytest.approx(history[name].tolist(), rel=1e-6)
        assert times[-1] == 1_700_000_015.0


def test_all_runs_stand_in_one_table() -> None:
    first = made_run(Recipe(epochs=3, seed=4))
    points = made_run(toy_recipe("xor", (3,), "tanh", epochs=2))
    table = pd.read_csv(io.StringIO(runs_csv({"1: a, b": first, "2: c": points})))
    assert table["run"].tolist() == ["1: a, b"] * 3 + ["2: c"] * 2
    assert table["epoch"].tolist() == [1, 2, 3, 1, 2]
    assert table["seed"].tolist()[:3] == [4, 4, 4]
    assert table["val_loss"].tolist()[:3] == first.lists["val_loss"]
    assert table["test_loss"].isna().tolist() == [True] * 3 + [False] * 2  # the test chooses nothing
    alone = pd.read_csv(io.StringIO(history_csv(first)))
    assert alone["loss"].tolist() == first.lists["loss"]
    assert json.dumps(alone["epoch"].tolist()) == "[1, 2, 3]"
