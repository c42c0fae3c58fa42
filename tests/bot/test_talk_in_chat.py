"""What people write outside a check-in: commands, thoughts, codes, stickers, in private and in groups."""

import pytest
import resvg_py

from bot.wording import say
from klankbord import membership, setting_up
from klankbord.wording import phrase
from playground.people import Person
from playground.world import Message
from tests.bot.conftest import Team
from tests.cast import Stage, checkin_of

BROKEN = "Er ging iets mis"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>'
NOT_KEPT = "Niet bewaard"
NOT_TEXT = "Dat kan ik niet lezen"
STRANGER = "Heb je een code?"

COMMANDS = {
    "nl": {
        "/help": "Elke week drie tikken",
        "/rhythm": "Hoe vaak wil je de check-in?",
        "/ritme": "Hoe vaak wil je de check-in?",
        "/privacy": "in team Oak",
        "/language": "Welke taal wil je?",
        "/taal": "Welke taal wil je?",
        "/stop": "Stoppen en alles over jou wissen?",
        "/checkin": "Er staat nu geen check-in open",
        "/team": "Er is nog geen beeld",
        "/digest": "Dit is voor teamleiders",
        "/nothing": "Dat commando ken ik niet",
    },
    "en": {
        "/help": "Three taps a week",
        "/rhythm": "How often would you like the check-in?",
        "/privacy": "in team Oak",
        "/language": "Which language do you want?",
        "/stop": "Stop and erase everything about you?",
        "/checkin": "We start once enough colleagues take part",
        "/team": "There is no picture yet",
        "/digest": "This is for team leads",
        "/nothing": "I do not know that command",
    },
}


async def says(person: Person, text: str, answer: str) -> Message:
    """Write something and return the bot's answer."""
    seen = person.chat()[-1].number if person.chat() else 0
    person.send(text)
    try:
        return await person.receives(answer, after=seen)
    except TimeoutError:
        heard = [message.text for message in person.from_bot() if message.number > seen]
        raise AssertionError(f"{text[:60]!r} was answered by {heard}") from None


async def tap(person: Person, message: Message, button: str | int) -> None:
    before = message.text
    person.press(message, button)
    await person.sees(message, lambda shown: shown.text != before)


def code(play: Stage, role: str = "teacher", team: str = "Oak") -> str:
    return setting_up.invite(play.house, role=role, teams=[team], count=1)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_command_answers_in_the_persons_language(play: Stage, language: str) -> None:
    anna = await play.join("Anna", code(play), language=language)
    answers = {**COMMANDS[language]}
    if language == "nl":
        answers["/checkin"] = "We beginnen zodra er genoeg collega's meedoen"
    for command, answer in answers.items():
        await says(anna, command, answer)


async def test_a_language_can_be_chosen(play: Stage) -> None:
    anna = await play.join("Anna", code(play), language="nl")
    question = await says(anna, "/taal", "Welke taal")
    await tap(anna, question, "English")
    assert question.text == "From now on I speak English with you."
    await says(anna, "/help", "Three taps a week")


async def test_a_coach_is_told_of_no_command_of_leads(play: Stage) -> None:
    chloe = await play.join_lead("Chloe", code(play, "coach"))
    told = await says(chloe, "/help", "beelden van je teams")
    assert "/dashboard" in told.text
    assert "/digest" not in told.text
    assert "/afspraak" not in told.text
    await says(await play.join_lead("Dirk", code(play, "lead")), "/help", "/digest")
    play.team("Elm")
    chloe.send(f"/start {code(play, 'lead', 'Elm')}")
    await tap(chloe, await chloe.receives("als teamleider"), "Ik doe mee")
    await says(chloe, "/help", "/digest")


async def test_privacy_says_that_no_name_is_stored_only_where_none_is(play: Stage) -> None:
    anna = await play.join("Anna", code(play))
    assert "Je naam staat er niet bij." in (await says(anna, "/privacy", "niet je telefoonnummer")).text
    chloe = await play.join_lead("Chloe", code(play, "coach"))
    told = await says(chloe, "/privacy", "zoals je teams die lezen: Chloe")
    assert "Je naam staat er niet bij." not in told.text


async def test_an_own_day_and_time_can_be_chosen(play: Stage) -> None:
    anna = await play.join("Anna", code(play))
    screen = await says(anna, "/rhythm", "elke week op dinsdag om 15:30")
    await tap(anna, screen, "Een ander moment")
    await tap(anna, screen, "donderdag")
    await tap(anna, screen, "08:00")
    assert "elke week op donderdag om 08:00" in screen.text
    await says(anna, "/privacy", "elke week op donderdag om 08:00")


async def test_any_text_of_a_member_is_a_thought_and_gets_an_answer(oak: Team) -> None:
    anna = oak.teachers[0]
    for text in (
        "Te weinig tijd om te overleggen. " * 130,
        "<b>Wij & zij</b> <script>alert(1)</script> &lt; <a href='tg://user?id=1'>x</a>",
        "\u202eniemand deelt iets\u202c met elkaar\u200b\u200d\ufeff",
        "مرحبا نحن لا نشارك شيئا",
        "\u200b",
        "😀" * 50,
        "1' OR '1'='1'; DROP TABLE people; --",
        "{item} %s {0}",
    ):
        await says(anna, text[:4096], "")
    assert not [m for m in anna.from_bot() if BROKEN in m.text]


