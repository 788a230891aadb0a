"""The Keras lines that build a network and print its summary."""

from __future__ import annotations

from components.concepts.optimizers import OPTIMIZERS
from components.concepts.parameters import Line, Network, summarize


def model_lines(network: Network) -> str:
    """The lines that build the network as `model`."""
    *hidden, last = (line for line in summarize(network).lines if line.kind != "InputLayer")
    layers = [_call(line, network.activation, network.dropout) for line in hidden]
    layers.append(_call(last, network.output_activation, network.dropout))
    shape = f"({network.shape[0]},)" if len(network.shape) == 1 else str(network.shape)
    if network.api == "functional":
        steps = "\n".join(f"x = {layer}({'x' if i else 'inputs'})" for i, layer in enumerate(layers))
        return f"inputs = keras.Input(shape={shape})\n{steps}\nmodel = keras.Model(inputs, x)"
    body = "\n".join(f"    {layer}," for layer in (f"keras.Input(shape={shape})", *layers))
    return f"model = keras.Sequential([\n{body}\n])"


def script(network: Network) -> str:
    """A script that prints the summary shown on the page; `clear_session` first, for the names."""
    head = "import keras\nfrom keras import layers\n\nkeras.backend.clear_session()  # names start anew\n"
    fit = ""
    if network.optimizer:
        loss = "binary_crossentropy" if network.outputs == 1 else "categorical_crossentropy"
        optimizer = OPTIMIZERS[network.optimizer]
        fit = (
            f'model.compile(optimizer="{optimizer.name}", loss="{loss}")\n'
            "# fit builds the optimizer, and so does:\n"
            "model.optimizer.build(model.trainable_variables)\n"
        )
    return f"{head}{model_lines(network)}\n{fit}model.summary()\nprint(model.count_params())\n"


def _call(line: Line, activation: str, dropout: float) -> str:
    if line.kind == "Dense":
        return f'layers.Dense({line.units}, activation="{activation}")'
    return f"layers.Dropout({dropout:g})" if line.kind == "Dropout" else "layers.Flatten()"
