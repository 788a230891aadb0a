"""The view *What is H*: XOR by hand with two hidden units, then logistic regression, by hand and by Keras."""

from __future__ import annotations

import streamlit as st

from components.concepts import xor_by_hand
from components.concepts.feature_travel import travel
from components.concepts.logistic_line import LogisticLine, line_of
from components.concepts.plane import plane_around
from components.text import Lesson
from components.training.plane_network import PlaneNetwork
from components.training.request import TrainingRequest
from components.training.run import TrainingRun
from components.training.toy_recipes import own_recipe, toy_recipe
from components.ui.hidden_layers.pictures.by_hand import by_hand, line_set, set_line
from components.ui.hidden_layers.pictures.travel_picture import captions, travel_picture
from components.ui.hidden_layers.settings import STEM
from components.ui.hidden_layers.training import GUESSING
from components.ui.kit import second_network
from components.ui.kit.watch import Watch

KERAS = Watch(f"{STEM}.keras")
_ASKED = f"_{STEM}.keras_asked"  # {"key": of the request, "hand": line before it, "shown": Keras' line was}


def view(lesson: Lesson, network: PlaneNetwork) -> None:
    """Draw logistic regression of the data that is set, by hand and by Keras."""
    st.markdown(lesson["what_is_h.logistic"])
    request = logistic_request(network)
    run = second_network.found(request)
    asked = _asked(request)
    keras = None if run is None or asked is None else line_of(run.weights(run.epochs).output)
    if keras is not None and not asked["shown"]:
        asked["shown"] = True
        set_line(keras)
    points = (network.points.x_train, network.points.y_train)
    by_hand(points, plane_around(points[0]), keras, alt=lesson["what_is_h.by_hand.alt"])
    if asked is not None and run is None:
        second_network.train_button(KERAS, request, "Let Keras do it", key=f"{STEM}.keras")
    else:
        st.button(
            "Let Keras do it",
            key=f"{STEM}.keras",
            icon=":material/model_training:",
            on_click=_ask,
            args=(request,),
            kwargs={"found": run is not None},
        )
    with st.container(key=f"{STEM}.result"):
        st.markdown(_result(lesson, network, run, keras))
    st.markdown(lesson["what_is_h.then"])


def xor(lesson: Lesson) -> None:
    """XOR with two hidden units by hand: the numbers, what they mean, and the four points landing."""
    left, right = st.columns([5, 4], gap="medium")
    with left.container(key=f"{STEM}.xor"):
        st.markdown(lesson["what_is_h.xor"])
        st.markdown(lesson["what_is_h.xor_landing"])
    with right:
        made = (xor_by_hand.NETWORK, xor_by_hand.ACTIVATION)
        way = travel(*made, xor_by_hand.POINTS, xor_by_hand.EXTENT)
        names = [row.name for row in xor_by_hand.table()]
        key = f"{STEM}.xor_travel"
        travel_picture(way, xor_by_hand.LABELS, key=key, captions=captions(lesson, way), names=names)


def logistic_request(network: PlaneNetwork) -> TrainingRequest:
    """Logistic regression of the same points, with the app's usual settings for the rest."""
    if network.own_points is not None:
        return TrainingRequest(own_recipe(network.own_points, (), "relu"), own_points=network.own_points)
    recipe = network.run.recipe
    same = {name: getattr(recipe, name) for name in ("rows", "noise", "data_seed")}
    return TrainingRequest(toy_recipe(recipe.dataset, (), "relu", **same))


def _asked(request: TrainingRequest) -> dict | None:
    """What is remembered of the press on "Let Keras do it", if it was for this data."""
    asked = st.session_state.get(_ASKED)
    return asked if asked is not None and asked["key"] == request.key else None


def _ask(request: TrainingRequest, *, found: bool) -> None:
    st.session_state[_ASKED] = {"key": request.key, "hand": line_set(), "shown": False}
    if not found:
        KERAS.ask(request)


def _result(
    lesson: Lesson, network: PlaneNetwork, run: TrainingRun | None, keras: LogisticLine | None
) -> str:
    """What the hand reached, and Keras if it was asked."""
    asked, now = st.session_state.get(_ASKED), line_set()
    hand = asked["hand"] if keras is not None and now == keras else now
    by_hand_score = hand.score(network.points.x_train, network.points.y_train)
    words = {
        "hand_loss": f"{by_hand_score.loss:.3f}",
        "hand_accuracy": f"{by_hand_score.accuracy:.3f}",
        "points": len(network.points.x_train),
        "guessing": f"{GUESSING:.3f}",
    }
    if keras is None or run is None:
        return lesson["what_is_h.hand"].format(**words)
    history = {name: values[-1] for name, values in run.history.items()}
    ahead = by_hand_score.loss < history["loss"]
    return lesson["what_is_h.keras"].format(
        **words,
        loss=f"{history['loss']:.3f}",
        accuracy=f"{history['accuracy']:.3f}",
        test_accuracy=f"{history['test_accuracy']:.3f}",
        epochs=run.epochs,
        formula=f"z = {keras.w1:.2f} x_1 {keras.w2:+.2f} x_2 {keras.b:+.2f}",
        verdict=lesson["what_is_h.hand_ahead" if ahead else "what_is_h.keras_ahead"],
    )
