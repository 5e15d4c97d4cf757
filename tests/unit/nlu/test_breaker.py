"""A service that keeps failing is left alone for a while."""

from __future__ import annotations

from nlu.breaker import Breaker


class Seconds:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def opened() -> tuple[Breaker, Seconds]:
    clock = Seconds()
    breaker = Breaker(failures=2, pause_s=30.0, clock=clock)
    for _ in range(2):
        assert breaker.lets_through()
        breaker.failed()
    return breaker, clock


def test_failures_in_a_row_open_it() -> None:
    breaker, _ = opened()
    assert breaker.state == "open"
    assert not breaker.lets_through()
    assert breaker.opened == 1


def test_a_success_between_failures_keeps_it_closed() -> None:
    breaker = Breaker(failures=2)
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.state == "closed"


def test_after_the_pause_one_call_may_try() -> None:
    breaker, clock = opened()
    clock.now = 30.0
    assert breaker.state == "half-open"
    assert [breaker.lets_through(), breaker.lets_through()] == [True, False]


def test_a_try_that_succeeds_closes_it() -> None:
    breaker, clock = opened()
    clock.now = 30.0
    assert breaker.lets_through()
    breaker.succeeded()
    assert breaker.state == "closed"
    assert breaker.lets_through()


def test_a_try_that_fails_opens_it_for_another_pause() -> None:
    breaker, clock = opened()
    clock.now = 30.0
    assert breaker.lets_through()
    breaker.failed()
    clock.now = 59.0
    assert breaker.state == "open"
    assert breaker.opened == 2


def test_a_try_given_up_leaves_room_for_another() -> None:
    breaker, clock = opened()
    clock.now = 30.0
    assert breaker.lets_through()
    breaker.gave_up()
    assert breaker.lets_through()
