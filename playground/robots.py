"""Made-up people who act by themselves, through the same chat door as everybody."""

from collections.abc import Callable
from random import Random

from playground.cast import SEED, Character, answer
from playground.people import Person
from playground.world import Message

ANSWERS = 5  # rows of the scale, in order from 1 to 5
PATIENCE = 15.0  # seconds that somebody waits for the bot to react
MOST_TAPS = 8  # in one check-in: three items, and nobody keeps tapping for ever
SECOND_MOMENT = 1  # the row of the second offered day
NEXT_WEEK, FIRST_IDEA = 1, 0  # the rows of a lead's choice when to talk, and of what was agreed
HANDED_IN_ROWS = 2  # above them stand the answers to what a round asks once
TALK_ROWS = 5  # rows below a lead's digest, and below the question what was agreed
LIKES_IT = 0.8  # share of colleagues who found a talk worth it, and that what was agreed helped


class Robot:
    """Somebody who answers without a hand on the keyboard."""

    def __init__(self, person: Person, character: Character, *, turned: Callable[[str], bool]) -> None:
        self.person, self.character = person, character
        self._turned = turned
        self._choice = Random(f"{SEED} {character.name}")
        self._seen = 0

    async def join(self, code: str) -> None:
        """Open the invitation, take part, and choose a day."""
        self.person.start(code)
        welcome = await self.person.receives(lambda message: bool(message.keyboard), seconds=PATIENCE)
        await self._press(welcome, 0)
        if self.character.role == "teacher":
            days = await self.person.receives(
                lambda message: bool(message.keyboard), after=welcome.number, seconds=PATIENCE
            )
            await self._press(days, SECOND_MOMENT if self.character.own_day else 0)
        self._look()

    async def ask_for_pages(self) -> None:
        """Ask for the link to the coach's pages, so that it lies ready in the chat."""
        self.person.send("/dashboard")
        await self.person.receives(
            lambda message: "/enter/" in message.text, after=self._seen, seconds=PATIENCE
        )
        self._look()

    async def answer_new(self, *, progress: float) -> None:
        """Answer the check-ins that came since the last look, or let them pass."""
        for message in self._look():
            if self.character.role == "lead" and len(message.keyboard) == TALK_ROWS:
                await self._follow_up(message)
            if not is_question(message):
                continue
            if self._choice.random() >= self.character.misses:
                await self._check_in(message, progress=progress)

    async def _check_in(self, message: Message, *, progress: float) -> None:
        for _ in range(MOST_TAPS):
            if not is_question(message):
                return
            turned = self._turned(message.text)
            value = answer(self.character, progress=progress, turned=turned, choice=self._choice)
            await self._press(message, ANSWERS if value is None else value - 1)
            if not is_question(message) and len(message.keyboard) > HANDED_IN_ROWS + 1:
                await self._press(message, int(self._choice.random() >= LIKES_IT))

    async def _follow_up(self, message: Message) -> None:
        """Choose a day for the talk about a picture; later, the first idea as what was agreed."""
        newest = self.person.from_bot()[-1].number
        if message.kind == "photo":
            self.person.press(message, NEXT_WEEK)
            await self.person.receives(after=newest, seconds=PATIENCE)
            self._look()
        else:
            await self._press(message, FIRST_IDEA)

    async def _press(self, message: Message, row: int) -> None:
        before = (message.content, message.keyboard)
        self.person.press(message, sum(len(cells) for cells in message.keyboard[:row]))
        await self.person.sees(message, lambda now: (now.content, now.keyboard) != before, seconds=PATIENCE)

    def _look(self) -> list[Message]:
        new = [message for message in self.person.from_bot() if message.number > self._seen]
        if new:
            self._seen = new[-1].number
        return new


def is_question(message: Message) -> bool:
    """Tell whether a message offers five answers: five rows of one, *can't say*, a way back or out."""
    rows = message.keyboard
    return len(rows) >= ANSWERS + 2 and all(len(row) == 1 for row in rows[: ANSWERS + 1])
