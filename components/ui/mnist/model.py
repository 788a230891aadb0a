"""The step Model of /mnist: the layers, their parameters, and what each setting means."""

from __future__ import annotations

import streamlit as st

from components.charts import mnist_model as charts
from components.concepts.activations import ACTIVATIONS
from components.concepts.initializers import INITIALIZERS
from components.concepts.losses import LOSSES
from components.concepts.optimizers import OPTIMIZERS
from components.text import Lesson
from components.training.export_lines import compile_lines, model_lines
from components.training.recipe import Recipe
from components.ui import theme
from components.ui.kit.prose import draw_prose
from components.ui.mnist.settings import Experiment


def show(experiment: Experiment, lesson: Lesson) -> None:
    """Draw the layers by their parameters, then say what the settings mean and how Keras writes them."""
    recipe = experiment.recipe
    theme.show(
        charts.layer_blocks(recipe, theme.current()),
        alt=lesson["model.alt"].format(sizes=charts.sizes_text(recipe), parameters=f"{recipe.parameters:,}"),
        key="mnist.model.layers",
    )
    st.caption(lesson["model.caption"])
    if not recipe.hidden_units:
        st.markdown(lesson["model.softmax"])
    if recipe.dropout:
        st.markdown(lesson["model.dropout"].format(share=f"{recipe.dropout:g}"))
    if recipe.l2:
        st.markdown(lesson["model.l2"].format(strength=f"{recipe.l2:g}"))
    st.code(f"{model_lines(recipe)}\n{compile_lines(recipe)}", language="python", wrap_lines=True)
    notice, meaning = st.columns(2, gap="medium")
    with notice:
        st.markdown(lesson["model"])
        if recipe.hidden_units:
            first = (recipe.layer_sizes[0] + 1) * recipe.layer_sizes[1]
            share = f"{100 * first / recipe.parameters:.0f} %"
            draw_prose("mnist", lesson["model.try"].format(share=share))
    meaning.markdown("\n\n".join(meanings(recipe)))
    if warning := LOSSES[recipe.loss].warning:
        st.warning(warning, icon=":material/warning:")


def meanings(recipe: Recipe) -> tuple[str, ...]:
    """What activation, initializer, loss and optimizer of a recipe are, a paragraph each."""
    activation = ACTIVATIONS[recipe.activation]
    initializer = INITIALIZERS[recipe.initializer]
    loss = LOSSES[recipe.loss]
    optimizer = OPTIMIZERS[recipe.optimizer]
    n_inputs, n_units = recipe.layer_sizes[:2]
    deviation = initializer.deviation(n_inputs, n_units)
    role = "What every hidden unit does to its weighted sum."
    if not recipe.hidden_units:
        role = "Not used: there is no hidden unit."
    usual = (
        "Keras' default"
        if recipe.learning_rate == optimizer.learning_rate
        else (f"Keras' default is {optimizer.learning_rate:g}")
    )
    return (
        f"**Activation: {activation.label}.** $f(z) = {activation.formula}$. {role}",
        f"**Initializer: {initializer.label}.** $\\mathrm{{Var}}(w) = {initializer.formula}$: in the first "
        f"layer ({n_inputs} → {n_units}) a standard deviation of {deviation:.3f}. "
        f"{initializer.note} Biases start at 0.",
        f"**Loss: {loss.label}.** $L = {loss.formula}$. {loss.note}",
        f"**Optimizer: {optimizer.label},** learning rate {recipe.learning_rate:g} ({usual}). "
        f"{optimizer.note}",
    )
