"""Updates delivered by hand, as often and in any order, to a process that remembers nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import select
from telegram import Update

from bot.app import TelegramDoor, open_door
from bot.wording import say
from klankbord.bots import own_bots
from storage.process_tables import OF_PROCESSES
from storage.rotation_of_keys import BY_ROUND, OVER_SOON, SEALED
from storage.rounds import SLIP_BYTES
from storage.tables import letters, metadata, rounds
from tests.cast import Stage

PLACES = {**SEALED, **BY_ROUND, **OVER_SOON}
NEW_EACH_TIME = (letters.c.id,)  # a letter that is queued again is the same under another random name
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
    del updates.put  # type: ignore[method-assign]
