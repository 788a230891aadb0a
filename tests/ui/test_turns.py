"""Scripts compute one after the other, and none holds up the others for long."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from components.ui.turns import Turns

SOON = 10.0  # seconds; a test that waits for so long fails


def test_one_at_a_time_in_the_order_of_arrival():
    turns, begun, go_on, done = Turns(longest=SOON), Event(), Event(), []

    def first() -> None:
        with turns.turn():
            begun.set()
            assert go_on.wait(SOON)
            done.append("first")

    def later(name: str) -> None:
        with turns.turn():
            done.append(name)

    with ThreadPoolExecutor() as visitors:
        runs = [visitors.submit(first)]
        assert begun.wait(SOON)
        for count, name in enumerate(["second", "third"], start=1):
            runs.append(visitors.submit(later, name))
            while turns.waiting < count:
                pass
        assert not done
        go_on.set()
        for run in runs:
            run.result(SOON)
    assert done == ["first", "second", "third"]


def test_who_takes_too_long_shares_with_the_next():
    turns, go_on = Turns(longest=0.01), Event()

    def long() -> str:
        with turns.turn():
            assert go_on.wait(SOON)
        return "at last"

    with ThreadPoolExecutor() as visitors:
        slow = visitors.submit(long)
        while not turns.taken:
            pass
        with turns.turn():  # though the long one is at work
            assert not slow.done()
            go_on.set()
            assert slow.result(SOON) == "at last"
        assert not turns.taken


def test_an_error_gives_the_turn_back():
    turns = Turns(longest=SOON)
    try:
        with turns.turn():
            raise ValueError
    except ValueError:
        assert not turns.taken
