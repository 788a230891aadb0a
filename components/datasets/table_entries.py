"""The tables that the app ships: real measurements with two classes.

To add one, put its file (a header, then numbers, the target last and 0 or 1) into `files/`, add an entry to
`TABLES`, and say in `tables.py` what its rows and classes are.
"""

from __future__ import annotations

from types import MappingProxyType

from components.datasets.dataset import Bounds, Dataset

HIDDEN_LAYERS = (4, 256)  # at most so many of so many units, for tables of a visitor's too


def table_bounds(rows: int) -> MappingProxyType[str, Bounds]:
    """The bounds of a recipe for a table of so many rows, the app's or a visitor's."""
    return MappingProxyType(
        {
            "rows": Bounds(10, rows),
            "epochs": Bounds(1, 300),
            "batch_size": Bounds(8, 1024),
            "learning_rate": Bounds(0, 10, above=True),
            "validation_split": Bounds(0, 0.5),
            "dropout": Bounds(0, 0.9),
            "l2": Bounds(0, 1),
            "seed": Bounds(0, 2**31 - 1),
            "patience": Bounds(0, 50),
            "min_delta": Bounds(0, 1),
            "start_from_epoch": Bounds(0, 299),
            "baseline": Bounds(0, 100),
        }
    )


def _table(name: str, label: str, shape: tuple[int, int], **fields: str) -> Dataset:
    rows, inputs = shape
    return Dataset(
        name=name,
        label=label,
        kind="table",
        small=True,
        file=f"{name}.csv",
        rows=rows,
        test_rows=0,
        inputs=inputs,
        classes=2,
        bounds=table_bounds(rows),
        shallow=HIDDEN_LAYERS,
        deep=HIDDEN_LAYERS,
        preprocessing=(),  # every table is standardized, and that is fitted on each fold's training rows
        losses=("binary_crossentropy",),
        **fields,
    )


TABLES = (
    _table(
        "pima",
        "Pima diabetes",
        (768, 8),
        sha256="179ca8c3460fe4cb5ec556d5e1578fc86ad4554c516c610c08e27c025afc6ec3",
        description="Eight measurements of a woman: will she have diabetes within five years?",
        source="National Institute of Diabetes and Digestive and Kidney Diseases, via UCI and KEEL",
        terms="public domain",
    ),
    _table(
        "breast_cancer",
        "Breast cancer",
        (569, 30),
        sha256="841ebc1d5d5822e02a772a093458239ec3704685cdb3dc7f9f74c537ce0c6a33",
        description="Shapes and sizes of cell nuclei under the microscope: is the lump benign?",
        source="W. H. Wolberg, W. N. Street and O. L. Mangasarian, Breast Cancer Wisconsin (Diagnostic), UCI",
        terms="CC BY 4.0",
    ),
    _table(
        "phoneme",
        "Phoneme",
        (5_404, 5),
        sha256="745f27d7d9f7bc3c4023de22099789d70f3cec0592fb6892c46644eb569a8b5e",
        description="Five harmonics of a spoken vowel: does the sound leave by the mouth, or also the nose?",
        source="D. Van Cappel, Thomson-Sintra; the ELENA project, via KEEL",
        terms="published for research by the ELENA project, no licence stated",
    ),
    _table(
        "magic",
        "MAGIC telescope",
        (19_020, 10),
        sha256="ea06b667055a294e445b6f980cc79a9feb18ccac3b1961b1c0d54b80a31b1c48",
        description="The light of a particle shower in a telescope's camera, an ellipse: gamma ray or not?",
        source="R. K. Bock, MAGIC Gamma Telescope, UCI; simulated with Corsika",
        terms="CC BY 4.0",
    ),
)
