"""Every kind of update is delivered twice, and in the wrong order, to a process that remembers nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select
from telegram import Update

from bot.app import BUTTONS, COMMANDS, TelegramDoor, open_door
from bot.wording import say
from klankbord import setting_up
from klankbord.bots import own_bots
from playground.people import Person
from playground.world import Message
from storage.database import Database, sqlite_url
from storage.process_tables import OF_PROCESSES
from storage.rotation_of_keys import BY_ROUND, OVER_SOON, SEALED
from storage.rounds import SLIP_BYTES
from storage.secrets import KeyRing
from storage.tables import letters, metadata, rounds
from storage.visit_tables import passes
from tests.cast import Stage, checkin_of, stage
from tests.stories.test_talk import a_picture

PLACES = {**SEALED, **BY_ROUND, **OVER_SOON}
# A letter that is queued again, or another way into the pages, is the same under another random name.
NEW_EACH_TIME = (letters.c.id, passes.c.fingerprint)
BROKEN = (say("nl", "broken"), say("en", "broken"))

Act = Callable[[], object]


@dataclass
class Again:
    """A stage whose updates are delivered by hand, as often and in whichever order a test wants."""

    play: Stage
    door: TelegramDoor
    held: list[dict[str, object]]

    def catch(self, act: Act) -> dict[str, object]:
        """Let somebody do something and return the update that Telegram has of it."""
        before = len(self.held)
        act()
        assert len(self.held) == before + 1
        return self.held[-1]

    async def deliver(self, *updates: dict[str, object]) -> None:
        """Deliver updates one after the other and wait until everything they caused has happened."""
        for update in updates:
            await self.door.take(Update.de_json(update, self.door.door.bot))
            await self.play.telegram.quiet(seconds=0.05)

    def contents(self) -> dict[str, list[str]]:
        """Return all that the database holds, opened, without the order of rows."""
        found: dict[str, list[str]] = {}
        with self.play.house.db.read() as tx:
            for table in metadata.sorted_tables:
                if table in OF_PROCESSES:
                    continue
                columns = [
                    column for column in table.columns if not any(column is one for one in NEW_EACH_TIME)
                ]
                found[table.name] = sorted(
                    repr([self._opened(column, value) for column, value in zip(columns, row, strict=True)])
                    for row in tx.execute(select(*columns))
                )
        return found

    def _opened(self, column: object, value: object) -> object:
        if value is None or column not in PLACES:
            return value
        keys = self.play.house.keys.passing if column in OVER_SOON else self.play.house.keys
        opened = keys.open(bytes(value), PLACES[column])  # type: ignore[arg-type,index]
        if column is rounds.c.pool:
            return sorted(opened[at : at + SLIP_BYTES] for at in range(0, len(opened), SLIP_BYTES))
        return opened

    def nothing_broke(self) -> None:
        """Nobody was told that something went wrong."""
        texts = [m.text for person in self.play.people.values() for m in person.from_bot()]
        assert not [text for text in texts if text in BROKEN]


@asynccontextmanager
async def again(play: Stage) -> AsyncIterator[Again]:
    """Take the post away from the running bot."""
    held: list[dict[str, object]] = []
    updates = play.telegram.world.updates

    def hold(kind: str, chat: int, body: object) -> int:
        held.append({"update_id": 900_000 + len(held), kind: body})
        return 900_000 + len(held)

    updates.put = hold  # type: ignore[method-assign,assignment]
    own = (await asyncio.to_thread(own_bots, play.house))[0]
    with ThreadPoolExecutor(4) as threads:
        async with open_door(play.house, own, threads) as door:
            await door.door.bot.initialize()
            yield Again(play, door, held)


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
        for name, act in acts.items():
            update = hand.catch(act)
            await hand.deliver(update)
            once = hand.contents()
            await hand.deliver(update)
            assert hand.contents() == once, name
        hand.nothing_broke()
    assert len(acts) > len(BUTTONS) + len(COMMANDS)


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
