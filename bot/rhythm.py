"""Own day, time and pace: chosen by the teacher alone; no lead or operator sees or changes it."""

from bot import keyboards
from bot.visit import Visit
from bot.wording import say
from klankbord import membership, own_rhythm
from klankbord.membership import Part
from klankbord.own_rhythm import PACES
from klankbord.vocabulary import Language, Refusal

OTHER_TIMES = ("08:00", "12:30", "15:30", "16:30", "19:30")
TEAM = "t"  # as the team


async def show(visit: Visit) -> None:
    """Show the rhythm and what can be changed."""
    part = await _teaching(visit)
    buttons = [(visit.say(f"rhythm.pace{pace}"), f"p{pace}") for pace in PACES]
    buttons.append((visit.say("rhythm.other_moment"), "ro"))
    visit.send(
        visit.say("rhythm.now", rhythm=describe(visit.language, part)),
        keyboards.column(*buttons),
    )


async def ask_for_day(visit: Visit) -> None:
    """Ask somebody who just joined for a day and time: the team's, the day after, or another."""
    visit.person = await visit.door.ask(membership.who, visit.house, account=visit.account)
    part = await _teaching(visit)
    after = (part.team.weekday + 1) % 5
    at = part.team.at
    buttons = [
        (visit.say("rhythm.team_moment", day=_day(visit.language, part.team.weekday), at=at), f"r{TEAM}"),
        (visit.say("rhythm.moment", day=_day(visit.language, after), at=at), f"r{after}{at}"),
        (visit.say("rhythm.other_moment"), "ro"),
    ]
    visit.send(visit.say("rhythm.ask"), keyboards.column(*buttons))


async def moment(visit: Visit) -> None:
    """Take a moment: `ro` asks which day, `rd<day>` which time, `r<day><HH:MM>` or `rt` is one."""
    part = await _teaching(visit)
    choice = visit.data[1:]
    if choice == "o":
        visit.nod()
        days = [(_day(visit.language, day), f"rd{day}") for day in range(5)]
        visit.edit(visit.say("rhythm.which_day"), keyboards.column(*days))
        return
    if choice[:1] == "d" and choice[1:] in set("01234"):
        visit.nod()
        times = [(at, f"r{choice[1:]}{at}") for at in OTHER_TIMES]
        visit.edit(visit.say("rhythm.which_time"), keyboards.column(*times))
        return
    weekday, at = _read_moment(choice)
    await visit.door.ask(
        own_rhythm.set_rhythm, visit.house, visit.member(), team_id=part.team.id, weekday=weekday, at=at
    )
    part = await _teaching(visit)
    visit.nod()
    visit.edit(visit.say("rhythm.done", rhythm=describe(visit.language, part)))


async def pace(visit: Visit) -> None:
    """Take how often the person is asked."""
    part = await _teaching(visit)
    if visit.data[1:] not in map(str, PACES):
        raise Refusal("old_button")
    await visit.door.ask(
        own_rhythm.set_pace,
        visit.house,
        visit.member(),
        team_id=part.team.id,
        pace=int(visit.data[1:]),
        now=visit.house.clock(),
    )
    part = await _teaching(visit)
    visit.nod()
    back = keyboards.column((visit.say("rhythm.back_to_weekly"), "p1")) if part.membership.pace > 1 else None
    visit.edit(visit.say("rhythm.done", rhythm=describe(visit.language, part)), back)


def describe(language: Language, part: Part) -> str:
    """Say when and how often somebody is asked."""
    return say(
        language,
        f"rhythm.describe{part.membership.pace}",
        day=_day(language, part.weekday),
        at=part.at,
    )


def _read_moment(choice: str) -> tuple[int | None, str | None]:
    if choice == TEAM:
        return None, None
    if len(choice) == 6 and choice[0] in "01234":
        return int(choice[0]), choice[1:]
    raise Refusal("old_button")


async def _teaching(visit: Visit) -> Part:
    parts = await visit.door.ask(membership.parts_of, visit.house, visit.member())
    for part in parts:
        if part.membership.role == "teacher":
            return part
    raise Refusal("only_teachers")


def _day(language: Language, weekday: int) -> str:
    return say(language, f"weekday.d{weekday}")
