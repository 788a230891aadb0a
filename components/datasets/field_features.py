"""Features that people of the field use, for the tables that ship, each with its reason.

To add one, add a `FieldFeature`; its text is that of `concepts/made_features.py`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FieldFeature:
    """A feature as `parse_feature` reads it, and why somebody of the field would make it."""

    text: str
    reason: str  # one sentence


FIELD_FEATURES: dict[str, tuple[FieldFeature, ...]] = {
    "pima": (
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
            "Much sugar in spite of much insulin is insulin resistance; the HOMA index is such a product.",
        ),
        FieldFeature("log(insulin)", "A few women have up to seven times the usual insulin: factors count."),
    ),
    "breast_cancer": (
        FieldFeature(
            "mean_perimeter/mean_radius", "A circle has 2π (6.28); a nucleus with a ragged outline has more."
        ),
        FieldFeature(
            "worst_area/mean_area", "Nuclei of very different sizes in one sample are a sign of malignancy."
        ),
        FieldFeature("area_error/mean_area", "The same, as the spread of the sizes over their mean."),
        FieldFeature("log(worst_area)", "Sizes differ by factors: the largest nuclei would count too much."),
        FieldFeature("log(area_error)", "The largest is 80 times the smallest; factors count here too."),
        FieldFeature(
            "worst_area*worst_concave_points",
            "Dents count more in large nuclei: both together are suspicious.",
        ),
    ),
    "phoneme": (
        FieldFeature(
            "harmonic_3>=0", "A harmonic is positive where the spectrum has a peak: the sign alone."
        ),
        FieldFeature("harmonic_1^2", "Without its sign: how much of the energy lies in the lowest harmonic."),
        FieldFeature("harmonic_4^2", "Far from 0 either way, peak or none, vowels are mostly oral here."),
        FieldFeature("harmonic_5^2", "The same for the fifth."),
        FieldFeature(
            "harmonic_1*harmonic_2", "Two low harmonics that are both peaks, or of which one is none."
        ),
        FieldFeature("harmonic_3*harmonic_4", "The same for the third and the fourth."),
        FieldFeature(
            "bins(harmonic_2,6)", "The share of oral vowels rises, then falls along it: no line does."
        ),
    ),
    "magic": (
        FieldFeature(
            "width/length", "The ellipse's shape, whatever its size: long streaks are rarely gamma rays."
        ),
        FieldFeature(
            "alpha*dist", "How far the axis misses the centre (Hillas' miss: dist times sin alpha)."
        ),
        FieldFeature(
            "alpha>=15", "Gamma rays from the source point at the centre: astronomers cut at an angle."
        ),
        FieldFeature(
            "log(length)", "Most lengths differ by a factor of 17: a logarithm is the fairer scale."
        ),
        FieldFeature("log(width)", "The same for the width."),
        FieldFeature("length*size", "A brighter shower is longer: judge the length by the brightness."),
        FieldFeature("m3_trans^2", "A tail across the axis: its sign only says on which side."),
    ),
}
