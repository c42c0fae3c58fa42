"""What a lead does with a picture: choose a day to talk, say afterwards what was agreed, print it.

The room checks the role. Buttons carry `d` or `a`, the team, the number of the picture and the choice.
"""

import re
from datetime import date
from html import escape

from bot import serious, talk_texts
from bot.letters import day_name
from bot.talk_texts import WHEN
from bot.visit import Visit
from klankbord import agreements, conversation, figures, membership, places, talks
from klankbord.looks import record_look
from klankbord.places import Place
from klankbord.vocabulary import Refusal

TALK = re.compile(r"d([0-9a-f]{16})(\d{1,4})([tnlx])")
AGREED = re.compile(r"a([0-9a-f]{16})(\d{1,4})([0-3w])")


async def plan(visit: Visit) -> None:
    """Take the day that a lead chose for the talk."""
    match = TALK.fullmatch(visit.data)
    if match is None:
        raise Refusal("old_button")
    team_id, number, letter = match.groups()
    member, now = visit.member(), visit.house.clock()
    place = await visit.door.ask(places.place_by_id, visit.house, team_id)
    day = await visit.door.ask(
        talks.plan, visit.house, member, team_id=team_id, number=int(number), when=WHEN[letter], now=now
    )
    visit.nod()
    if day is None:
        visit.send(visit.say("talk.declined"))
        return
    lines = [visit.say("talk.planned", day=day_name(day, visit.language))]
    if place.team.less_since is not None:
        lines.append(visit.say("talk.weekly_again"))
    visit.send(" ".join(lines))


async def agreed(visit: Visit) -> None:
    """Take one of the practices as agreed, or that there was a talk and no action now, or wait for words."""
    match = AGREED.fullmatch(visit.data)
    if match is None:
        raise Refusal("old_button")
    team_id, number, choice = match.group(1), int(match.group(2)), match.group(3)
    member, now = visit.member(), visit.house.clock()
    since = await visit.door.ask(talks.leads_since, visit.house, member, team_id=team_id)
    if choice == "w":
        await visit.door.ask(
            conversation.expect_agreement,
            visit.house,
            account=visit.account,
            team_id=team_id,
            number=number,
            now=now,
        )
        visit.nod()
        visit.send(visit.say("agreement.your_words"))
        return
    words = await _idea(visit, team_id, number, int(choice), since) if choice != "0" else ""
    await visit.door.ask(
        talks.agree, visit.house, member, team_id=team_id, number=number, words=words, now=now
    )
    visit.nod()
    visit.edit(visit.say("agreement.kept", words=escape(words)) if words else visit.say("agreement.talked"))


async def take_words(visit: Visit, words: str, *, team_id: str, number: int) -> None:
    """Keep what a team agreed in the lead's own words, or answer a serious message."""
    kept = await visit.door.ask(
        agreements.own_words,
        visit.house,
        visit.member(),
        team_id=team_id,
        number=number,
        words=words,
        language=visit.language,
        now=visit.house.clock(),
    )
    if isinstance(kept, str):
        serious.answer(visit, kept)
        return
    visit.send(visit.say("agreement.kept", words=escape(kept.words)))


async def agreement(visit: Visit) -> None:
    """Take a lead's own words behind /agreement, or show what was agreed and how to add to it."""
    parts = await visit.door.ask(membership.parts_of, visit.house, visit.member())
    leading = next((part for part in parts if part.membership.role == "lead"), None)
    if leading is None:
        raise Refusal("only_leads")
    place = await visit.door.ask(places.place_by_id, visit.house, leading.team.id)
    words = visit.text.partition(" ")[2].strip()
    since = leading.membership.since
    team = await visit.door.ask(figures.picture_of, visit.house, place, since=since)
    if not words:
        await _show(visit, place, team.number if team else 0, since)
        return
    if team is None:
        raise Refusal("nothing_to_agree")
    await take_words(visit, words, team_id=place.team.id, number=team.number)


async def _idea(visit: Visit, team_id: str, number: int, choice: int, since: date | None) -> str:
    place = await visit.door.ask(places.place_by_id, visit.house, team_id)
    team = await visit.door.ask(talks.picture_at, visit.house, place, number, since=since)
    if team is None:
        raise Refusal("old_button")
    found = await visit.door.ask(talks.ideas, visit.house, place, team, language=visit.language)
    return found[choice - 1].text


async def _show(visit: Visit, place: Place, number: int, since: date | None) -> None:
    now = visit.house.clock()
    listed = await visit.door.ask(
        agreements.listed, visit.house, place, language=visit.language, now=now, since=since
    )
    if listed:
        await visit.door.ask(
            record_look, visit.house, team_id=place.team.id, role="lead", what="agreements", now=now
        )
    how = visit.say("agreement.how" if number else "agreement.nothing_yet")
    buttons = talk_texts.own_words_button(visit.language, place.team.id, number) if number else None
    visit.send("\n\n".join([*([escape(listed)] if listed else []), how]), buttons)