async def test_an_edited_message_is_left_alone(oak: Team) -> None:
    anna = oak.teachers[0]
    await says(anna, "Wij delen weinig met elkaar", NOT_KEPT)
    mine = [message for message in anna.chat() if message.sender is not None][-1]
    before = len(anna.from_bot())
    anna.edit(mine, "/stop")
    anna.edit(mine, "Wij delen veel met elkaar")
    await oak.stage.telegram.quiet()
    assert len(anna.from_bot()) == before


async def test_what_is_no_text_gets_a_friendly_word(oak: Team) -> None:
    anna = oak.teachers[0]
    for kind in ("sticker", "voice", "video_note", "location", "contact"):
        seen = anna.chat()[-1].number
        anna.send_thing(kind)
        await anna.receives(NOT_TEXT, after=seen)
    seen = anna.chat()[-1].number
    anna.send_photo(resvg_py.svg_to_bytes(svg_string=PICTURE), caption="het whiteboard")
    await anna.receives(NOT_TEXT, after=seen)


async def test_a_stranger_is_pointed_to_a_code_whatever_they_send(play: Stage) -> None:
    clara = play.telegram.person("Clara")
    for text in ("Hallo?", "/help", "/team", "/checkin", "/rhythm", "/nothing", "/start", "/digest"):
        await says(clara, text, STRANGER)
    seen = clara.chat()[-1].number
    clara.send_thing("sticker")
    await clara.receives(STRANGER, after=seen)
    for text in ("/privacy", "/stop"):
        await says(clara, text, "Er staat niets over je in de database")
    assert membership.who(play.house, account=clara.number) is None


async def test_in_a_group_the_bot_says_once_where_it_works(oak: Team) -> None:
    anna, ben = oak.teachers[:2]
    group = anna.open_group("Sectie", ben)
    for text in ("/help", "/checkin", "@klankbord_bot hallo", "/stop"):
        anna.send(text, chat=group)
        ben.send(text, chat=group)
    await oak.stage.telegram.quiet()
    said = [message.text for message in group.messages.values() if message.sender is None and message.text]
    assert len(said) == 1
    assert "eigen chat" in said[0]
    assert membership.who(oak.stage.house, account=anna.number) is not None


async def test_a_code_works_as_plain_text_and_only_once(play: Stage) -> None:
    once = code(play)
    anna, ben = play.telegram.person("Anna"), play.telegram.person("Ben")
    screen = await says(anna, once.upper(), "Welkom bij Klankbord")
    await tap(anna, screen, "Ik doe mee")
    assert "team Oak" in screen.text
    await says(ben, f"/start {once}", phrase("nl", "refusal.unknown_code"))
    await says(ben, once, phrase("nl", "refusal.unknown_code"))
    await says(ben, "/start nonsense", phrase("nl", "refusal.unknown_code"))


async def test_two_people_who_press_the_same_code_make_one_member(play: Stage) -> None:
    once = code(play)
    anna, ben = play.telegram.person("Anna"), play.telegram.person("Ben")
    first = await says(anna, once, "Welkom bij Klankbord")
    second = await says(ben, once, "Welkom bij Klankbord")
    anna.press(first, "Ik doe mee")
    ben.press(second, "Ik doe mee")
    await play.telegram.quiet()
    joined = [membership.who(play.house, account=person.number) for person in (anna, ben)]
    assert len([person for person in joined if person]) == 1


async def test_nothing_is_stored_before_somebody_says_yes(play: Stage) -> None:
    anna = play.telegram.person("Anna")
    screen = await says(anna, code(play), "Welkom bij Klankbord")
    anna.press(screen, "Meer weten")
    await anna.receives("Petra de Wit")
    await tap(anna, screen, "Nu niet")
    assert membership.who(play.house, account=anna.number) is None


async def test_a_second_role_and_a_second_team_are_refused(play: Stage) -> None:
    play.team("Elm")
    anna = await play.join("Anna", code(play))
    for other, key in (
        (code(play, "lead"), "one_role_per_team"),
        (code(play), "already_in"),
        (code(play, team="Elm"), "one_team_per_year"),
    ):
        screen = await says(anna, other, "Welkom bij Klankbord")
        notice = await anna.answer_to(anna.press(screen, 0))
        assert notice == phrase("nl", f"refusal.{key}")


async def test_a_lead_gets_no_check_in(play: Stage) -> None:
    dirk = await play.join_lead("Dirk", code(play, "lead"))
    await play.fill("Oak", teachers=6)
    await play.pass_days(1.4)
    assert checkin_of(dirk) is None
    await says(dirk, "/checkin", say("nl", "only_teachers"))
    await says(dirk, "/digest", "Er is nog geen beeld")
    await says(dirk, "/rhythm", say("nl", "only_teachers"))


async def test_who_stops_is_gone_at_once(oak: Team) -> None:
    anna = oak.teachers[0]
    question = await says(anna, "/stop", "Stoppen en alles")
    await tap(anna, question, "Nee, ik blijf")
    assert membership.who(oak.stage.house, account=anna.number) is not None
    question = await says(anna, "/stop", "Stoppen en alles")
    await tap(anna, question, "Ja, wis alles")
    assert membership.who(oak.stage.house, account=anna.number) is None
    await says(anna, "Nog een gedachte", STRANGER)
