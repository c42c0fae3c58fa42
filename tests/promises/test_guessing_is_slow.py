"""The promise that whoever guesses codes or makes up buttons is slowed down, counted without knowing who."""

from datetime import datetime, timedelta

import pytest

from bot.codes import FLOOD, PAUSE, WINDOW, WRONG, Answer, CodeGuard
from bot.refusals import APART, LONGEST, MANY, Refusals
from tests.cast import MONDAY


def test_a_few_old_buttons_are_answered_at_once_and_a_flood_waits_or_goes_without() -> None:
    refusals = Refusals()
    assert [refusals.wait(1, at) for at in range(0, 4 * MANY, 4)] == [0.0] * MANY  # a minute and more
    assert refusals.wait(1, 4.0 * MANY) == 0.0
    flood = [refusals.wait(2, 1_000.0 + number / 100) for number in range(300)]
    assert flood[:MANY] == [0.0] * MANY
    assert flood[MANY] == pytest.approx(APART)
    assert sum(wait is not None for wait in flood[MANY:]) <= LONGEST / APART + 3
    assert refusals.wait(3, 1_003.0) == 0.0
    assert refusals.wait(2, 1_100.0) == 0.0


def test_the_guard_opens_again_and_does_not_forget_at_a_right_code() -> None:
    guard, now = CodeGuard(), MONDAY
    for number in range(WRONG):
        assert guard.ask(1, now) is Answer.LOOK
        guard.wrong(1, now + timedelta(minutes=number))
    now += timedelta(minutes=WRONG)
    assert [guard.ask(1, now), guard.ask(1, now)] == [Answer.SAY, Answer.SILENT]
    assert guard.ask(2, now) is Answer.LOOK
    assert guard.ask(1, now + PAUSE) is Answer.LOOK


def test_five_mistakes_on_five_days_close_nothing() -> None:
    guard = CodeGuard()
    for day in range(2 * WRONG):
        assert guard.ask(1, MONDAY + timedelta(days=day)) is Answer.LOOK
        guard.wrong(1, MONDAY + timedelta(days=day))


def test_many_accounts_together_are_slowed_down_as_well() -> None:
    guard = CodeGuard()

    def looked_up(accounts: range, now: datetime) -> int:
        tries = 0
        for account in accounts:
            for _ in range(WRONG):
                if guard.ask(account, now) is Answer.LOOK:
                    tries += 1
                    guard.wrong(account, now)
        return tries

    assert looked_up(range(FLOOD // WRONG), MONDAY) == FLOOD
    assert looked_up(range(1_000, 1_100), MONDAY + timedelta(seconds=1)) == 100
    assert looked_up(range(2_000, 2_010), MONDAY + WINDOW + timedelta(minutes=1)) == 10 * WRONG


def test_the_guard_remembers_no_account_number() -> None:
    guard = CodeGuard()
    guard.wrong(700_100_200, MONDAY)
    assert "700100200" not in repr(vars(guard))
