"""Whatever a member is in the middle of, a serious message is answered with people to turn to, at once."""

import pytest

from klankbord import setting_up
from playground.people import Person
from safeguards.answers import help_lines
from tests.bot.conftest import Team
from tests.cast import Stage, checkin_of

GRAVE = "Ik wil niet meer leven."
VEILED = "Het zou voor iedereen beter zijn als ik er niet meer was"


async def is_heard(person: Person, text: str) -> None:
    """Write a serious message and expect help, with the number of the country in it."""
    seen = person.chat()[-1].number
    person.send(text)
    answer = await person.receives("programma", after=seen)
    assert help_lines("nl").emergency in answer.text or "113" in answer.text
    assert "Niet bewaard" not in answer.text


@pytest.mark.parametrize("text", [GRAVE, VEILED])
async def test_in_the_middle_of_a_check_in(asked: Team, text: str) -> None:
    anna = asked.teachers[0]
    letter = checkin_of(anna)
    assert letter is not None
    anna.press(letter, 0)
    await is_heard(anna, text)


async def test_in_the_middle_of_a_dialogue_about_something_else(oak: Team) -> None:
    anna = oak.teachers[0]
    for text in ("Wij delen weinig", "Er is ook geen tijd voor"):
        seen = anna.chat()[-1].number
        anna.send(text)
        await anna.receives("Niet bewaard", after=seen)
    await is_heard(anna, VEILED)


@pytest.mark.parametrize("command", ["/taal", "/ritme", "/stop", "/privacy", "/help"])
async def test_while_a_question_with_buttons_is_open(oak: Team, command: str) -> None:
    anna = oak.teachers[0]
    anna.send(command)
    await anna.receives("", after=anna.chat()[-1].number)
    await is_heard(anna, GRAVE)


async def test_while_no_round_is_open(play: Stage) -> None:
    (anna, *_) = await play.fill("Oak", teachers=2)
    await is_heard(anna, GRAVE)


async def test_the_lead_is_heard_too(play: Stage) -> None:
    code = setting_up.invite(play.house, role="lead", teams=["Oak"], count=1)[0]
    lead = await play.join_lead("Petra", code)
    await is_heard(lead, GRAVE)
