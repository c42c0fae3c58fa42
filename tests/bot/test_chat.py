"""A check-in in the chat: pressed as it is meant, pressed as nobody means it, and talked to in between."""

import asyncio

from klankbord.wording import phrase
from playground.people import Person
from playground.world import Message
from tests.bot.conftest import Team
from tests.cast import ANSWERS, answer, checkin_of

OLD_BUTTON = phrase("nl", "refusal.old_button")
CLOSED = phrase("nl", "refusal.round_closed")
NOT_YOURS = phrase("nl", "refusal.not_yours")
DONE = "Klaar, dank je wel"


def asked_in(person: Person) -> Message:
    message = checkin_of(person)
    assert message is not None
    return message


def ticket(message: Message) -> str:
    """Return what a button of a check-in carries, without the choices."""
    return message.keyboard[0][0].data[:37]


async def tap(person: Person, message: Message, button: str | int) -> None:
    before = message.text
    person.press(message, button)
    await person.sees(message, lambda shown: shown.text != before)


def forged(real: str) -> list[str]:
    """Return what somebody might put into a button, made from a real one's content."""
    return [
        "nonsense",
        real[:20],
        real[:-1],
        real + "4444",
        real + "9",
        real + "444" + "A" * 40,
        "sn" + "A" * 35 + "444",
        real[:6] + ("A" if real[6] != "A" else "B") + real[7:] + "444",
        real[:20] + ("A" if real[20] != "A" else "B") + real[21:] + "444",
        real[:33] + ("A" if real[33] != "A" else "B") + real[34:] + "444",
        "sx" + real[2:] + "444",
        real + "４４４",
        "s\u200bn" + real[2:],
        "zq",
        "\x00\x01\x02",
    ]


async def test_a_forged_button_opens_nothing(asked: Team) -> None:
    anna = asked.teachers[0]
    message = asked_in(anna)
    before = message.text
    for data in forged(ticket(message)):
        assert await anna.answer_to(anna.press_data(message, data)) == OLD_BUTTON, data
    await asked.stage.telegram.quiet()
    assert message.text == before
    assert asked.answers() == []


async def test_a_forged_choice_is_refused_without_a_failure(asked: Team) -> None:
    anna = asked.teachers[0]
    message = asked_in(anna)
    for data in ("p²", "p9", "p", "r9", "rd9", "r0ab:cd", "r099:99", "r003:00", "rt rt", "jabc", "m"):
        assert await anna.answer_to(anna.press_data(message, data)), data
    await asked.stage.telegram.quiet()
    assert not [m for m in anna.from_bot() if "Er ging iets mis" in m.text]
    assert checkin_of(anna) is message


async def test_a_colleagues_slip_opens_nothing_before_and_after_it_is_used(asked: Team) -> None:
    anna, ben = asked.teachers[:2]
    slip = ticket(asked_in(anna))
    assert await ben.answer_to(ben.press_data(asked_in(ben), slip + "111")) == OLD_BUTTON
    assert asked.answers() == []
    await answer(anna, (5, 5, 5))
    for press in ("111", ""):
        assert await ben.answer_to(ben.press_data(asked_in(ben), slip + press)) == OLD_BUTTON
    withdraw = "w" + slip[1:]
    assert await ben.answer_to(ben.press_data(asked_in(ben), withdraw)) == OLD_BUTTON
    assert asked.answers() == [bytes([5, 5, 5])]


async def test_two_devices_at_once_make_one_answer(asked: Team) -> None:
    anna = asked.teachers[0]
    message = asked_in(anna)
    presses = [anna.press_data(message, ticket(message) + three) for three in ("222", "444", "222", "444")]
    await asyncio.gather(*(anna.answer_to(press) for press in presses))
    await asked.stage.telegram.quiet()
    assert asked.answers() == [bytes([4, 4, 4])]
    assert DONE in message.text


async def test_an_old_button_after_sealing_says_so(asked: Team) -> None:
    anna, ben = asked.teachers[:2]
    await answer(anna)
    done, waiting = anna.from_bot()[-1], asked_in(ben)
    data = ticket(waiting)
    change = done.keyboard[1][0].data
    await asked.stage.pass_days(14)
    assert await ben.answer_to(ben.press_data(waiting, data + "444")) == CLOSED
    assert await ben.answer_to(ben.press_data(waiting, data)) == CLOSED
    assert await anna.answer_to(anna.press_data(done, change)) == CLOSED
    withdraw = anna.press_data(done, "w" + change[1:])
    assert await anna.answer_to(withdraw) == phrase("nl", "refusal.nothing_to_withdraw")


