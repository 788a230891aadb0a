"""The Dask preload of every worker: imports Keras before the first task, limited to one thread.

The history of a training depends on whether TensorFlow uses one thread or several inside an operation,
so it is one everywhere: here, in the exported script, in the recordings.
"""

from __future__ import annotations

import logging
import os

NICE = 10  # visitors who look at something go before trainings
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def prepare_keras() -> None:
    """Import Keras in this process, quietly, limited to one thread."""
    for name in THREADS:
        os.environ.setdefault(name, "1")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(1)
    import keras

    keras.utils.disable_interactive_logging()
    logging.getLogger("tensorflow").setLevel(logging.ERROR)  # it warns of every network that is compiled


def dask_setup(worker: object) -> None:
    """Called by Dask in each worker process before it takes tasks."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(NICE)
    prepare_keras()
