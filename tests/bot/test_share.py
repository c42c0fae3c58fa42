"""Sharing in the chat: a thought with a check-in, the preview of the literal words, and every way out."""

import pytest
from sqlalchemy import select

from bot import share_texts
from klankbord import setting_up
from klankbord.wording import phrase
from playground.people import Person
from playground.world import Message
from storage.reflection_tables import reflections
from storage.tables import dialogues
from tests.bot.conftest import Team
from tests.cast import answer

THOUGHT = {
    "nl": "We zien elkaar te weinig, volgens Marieke Jansen ligt dat aan het rooster.",
    "en": "We hardly ever meet, according to Mary Johnson that is the timetable.",
}
NAMELESS = {
    "nl": "We zien elkaar te weinig, volgens [naam] ligt dat aan het rooster.",
    "en": "We hardly ever meet, according to [name] that is the timetable.",
}


async def press(team: Team, person: Person, message: Message, button: str | int) -> Message:
    """Press a button and return what the bot said last."""
    person.press(message, button)
    await team.stage.telegram.quiet()
    return person.from_bot()[-1]


async def think(team: Team, person: Person, words: str) -> Message:
    seen = person.chat()[-1].number
    person.send(words)
    await person.receives("", after=seen, seconds=60)  # very long words take a while on a busy machine
    await team.stage.telegram.quiet()
    return person.from_bot()[-1]


async def with_coach(team: Team) -> None:
    code = setting_up.invite(team.stage.house, role="coach", teams=["Oak"])[0]
    await team.stage.join_lead("Eva <b>de Boer", code)


def kept(team: Team) -> int:
    with team.stage.house.db.read() as tx:
        return len(tx.execute(select(reflections)).all())


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_text_is_shown_word_for_word_before_it_is_shared_and_can_be_taken_back(
    asked: Team, language: str
) -> None:
    await with_coach(asked)
    anna = asked.teachers[0]
    if language == "en":
        await press(asked, anna, await think(asked, anna, "/language"), "English")
    await press(asked, anna, await answer(anna), 0)
    reply = await think(asked, anna, THOUGHT[language])
    assert len(reply.buttons) == 3
    shown = await press(asked, anna, reply, 1)
    assert NAMELESS[language] in shown.text
    assert "Eva <b>de Boer" in shown.text
    assert kept(asked) == 0
    await press(asked, anna, shown, 0)
    assert {"en": "Shared: your text", "nl": "Gedeeld: je tekst"}[language] in shown.text
    assert NAMELESS[language] not in shown.text, "the words leave the screen"
    assert kept(asked) == 1
    with asked.stage.house.db.read() as tx:
        assert tx.execute(select(dialogues)).all() == []
    await press(asked, anna, shown, len(shown.buttons) - 1)
    assert shown.text == {"nl": "Teruggenomen en gewist.", "en": "Taken back and erased."}[language]
    assert kept(asked) == 0


async def test_only_the_topic_leaves_the_card_on_the_screen(asked: Team) -> None:
    anna = asked.teachers[0]
    await press(asked, anna, await answer(anna), 0)
    reply = await think(asked, anna, THOUGHT["nl"])
    told = await press(asked, anna, reply, "Alleen het onderwerp")
    assert told.text.startswith("Gedeeld: tijd om elkaar te treffen")
    assert "Geen tekst." in told.text
    assert "alinea" in reply.text
    assert not reply.buttons
    rather = next(button for button in told.buttons if button.startswith("Liever"))
    await press(asked, anna, told, rather)
    assert rather.removeprefix("Liever: ") in told.text.partition("\n")[0]


async def test_nothing_is_the_default_and_nothing_is_nothing(asked: Team) -> None:
    anna, ben = asked.teachers[:2]
    for person in (anna, ben):
        await press(asked, person, await answer(person), 0)
    await think(asked, anna, THOUGHT["nl"])
    reply = await think(asked, ben, THOUGHT["nl"])
    assert (await press(asked, ben, reply, "Niets")).text == "Goed. Er is niets gedeeld en niets bewaard."
    assert kept(asked) == 0
    await asked.stage.pass_days(0.03)  # 43 minutes
    with asked.stage.house.db.read() as tx:
        assert tx.execute(select(dialogues)).all() == []