async def test_back_shows_the_question_before(asked: Team) -> None:
    anna = asked.teachers[0]
    message = asked_in(anna)
    await tap(anna, message, 3)
    assert message.text.startswith("2/3")
    await tap(anna, message, "Terug")
    assert message.text.startswith("1/3")
    await answer(anna, (1, 0, 5))
    assert asked.answers() == [bytes([1, 0, 5])]


async def test_an_answer_can_be_changed_kept_and_withdrawn(asked: Team) -> None:
    anna = asked.teachers[0]
    message = await answer(anna, (1, 2, 3))
    await tap(anna, message, "Wijzigen")
    await tap(anna, message, "Zo laten")
    assert asked.answers() == [bytes([1, 2, 3])]
    await tap(anna, message, "Wijzigen")
    await tap(anna, message, "Opnieuw antwoorden")
    assert asked.answers() == [bytes([1, 2, 3])]
    await answer(anna, (5, 4, 3))
    assert asked.answers() == [bytes([5, 4, 3])]
    await tap(anna, message, "Wijzigen")
    await tap(anna, message, "Terugnemen")
    assert asked.answers() == []
    await tap(anna, message, "Toch antwoorden")
    await answer(anna, (2, 2, 2))
    assert asked.answers() == [bytes([2, 2, 2])]


async def test_not_this_week_can_be_taken_back(asked: Team) -> None:
    anna = asked.teachers[0]
    message = asked_in(anna)
    await tap(anna, message, "Deze week niet")
    assert asked.answers() == []
    await tap(anna, message, "Toch antwoorden")
    await answer(anna)
    assert len(asked.answers()) == 1


async def test_less_often_skips_the_next_week(asked: Team) -> None:
    anna = asked.teachers[0]
    message = asked_in(anna)
    await tap(anna, message, "Minder vaak")
    await tap(anna, message, "Om de week")
    assert "minder vaak" in message.text
    await tap(anna, message, "Toch antwoorden")
    await answer(anna)
    assert len(asked.answers()) == 1, "this week's check-in is still there"
    prompts = len(anna.from_bot())
    await asked.stage.pass_days(7)
    assert not [m for m in anna.from_bot()[prompts:] if len(m.buttons) > ANSWERS]
    await asked.stage.pass_days(7)
    assert len([m for m in anna.from_bot()[prompts:] if len(m.buttons) > ANSWERS]) == 1


async def test_commands_in_the_middle_change_nothing(asked: Team) -> None:
    anna = asked.teachers[0]
    message = asked_in(anna)
    for command in ("/help", "/rhythm", "/privacy"):
        await tap(anna, message, 3)
        seen = anna.chat()[-1].number
        anna.send(command)
        await anna.receives(after=seen)
    assert DONE in message.text
    assert asked.answers() == [bytes([4, 4, 4])]


async def test_checkin_sends_once_and_then_points_at_the_message(oak: Team) -> None:
    anna = oak.teachers[0]
    anna.send("/checkin")
    message = await anna.receives(lambda m: len(m.buttons) > ANSWERS)
    anna.send("/checkin")
    await anna.receives("staat hierboven")
    await oak.stage.pass_days(1.4)
    assert len([m for m in anna.from_bot() if len(m.buttons) > ANSWERS]) == 1
    await answer(anna)
    assert DONE in message.text
    anna.send("/checkin")
    await oak.stage.telegram.quiet()
    assert checkin_of(anna) is None
    assert len(oak.answers()) == 1


async def test_the_check_ins_of_somebody_who_stopped_belong_to_nobody(asked: Team) -> None:
    anna = asked.teachers[0]
    message = asked_in(anna)
    anna.send("/stop")
    question = await anna.receives("Stoppen en alles over jou wissen?")
    await tap(anna, question, "Ja, wis alles")
    assert await anna.answer_to(anna.press_data(message, ticket(message) + "444")) == NOT_YOURS
    assert asked.answers() == []
