"""A made-up school that lives through a term: real commands, a real bot, made-up people at the chat door."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from playground import term
from playground.cast import CHARACTERS, COUNSELLOR, SCHOOL, TEAMS, Character, TeamPlan
from playground.processes import Product, Trouble
from playground.robots import Robot
from playground.stage import Part, Progress, Stage

CODE = re.compile(r"^([0-9A-Za-z_-]{4,64})(?:\s|$)", re.MULTILINE)
QUIET_SECONDS = 0.06  # without a call of the bot: it has done what there was to do
STEP_SECONDS = 60.0  # a step of the clock never takes longer, unless something is broken
LOOK_SECONDS = 0.02  # between two looks at what the bot worked through

Say = Callable[[str], None]


@dataclass
class School:
    """The play: prepare, join, live through the weeks, then stay live."""

    stage: Stage
    product: Product
    clock_file: Path
    turned: Callable[[str], bool]
    say: Say
    robots: list[Robot] = field(default_factory=list)
    _played: int = 0

    async def prepare(self, *, weeks: int) -> dict[str, list[str]]:
        """Make school, teams and invitations with the real commands while the bot starts.

        Returns the invitation codes per role and team.
        """
        self.stage.show(Progress("preparing", weeks=weeks))
        self.set_clock(term.start())
        await self.product.run("migrate")
        making = asyncio.ensure_future(self._make_school())
        try:
            await self.product.start_bot()
            return await making
        finally:
            making.cancel()

    def enter(self) -> None:
        """Put everybody on the stage; they wait for their invitations."""
        for character in CHARACTERS:
            person = self.stage.telegram.person(character.name, language=self._language_of(character))
            team = "" if character.team is None else TEAMS[character.team].name[self.stage.language]
            self.stage.cast(Part(person, character.role, team))
            self.robots.append(Robot(person, character, turned=self.turned))

    async def join(self, codes: dict[str, list[str]]) -> None:
        """Let everybody open an invitation and take part; the newcomer's stays closed."""
        self.stage.show_act("joining")
        joining: list[Awaitable[None]] = []
        for robot in tuple(self.robots):
            mine = codes[self._door_of(robot.character)].pop(0)
            if robot.character.newcomer:
                self.robots.remove(robot)
                number = robot.person.number
                self.stage.cast(replace(self.stage.parts[number], code=mine))
            else:
                joining.append(robot.join(mine))
        await self._with_bot(asyncio.gather(*joining))

    async def play(self, *, weeks: int) -> None:
        """Live through a term of so many school weeks and the week in which its last round closes."""
        mondays = term.weeks(weeks)
        for number, moment in term.term_stops(mondays):
            if number != self.stage.progress.week:
                self.stage.show_act("playing", week=number)
                self.say(f"week {number} of {weeks}")
            await self._step(moment, progress=(number - 1) / max(1, weeks - 1))
        coaches = [robot.ask_for_pages() for robot in self.robots if robot.character.role == "coach"]
        await self._with_bot(asyncio.gather(*coaches))
        self._played = weeks
        self.stage.show_act("live", week=weeks)

    async def advance(self, days: int) -> None:
        """Move the clock so many days, with stops on the way; whoever nobody plays goes on by themselves."""
        self.stage.show_act("moving")
        try:
            for moment in term.stops_between(self.stage.now, self.stage.now + timedelta(days=days)):
                await self._step(moment, progress=1.0)
        except (Trouble, TimeoutError, OSError) as problem:
            sentence = str(problem) or "The bot does not answer."
            self.stage.show(Progress("failed", self._played, self._played, sentence))
            self.say(sentence)
            return
        self.stage.show_act("live")

    def set_clock(self, now: datetime) -> None:
        """Write the time where the bot reads it, all at once, and show it."""
        new = self.clock_file.with_suffix(".new")
        new.write_text(now.isoformat(), encoding="ascii")
        new.replace(self.clock_file)
        self.stage.set_clock(now)

    async def _make_school(self) -> dict[str, list[str]]:
        run, language = self.product.run, self.stage.language
        about = ("--region", term.REGION.lower(), "--counsellor", COUNSELLOR[language])
        await run("school", "add", SCHOOL[language], *about)
        await asyncio.gather(*(self._make_team(plan) for plan in TEAMS))
        names = [plan.name[language] for plan in TEAMS]
        both = [word for name in names for word in ("--team", name)]
        wanted = {
            **{f"teacher {name}": ("teacher", "--team", name, "--count", "8") for name in names},
            f"lead {names[0]}": ("lead", "--team", names[0]),
            "coach": ("coach", *both),
        }
        made = await asyncio.gather(*(run("invite", *arguments) for arguments in wanted.values()))
        return {door: CODE.findall(lines) for door, lines in zip(wanted, made, strict=True)}

    async def _make_team(self, plan: TeamPlan) -> None:
        language = self.stage.language
        size = ("--members", str(plan.members), "--smallest-group", "5", "--language", language)
        habit = ("--change", plan.change[language], "--day", "tue", "--time", "15:30")
        name = plan.name[language]
        await self.product.run("team", "add", name, "--school", SCHOOL[language], *size, *habit)

    async def _step(self, moment: datetime, *, progress: float) -> None:
        self.set_clock(moment)
        await self._settled(moment)
        robots = [robot for robot in self.robots if robot.person.number not in self.stage.by_hand]
        await self._with_bot(asyncio.gather(*(robot.answer_new(progress=progress) for robot in robots)))

    async def _settled(self, moment: datetime) -> None:
        """Wait until the bot worked this moment through and has nothing more to send."""
        deadline = time.monotonic() + STEP_SECONDS
        while (ticked := await self.product.ticked()) is None or ticked < moment:
            if time.monotonic() > deadline:
                raise Trouble("The bot does not follow the clock; see its log in the data folder.")
            await asyncio.sleep(LOOK_SECONDS)
        await self.stage.telegram.quiet(seconds=QUIET_SECONDS, patience=STEP_SECONDS)

    async def _with_bot(self, acting: Awaitable[object]) -> None:
        try:
            await acting
        except TimeoutError:
            self.product.check_alive()
            raise Trouble(
                "The bot did not answer somebody in time; see its log in the data folder."
            ) from None

    def _door_of(self, character: Character) -> str:
        if character.team is None:
            return character.role
        return f"{character.role} {TEAMS[character.team].name[self.stage.language]}"

    def _language_of(self, character: Character) -> str:
        return "en" if self.stage.language == "en" else character.language
