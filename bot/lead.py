"""What a team sees of itself: /team for everybody, /digest for the lead; the same figures for both."""

from html import escape

from bot import digests, talk_texts
from bot.letters import day_name
from bot.visit import Visit
from klankbord import figures, membership, places, talks
from klankbord.example import example_digest
from klankbord.first_weeks import first_picture
from klankbord.house import House
from klankbord.looks import Looker, record_look
from klankbord.membership import Part
from klankbord.vocabulary import Refusal
from klankbord.wording import phrase


async def team(visit: Visit) -> None:
    """Show the newest digest of every team the person belongs to, or a full example before there is one."""
    parts = await visit.door.ask(membership.parts_of, visit.house, visit.member())
    if not parts:
        raise Refusal("not_yours")
    for part in parts:
        place = await visit.door.ask(places.place_by_id, visit.house, part.team.id)
        since = part.membership.since
        shown = await visit.door.ask(digests.newest, visit.house, place, visit.language, since=since)
        if shown is not None:
            await visit.door.ask(note_figures, visit.house, part)
            visit.send_photo(shown.photo, shown.caption)
            talk = await visit.door.ask(talks.next_talk, visit.house, place, now=visit.house.clock())
            told = visit.say("talk.planned_for", day=day_name(talk, visit.language)) if talk else ""
            if more := "\n\n".join(part for part in (told, shown.more) if part):
                visit.send(more)
            if part.membership.role == "lead":
                buttons = talk_texts.talk_buttons(visit.language, place.team.id, shown.number)
                visit.send(visit.say("talk.ask"), buttons)
            continue
        lines = [phrase(visit.language, "digest.no_figure")]
        older = await visit.door.ask(figures.picture_of, visit.house, place)
        if since is not None and older is not None:
            lines = [visit.say("sees_since", team=part.team.name, day=day_name(since, visit.language))]
        elif place.team.state == "asking":
            due = first_picture(place, visit.house.clock())
            lines.append(phrase(visit.language, "digest.due", date=day_name(due, visit.language)))
        example = await visit.door.ask(example_digest, visit.house, language=visit.language)
        shown = digests.show(example, visit.language)
        visit.send("\n\n".join(escape(line) for line in lines))
        visit.send_photo(shown.photo, shown.caption)


def note_figures(house: House, part: Part) -> None:
    """Keep that a lead or a coach saw figures; a teacher who looks leaves no trace."""
    roles: dict[str, Looker] = {"lead": "lead", "coach": "coach"}
    if role := roles.get(part.membership.role):
        record_look(house, team_id=part.team.id, role=role, what="figures", now=house.clock())


async def digest(visit: Visit) -> None:
    """Show a lead the team's digest."""
    parts = await visit.door.ask(membership.parts_of, visit.house, visit.member())
    if not any(part.membership.role == "lead" for part in parts):
        raise Refusal("only_leads")
    await team(visit)