async def test_a_thought_of_before_can_be_shared_through_the_check_in(asked: Team) -> None:
    anna = asked.teachers[0]
    reply = await think(asked, anna, THOUGHT["nl"])
    assert "onder je afgeronde check-in" in reply.text
    assert not reply.buttons
    offer = await press(asked, anna, await answer(anna), 0)
    assert offer.text.startswith("Je schreef net iets.")
    told = await press(asked, anna, offer, "Alleen het onderwerp")
    assert told.text.startswith("Gedeeld: tijd om elkaar te treffen")


async def test_without_a_coach_a_text_stays_here_and_the_topic_may_go(asked: Team) -> None:
    anna = asked.teachers[0]
    await press(asked, anna, await answer(anna), 0)
    reply = await think(asked, anna, THOUGHT["nl"])
    notice = await anna.answer_to(anna.press(reply, "Ook mijn tekst"))
    assert notice == phrase("nl", "refusal.no_coach_reads")


async def test_the_longest_text_is_shown_whole_in_several_messages(asked: Team) -> None:
    await with_coach(asked)
    anna = asked.teachers[0]
    await press(asked, anna, await answer(anna), 0)
    words = ("<i>&amp; \u202e=1+1 😀 " * 400)[
        :3800
    ]  # with the smileys counted twice 4,000 signs, as Telegram counts
    reply = await think(asked, anna, words)
    shown = await press(asked, anna, reply, "Mijn tekst")
    parts = [m.text for m in anna.from_bot() if m.number > reply.number][:-1]
    told = "".join(parts).removeprefix("Je woorden, zoals ze gelezen zouden worden:\n")
    assert len(parts) > 1
    assert told.replace("\n", "").replace(" ", "") == words.replace(" ", "")
    await press(asked, anna, shown, "Ja, deel dit")
    assert kept(asked) == 1


async def test_a_forged_or_foreign_button_of_sharing_opens_nothing(asked: Team) -> None:
    await with_coach(asked)
    anna, ben = asked.teachers[:2]
    await press(asked, anna, await answer(anna), 0)
    reply = await think(asked, anna, THOUGHT["nl"])
    real = reply.keyboard[0][0].data
    bens = await think(asked, ben, "/help")
    forged = [
        "h", "hno", real[:-1], real + "0", real + "g" * 6, real[:1] + "x" + real[2:],
        real[:2] + "z" + real[3:],
        real[:3] + "A" * 35 + real[38:], "s" + real[1:], real[:-2] + "zz", real[:-2] + "__",
        real[:2] + "s" + real[3:] + "000000", real[:2] + "s" + real[3:],
    ]  # fmt: skip
    for data in forged:
        assert await anna.answer_to(anna.press_data(reply, data)), data
    assert await ben.answer_to(ben.press_data(bens, real)) == phrase("nl", "refusal.old_button")
    assert kept(asked) == 0
    assert not [m for m in (*anna.from_bot(), *ben.from_bot()) if "Er ging iets mis" in m.text]


async def test_an_old_offer_says_why_it_is_over(asked: Team) -> None:
    await with_coach(asked)
    anna = asked.teachers[0]
    await press(asked, anna, await answer(anna), 0)
    reply = await think(asked, anna, THOUGHT["nl"])
    await asked.stage.pass_days(0.03)
    assert await anna.answer_to(anna.press(reply, "Ook mijn tekst")) == phrase("nl", "refusal.words_gone")
    await asked.stage.pass_days(14)
    assert await anna.answer_to(anna.press(reply, 0)) == phrase("nl", "refusal.round_closed")


def test_no_button_is_longer_than_telegram_takes() -> None:
    longest = share_texts._data("nl", "s", "A" * 35, None, check="0" * 6)
    assert len(longest.encode()) <= 64


async def test_a_mere_thank_you_is_not_offered_for_sharing(asked: Team) -> None:
    anna = asked.teachers[0]
    await press(asked, anna, await answer(anna), 0)
    for words in ("Dank je", "ok", "👍"):
        assert not (await think(asked, anna, words)).buttons
    assert "Ook mijn tekst" in (await think(asked, anna, THOUGHT["nl"])).buttons
