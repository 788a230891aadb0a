"""Twenty seeds: a few at a time, none twice, counted in words."""

from __future__ import annotations

import pytest

from components.training.jobs import Reply
from components.ui.hidden_layers import seeds, settings


class Asked:
    """An engine that answers the first `ready` questions, and has one recording."""

    def __init__(self, ready: int) -> None:
        self.ready, self.keys = ready, []

    def find(self, request):
        return None

    def ask(self, key, function, request):
        if key not in self.keys:
            self.keys.append(key)
        return Reply("ready", 0.97) if self.keys.index(key) < self.ready else Reply("pending")


@pytest.mark.parametrize(("ready", "asked"), [(0, seeds.AT_ONCE), (5, 5 + seeds.AT_ONCE), (20, 20)])
def test_a_few_are_asked_for_at_a_time(monkeypatch, ready: int, asked: int) -> None:
    engine = Asked(ready)
    monkeypatch.setattr(seeds, "engine", lambda: engine)
    replies = seeds._replies(settings.example())
    assert len(replies) == seeds.SEEDS
    assert len(engine.keys) == asked
    assert sum(reply.state == "ready" for reply in replies) == ready


def test_the_words_count_what_is_there() -> None:
    assert seeds.in_words([0.99, 0.5, None], 1).startswith("**1 of 2** starts reach")
    assert "1 are still to come" in seeds.in_words([0.99, 0.5, None], 1)
