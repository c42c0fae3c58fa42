"""Every kind of update is delivered twice, and in the wrong order, to a process that remembers nothing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import BUTTONS, COMMANDS
from klankbord import conversation, places, setting_up, ties
from playground.people import Person
from playground.world import Message
from storage import schools
from storage.database import Database, sqlite_url
from storage.secrets import KeyRing
from tests.cast import Stage, answer, checkin_of, stage
from tests.faults.by_hand import Act, Again, again
from tests.stories.test_talk import a_picture


def stranger(play: Stage, name: str) -> Person:
    return play.people.setdefault(name, play.telegram.person(name))


def button(person: Person, message: Message, data: str) -> Act:
    return lambda: person.press_data(message, data)


@pytest.fixture
async def lived(
    keys: KeyRing, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Stage, Person, list[Person]]]:
    """Return a school with a picture, a round that is open and a check-in that waits with everybody."""
    database = Database(sqlite_url(tmp_path / "test.sqlite"), keys)
    database.migrate()
    async with stage(database, tmp_path_factory.getbasetemp()) as play:
        lead, teachers = await a_picture(play)
        await play.pass_days(0.4)
        yield play, lead, teachers
    database.close()


async def test_every_kind_of_update_has_its_effect_once(lived: tuple[Stage, Person, list[Person]]) -> None:
    play, lead, (anna, ben, *_) = lived
    clara = stranger(play, "Clara")
    digest = await lead.receives(lambda message: message.kind == "photo")
    asked, bens = checkin_of(anna), checkin_of(ben)
    assert asked
    assert bens
    ticket = asked.keyboard[0][0].data[2:37]
    bens_ticket = bens.keyboard[0][0].data[2:37]
    code = setting_up.invite(play.house, role="teacher", teams=["Oak"], count=1)[0]
    about = digest.keyboard[0][0].data[1:-1]
    acts: dict[str, Act] = {
        "a tap": button(anna, asked, f"sn{ticket}4"),
        "the third tap": button(anna, asked, f"sn{ticket}444"),
        "a change": button(anna, asked, f"cn{ticket}"),
        "another third tap": button(anna, asked, f"sn{ticket}225"),
        "keep": button(anna, asked, f"kn{ticket}"),
        "add a thought": button(anna, asked, f"tn{ticket}"),
        "a thought": lambda: anna.send("Wij hebben weinig tijd om samen lessen voor te bereiden."),
        "another thought": lambda: anna.send("Op dinsdag kan het eigenlijk nooit, ieder werkt voor zich."),
        "an old button": button(anna, asked, "old"),
        "withdraw": button(anna, asked, f"wn{ticket}"),
        "not this week": button(ben, bens, f"nn{bens_ticket}"),
        "less often": button(ben, bens, f"ln{bens_ticket}2"),
        **{f"/{name}": (lambda name=name: anna.send(f"/{name}")) for names, _ in COMMANDS for name in names},
        "/digest of a lead": lambda: lead.send("/digest"),
        "/agreement of a lead": lambda: lead.send("/afspraak Elke week samen een toets nakijken"),
        "/dashboard of a lead": lambda: lead.send("/dashboard"),
        "a day for the talk": button(lead, digest, f"d{about}n"),
        "what was agreed": button(lead, digest, f"a{about}0"),
        "an unknown command": lambda: anna.send("/nothing"),
        "a sticker": lambda: anna.send_thing("sticker"),
        "a day": button(anna, asked, "r2"),
        "a pace": button(anna, asked, "p2"),
        "a language": button(anna, asked, "gen"),
        "another year": button(anna, asked, "yy"),
        "a code": lambda: clara.send(code),
        "a deep link": lambda: clara.start(code),
        "more about it": button(clara, asked, f"m{code}"),
        "not now": button(clara, asked, "x"),
        "joining": button(clara, asked, f"j{code}"),
        "staying": button(clara, asked, "zn"),
        "leaving": button(clara, asked, "zy"),
    }
    async with again(play) as hand:
        await all_twice(hand, acts)
    assert len(acts) > len(BUTTONS) + len(COMMANDS)


async def all_twice(hand: Again, acts: dict[str, Act]) -> None:
    """Deliver what everybody does twice, one after the other; the second time changes nothing."""
    for name, act in acts.items():
        update = hand.catch(act)
        await hand.deliver(update)
        once = hand.contents()
        await hand.deliver(update)
        assert hand.contents() == once, name
    hand.nothing_broke()


async def check_in(play: Stage, person: Person) -> tuple[Message, str]:
    """Let the days pass until somebody is asked again, and answer; return the message and its ticket."""
    before = checkin_of(person)
    while checkin_of(person) is before:
        await play.pass_days(1)
    asked = checkin_of(person)
    assert asked
    ticket = asked.keyboard[0][0].data[2:37]
    return await answer(person), ticket


async def test_what_stands_behind_a_check_in_and_the_end_of_a_dialogue_happen_once(
    lived: tuple[Stage, Person, list[Person]],
) -> None:
    play, lead, (anna, ben, *_) = lived
    for name in ("Elm", "Ash"):
        play.team(name)
    await play.join_lead("Eva", setting_up.invite(play.house, role="coach", teams=["Oak"])[0])
    lead.press(await lead.receives(lambda message: message.kind == "photo"), 1)
    await play.telegram.quiet()
    handed_in, ticket = await check_in(play, anna)
    while "de moeite waard" not in handed_in.text:
        handed_in, ticket = await check_in(play, anna)
    async with again(play) as hand:
        await all_twice(hand, {"after a talk": button(anna, handed_in, f"on{ticket}1")})
        thoughts = ("Wij zien elkaar te weinig.", "Het rooster laat dat niet toe.", "Dinsdag misschien.")
        await all_twice(hand, {words: (lambda words=words: ben.send(words)) for words in thoughts})
        ended = conversation.running(play.house, account=ben.number, now=play.clock())
        assert ended.ended
        assert not ended.said, "of a dialogue that is over no word is kept"
    with play.house.db.write() as tx:
        schools.change_team(tx, places.find_team(tx, "Oak").id, open_weeks=ties.ASKED_IN)
    handed_in, ticket = await check_in(play, anna)
    words = "Wij zien elkaar op maandag te weinig."
    start, share = f"qn{ticket}", {"": ""}

    def sharing(action: str) -> Act:
        return lambda: anna.press_data(handed_in, f"hn{action}{share['']}{share['topic']}{share['check']}")

    async with again(play) as hand:
        ticks = {"tick": button(anna, handed_in, f"{start}1"), "ties": button(anna, handed_in, f"{start}1.")}
        await all_twice(hand, ticks)
        await all_twice(hand, {"a thought": button(anna, handed_in, f"tn{ticket}")})
        await all_twice(hand, {words: (lambda words=words: anna.send(words)) for words in thoughts})
        offer = anna.from_bot()[-1].keyboard[0][0].data
        share.update({"": offer[3:38], "topic": offer[38:40], "check": ""})
        again_said = {
            "my text": sharing("v"),
            "again": sharing("a"),
            "in other words": lambda: anna.send(words),
        }
        await all_twice(hand, {**again_said, "my new text": sharing("v")})
        shown = [one.data for m in anna.from_bot() for row in m.keyboard for one in row]
        share["check"] = next(data[40:] for data in reversed(shown) if data.startswith("hns"))
        actions = {
            "share": "s",
            "another topic": "t",
            "take back": "u",
            "only the topic": "o",
            "nothing": "x",
        }
        await all_twice(hand, {name: sharing(action) for name, action in actions.items()})


async def test_updates_in_the_wrong_order_end_well_and_in_order_as_if_nothing_had_happened(
    lived: tuple[Stage, Person, list[Person]],
) -> None:
    play, _, (anna, ben, *_) = lived
    clara = stranger(play, "Clara")
    asked, bens = checkin_of(anna), checkin_of(ben)
    assert asked
    assert bens
    ticket, bens_ticket = (message.keyboard[0][0].data[2:37] for message in (asked, bens))
    code = setting_up.invite(play.house, role="teacher", teams=["Oak"])[0]
    pairs: dict[str, tuple[Act, Act]] = {
        "taps": (button(anna, asked, f"sn{ticket}44"), button(anna, asked, f"sn{ticket}444")),
        "a change of the answer": (
            button(anna, asked, f"sn{ticket}555"),
            button(anna, asked, f"sn{ticket}111"),
        ),
        "taking back": (button(anna, asked, f"sn{ticket}444"), button(anna, asked, f"wn{ticket}")),
        "a text over a tap": (lambda: ben.send("/checkin"), button(ben, bens, f"sn{bens_ticket}333")),
        "paces": (button(anna, asked, "p2"), button(anna, asked, "p4")),
        "languages": (button(anna, asked, "gen"), button(anna, asked, "gnl")),
        "joining and a language": (button(clara, asked, f"j{code}"), button(clara, asked, "gen")),
        "leaving and joining": (button(clara, asked, "zy"), button(clara, asked, f"j{code}")),
    }
    async with again(play) as hand:
        for name, (first, second) in pairs.items():
            one, two = hand.catch(first), hand.catch(second)
            await hand.deliver(one, two)
            right = {table: rows for table, rows in hand.contents().items() if name[:7] != "leaving"}
            await hand.deliver(two, one)
            await hand.deliver(one, two)
            after = {table: hand.contents()[table] for table in right}
            assert after == right, name
        hand.nothing_broke()
