"""A serious message is answered whoever writes it and wherever it stands: strangers, behind commands."""

from datetime import timedelta

import pytest

from bot.wording import say
from tests.cast import Stage

SERIOUS = "ik wil niet meer leven"


@pytest.mark.parametrize("form", ["{}", "/start {}", "/help {}", "/nonsens {}", "/ik_wil_niet_meer_leven"])
async def test_a_stranger_is_answered_with_people_to_turn_to(play: Stage, form: str) -> None:
    stranger = play.telegram.person("Vreemd", language="nl")
    stranger.send(form.format(SERIOUS))
    answer = await stranger.receives("113")
    assert "programma" in answer.text


async def test_a_member_is_heard_behind_a_command(play: Stage) -> None:
    (anna, *_) = await play.fill(teachers=2)
    for text in (f"/rhythm {SERIOUS}", f"/afspraak {SERIOUS}", f"/stop {SERIOUS}"):
        anna.send(text)
        answer = await anna.receives("113")
        assert "programma" in answer.text, text


async def test_a_serious_message_and_its_answer_can_be_taken_out_of_the_chat(play: Stage) -> None:
    (anna, *_) = await play.fill(teachers=2)
    for person in (anna, play.telegram.person("Vreemd", language="nl")):
        for text in (SERIOUS, f"/help {SERIOUS}"):
            before = [message.number for message in person.chat()]
            person.send(text)
            answer = await person.receives("113")
            person.press(answer, say("nl", "serious.take_out"))
            await play.telegram.quiet()
            assert [message.number for message in person.chat()] == before, text


async def test_what_telegram_no_longer_takes_out_is_said(play: Stage) -> None:
    (anna, *_) = await play.fill(teachers=2)
    anna.send(SERIOUS)
    answer = await anna.receives("113")
    play.clock.now += timedelta(days=3)
    anna.press(answer, say("nl", "serious.take_out"))
    await anna.receives(say("nl", "serious.stays"))
    for forged in ("v", "v999999999999999", "vx"):
        anna.press_data(answer, forged)
    await play.telegram.quiet()
    assert SERIOUS in [message.text for message in anna.chat()]
