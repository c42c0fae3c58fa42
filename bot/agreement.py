"""What a lead does with a picture: choose a day to talk, say afterwards what was agreed.

The room checks the role. Buttons carry `d` or `a`, the team, the number of the picture and the choice.
"""

import re
from html import escape

from bot.letters import day_name
from bot.talk_texts import WHEN
from bot.visit import Visit
from klankbord import agreements, figures, membership, places, talks
from klankbord.places import Place
from klankbord.vocabulary import Refusal

TALK = re.compile(r"d([0-9a-f]{16})(\d{1,4})([tnlx])")
AGREED = re.compile(r"a([0-9a-f]{16})(\d{1,4})([0-3])")


async def plan(visit: Visit) -> None:
    """Take the day that a lead chose for the talk."""
    match = TALK.fullmatch(visit.data)
    if match is None:
        raise Refusal("old_button")
    team_id, number, letter = match.groups()
    day = await visit.door.ask(
        talks.plan,
        visit.house,
        visit.member(),
        team_id=team_id,
        number=int(number),
        when=WHEN[letter],
        now=visit.house.clock(),
    )
    visit.nod()
    if day is None:
        visit.send(visit.say("talk.declined"))
    else:
        visit.send(visit.say("talk.planned", day=day_name(day, visit.language)))


async def agreed(visit: Visit) -> None:
    """Take one of the practices as agreed, or that there was a talk and no action now."""
    match = AGREED.fullmatch(visit.data)
    if match is None:
        raise Refusal("old_button")
    team_id, number, choice = match.group(1), int(match.group(2)), int(match.group(3))
    words = ""
    if choice:
        place = await visit.door.ask(places.place_by_id, visit.house, team_id)
        team = await visit.door.ask(figures.picture_of, visit.house, place)
        if team is None:
            raise Refusal("old_button")
        found = await visit.door.ask(talks.ideas, visit.house, place, team, language=visit.language)
        words = found[choice - 1].text
    await visit.door.ask(
        talks.agree,
        visit.house,
        visit.member(),
        team_id=team_id,
        number=number,
        words=words,
        now=visit.house.clock(),
    )
    visit.nod()
    kept = visit.say("agreement.kept", words=escape(words)) if words else visit.say("agreement.talked")
    visit.edit(kept)


async def agreement(visit: Visit) -> None:
    """Take a lead's own words behind /agreement, or show what was agreed and how to add to it."""
    parts = await visit.door.ask(membership.parts_of, visit.house, visit.member())
    leading = next((part for part in parts if part.membership.role == "lead"), None)
    if leading is None:
        raise Refusal("only_leads")
    place = await visit.door.ask(places.place_by_id, visit.house, leading.team.id)
    words = visit.text.partition(" ")[2].strip()
    if not words:
        await _show(visit, place)
        return
    team = await visit.door.ask(figures.picture_of, visit.house, place)
    if team is None:
        raise Refusal("nothing_to_agree")
    kept = await visit.door.ask(
        agreements.own_words,
        visit.house,
        visit.member(),
        team_id=place.team.id,
        number=team.number,
        words=words,
        language=visit.language,
        now=visit.house.clock(),
    )
    text = kept if isinstance(kept, str) else visit.say("agreement.kept", words=escape(kept.words))
    visit.send(escape(text) if isinstance(kept, str) else text)


async def _show(visit: Visit, place: Place) -> None:
    listed = await visit.door.ask(
        agreements.listed, visit.house, place, language=visit.language, now=visit.house.clock()
    )
    visit.send("\n\n".join([*([escape(listed)] if listed else []), visit.say("agreement.how")]))
