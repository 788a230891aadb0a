"""What the address of /plans may say: which plan is open."""

from __future__ import annotations

from components.text.plans import plans
from components.ui.kit.setting import Settings, choice

STEM = "plans"
SETTINGS = Settings(
    STEM,
    choice(
        "plan",
        "hidden_layer",
        "Lesson",
        {plan.key: f"{plan.title} ({plan.minutes} min)" for plan in plans().values()},
        look="segments",
        label_visibility="collapsed",
    ),
)
