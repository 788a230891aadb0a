"""The tables that the app ships: real measurements with two classes.

To add one, put its file (a header, then numbers, the target last and 0 or 1) into `files/`, and add a
`TableEntry` below: registry, selectors, recordings and tests read `TABLE_ENTRIES`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FieldFeature:
    """A feature that people of the field use, as `made_features.parse_feature` reads it."""

    text: str
    reason: str  # why they would make it, one sentence


@dataclass(frozen=True)
class TableEntry:
    """A shipped table: its file, what it says, and what the file does not say."""

    name: str  # the key in TABLE_ENTRIES and in DATASETS; its file is <name>.csv
    label: str
    rows: int
    columns: int  # without the target
    sha256: str  # of the file
    description: str
    source: str
    terms: str
    row_meaning: str  # what a row is
    class_names: tuple[str, str]  # what 0 and what 1 mean
    notes: tuple[str, ...]  # sentences to know, in Markdown
    field_features: tuple[FieldFeature, ...]
    zero_is_missing: tuple[str, ...] = ()  # columns in which 0 stands for a value that was never measured


_ENTRIES = (
    TableEntry(
        "pima",
        "Pima diabetes",
        rows=768,
        columns=8,
        sha256="179ca8c3460fe4cb5ec556d5e1578fc86ad4554c516c610c08e27c025afc6ec3",
        description="Eight measurements of a woman: will she have diabetes within five years?",
        source="National Institute of Diabetes and Digestive and Kidney Diseases, via UCI and KEEL",
        terms="not stated; UCI has withdrawn the table",
        row_meaning="a woman of Pima heritage, 21 years or older",
        class_names=("no diabetes within five years", "diabetes within five years"),
        notes=(
            "Glucose and insulin were measured two hours after a drink of sugar; nobody had diabetes yet.",
            "Zeros in glucose, blood pressure, skin thickness, insulin and BMI stand for values that were "
            "never measured; here they are missing values. Insulin is missing in almost half of the rows.",
        ),
        field_features=(
            FieldFeature(
                "glucose>=140",
                "Two hours after the sugar drink, impaired glucose tolerance begins at 140 mg/dl.",
            ),
            FieldFeature(
                "glucose>=126",
                "126 mg/dl is the line for diabetes, but when fasting; this is after the sugar drink.",
            ),
            FieldFeature(
                "bmi>=30", "Obesity, the strongest risk that one can change, is defined as a BMI from 30."
            ),
            FieldFeature(
                "age>=35", "Screening for diabetes is recommended from the age of 35 (ADA, since 2022)."
            ),
            FieldFeature(
                "blood_pressure>=90", "Diastolic 90 mm Hg is high blood pressure, which often comes along."
            ),
            FieldFeature(
                "glucose*insulin",
                "Much sugar despite much insulin is insulin resistance; the HOMA index uses fasting values.",
            ),
            FieldFeature(
                "log(insulin)", "A few women have up to seven times the usual insulin: factors count."
            ),
        ),
        zero_is_missing=("glucose", "blood_pressure", "skin_thickness", "insulin", "bmi"),
    ),
    TableEntry(
        "breast_cancer",
        "Breast cancer",
        rows=569,
        columns=30,
        sha256="841ebc1d5d5822e02a772a093458239ec3704685cdb3dc7f9f74c537ce0c6a33",
        description="Shapes and sizes of cell nuclei under the microscope: is the lump benign?",
        source="W. H. Wolberg, W. N. Street and O. L. Mangasarian, Breast Cancer Wisconsin (Diagnostic), UCI",
        terms="CC BY 4.0",
        row_meaning="a lump in a breast: the cell nuclei in one image of a fine-needle sample",
        class_names=("malignant", "benign"),
        notes=(
            "Ten properties of the nuclei, three columns each: the mean, its standard error, and “worst”, "
            "the mean of the three largest values.",
            "Many columns say nearly the same: radius, perimeter and area are three measures of size.",
        ),
        field_features=(
            FieldFeature(
                "mean_perimeter/mean_radius",
                "A circle has 2π (6.28); a nucleus with a ragged outline has more.",
            ),
            FieldFeature(
                "worst_area/mean_area",
                "Nuclei of very different sizes in one sample are a sign of malignancy.",
            ),
            FieldFeature(
                "area_error/mean_area",
                "The more the nuclei of a sample differ in size, the larger is this standard error.",
            ),
            FieldFeature(
                "log(worst_area)", "Sizes differ by factors: the largest nuclei would count too much."
            ),
            FieldFeature(
                "log(area_error)",
                "The largest is 80 times the smallest: a logarithm counts factors, not differences.",
            ),
            FieldFeature(
                "worst_area*worst_concave_points",
                "Dents count more in large nuclei: both together are suspicious.",
            ),
        ),
    ),
    TableEntry(
        "phoneme",
        "Phoneme",
        rows=5_404,
        columns=5,
        sha256="745f27d7d9f7bc3c4023de22099789d70f3cec0592fb6892c46644eb569a8b5e",
        description="Five harmonics of a spoken vowel: does the sound leave by the mouth, or also the nose?",
        source="D. Van Cappel, Thomson-Sintra; the ELENA project, via KEEL",
        terms="published for research by the ELENA project, no licence stated",
        row_meaning="a moment of a spoken vowel",
        class_names=("nasal", "oral"),
        notes=(
            "A harmonic is its amplitude over the total energy, positive where the spectrum has a peak, "
            "negative where it has none.",
            "Each vowel was observed at three moments, and the file does not say which rows belong together: "
            "folds share vowels, so every model looks a little better than on vowels it never heard.",
        ),
        field_features=(
            FieldFeature(
                "harmonic_3>=0", "A harmonic is positive where the spectrum has a peak: the sign alone."
            ),
            FieldFeature(
                "harmonic_1^2", "Without its sign: how much of the energy lies in the lowest harmonic."
            ),
            FieldFeature(
                "harmonic_4^2",
                "Far above 0 vowels are mostly oral, far below they are not: half of the square misleads.",
            ),
            FieldFeature("harmonic_5^2", "Far from 0 on either side vowels are mostly oral."),
            FieldFeature(
                "harmonic_1*harmonic_2",
                "Above 0 if both low harmonics are peaks, or neither is; below 0 if only one is.",
            ),
            FieldFeature(
                "harmonic_3*harmonic_4",
                "Above 0 if the third and the fourth are both peaks, or neither is; else below 0.",
            ),
            FieldFeature(
                "bins(harmonic_2,6)", "The share of oral vowels rises, then falls along it: no line does."
            ),
        ),
    ),
    TableEntry(
        "magic",
        "MAGIC telescope",
        rows=19_020,
        columns=10,
        sha256="ea06b667055a294e445b6f980cc79a9feb18ccac3b1961b1c0d54b80a31b1c48",
        description="The light of a particle shower in a telescope's camera, an ellipse: gamma ray or not?",
        source="R. K. Bock, MAGIC Gamma Telescope, UCI; simulated with Corsika",
        terms="CC BY 4.0",
        row_meaning="a shower of particles in the air, seen by the telescope's camera (simulated)",
        class_names=("hadron", "gamma ray"),
        notes=(
            "The image of a shower is described as an ellipse (Hillas' parameters); alpha is the angle "
            "between its long axis and the line to the camera's centre. Size is a logarithm already.",
            "Gamma rays are the signal, hadrons the background. In the sky hadrons outnumber gamma rays by "
            "far; the simulated file holds more gamma rays, for technical reasons. "
            "So accuracy here is not the accuracy at the telescope.",
        ),
        field_features=(
            FieldFeature(
                "width/length",
                "The ellipse's shape, whatever its size: the thinnest streaks are gamma rays less often.",
            ),
            FieldFeature(
                "alpha*dist", "How far the axis misses the centre (Hillas' miss: dist times sin alpha)."
            ),
            FieldFeature(
                "alpha>=15", "Gamma rays from the source point at the centre: astronomers cut at an angle."
            ),
            FieldFeature(
                "log(length)",
                "98 % of the lengths lie within a factor of 17: a logarithm counts factors, not differences.",
            ),
            FieldFeature(
                "log(width)",
                "Widths differ by factors. Some are 0, so it is log(1 + width / the usual width).",
            ),
            FieldFeature("length*size", "A brighter shower is longer: judge the length by the brightness."),
            FieldFeature("m3_trans^2", "A tail across the axis: its sign only says on which side."),
        ),
    ),
)
TABLE_ENTRIES: dict[str, TableEntry] = {entry.name: entry for entry in _ENTRIES}
