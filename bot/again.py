"""*Are you in again this year?*: the answer to the question that comes once a school year."""

from html import escape

from bot import keyboards
from bot.visit import Visit
from bot.wording import say
from klankbord import school_years
from klankbord.vocabulary import Language


def buttons(language: Language, team_id: str) -> keyboards.Keyboard:
    """Return the choice between yes and no for one team."""
    return keyboards.column(
        (say(language, "again.accept"), f"yy{team_id}"), (say(language, "again.decline"), f"yn{team_id}")
    )


async def choose(visit: Visit) -> None:
    """Take the yes or no of somebody for the new school year."""
    chosen = await visit.door.ask(
        school_years.choose,
        visit.house,
        visit.member(),
        team_id=visit.data[2:],
        again=visit.data[1] == "y",
        now=visit.house.clock(),
    )
    visit.nod()
    if visit.data[1] == "y":
        visit.edit(visit.say("again.done_teacher" if chosen.role == "teacher" else "again.done"))
    elif chosen.erased:
        visit.edit(visit.say("stop.done"))
    else:
        visit.edit(visit.say("again.left", team=escape(chosen.team)))
