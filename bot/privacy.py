"""/privacy: what is stored about somebody and which roles looked at their team, as the database has it."""

from html import escape

from bot import keyboards, rhythm
from bot.lengths import packed
from bot.letters import day_name
from bot.visit import Visit
from klankbord import rights
from klankbord.membership import Part
from klankbord.rights import Kept

CLOSE = "xp"  # what the button carries that ends the sessions on the pages
LONGEST = 4096  # what Telegram takes in one message; a coach of many teams needs several
LOOKS_SHOWN = 12  # lines: the rest is older, and a message has an end


async def privacy(visit: Visit) -> None:
    """Show everything stored about the person, as it stands in the database."""
    if visit.person is None:
        visit.send(visit.say("privacy.nothing"))
        return
    kept = await visit.door.ask(rights.kept_about, visit.house, visit.person, now=visit.house.clock())
    said = visit.say(
        "privacy.text",
        lines="\n".join(_about(visit, kept)),
        looks="\n".join(_looks(visit, kept)),
        nameless="" if kept.name else f" {visit.say('privacy.nameless')}",
        code=kept.code,
    )
    *before, last = packed(said.splitlines(keepends=True), LONGEST)  # a mark is closed in its own line
    for text in before:
        visit.send(text)
    visit.send(
        last,
        keyboards.column((visit.say("privacy.close"), CLOSE)) if kept.way_until or kept.sessions else None,
    )


async def close(visit: Visit) -> None:
    """End what is open on the web pages for whoever pressed."""
    await visit.door.ask(rights.close_pages, visit.house, visit.member())
    visit.nod()
    visit.send(visit.say("privacy.closed"))


def _about(visit: Visit, kept: Kept) -> list[str]:
    lines = [visit.say("privacy.language", name=visit.say(f"privacy.{kept.language}"))]
    if kept.name:
        lines.append(visit.say("privacy.name", name=escape(kept.name)))
    for part in kept.parts:
        lines += _part(visit, part)
    if kept.letters:
        names = sorted({visit.say(f"letter_name.{kind}") for kind in kept.letters})
        lines.append(visit.say("privacy.letters", letters=", ".join(names)))
    if kept.visited is not None:
        lines.append(visit.say("privacy.visited", day=day_name(kept.visited, visit.language)))
    if kept.way_until is not None:
        lines.append(visit.say("privacy.way", time=f"{kept.way_until:%H:%M}"))
    if kept.sessions:
        until = f"{max(kept.sessions):%H:%M}"
        lines.append(visit.say("privacy.sessions", count=str(len(kept.sessions)), time=until))
    if kept.talking:
        lines.append(visit.say("privacy.talking"))
    return lines


def _part(visit: Visit, part: Part) -> list[str]:
    stored = part.membership
    role = visit.say(f"role.{stored.role}")
    year = f"{stored.school_year}/{stored.school_year + 1}"
    lines = [visit.say("privacy.part", role=role, team=escape(part.team.name), year=year)]
    if stored.role == "teacher":
        lines.append(visit.say("privacy.rhythm", rhythm=rhythm.describe(visit.language, part)))
        lines.append(visit.say("privacy.next", day=day_name(stored.next_week, visit.language)))
    if stored.since is not None:
        lines.append(visit.say("privacy.since", day=day_name(stored.since, visit.language)))
    return lines


def _looks(visit: Visit, kept: Kept) -> list[str]:
    if not kept.looks:
        return [visit.say("privacy.no_looks")]
    several = len({part.team.id for part in kept.parts}) > 1
    lines = []
    for look in kept.looks[:LOOKS_SHOWN]:
        line = visit.say(
            "privacy.look",
            day=day_name(look.day, visit.language),
            role=visit.say(f"role.{look.role}"),
            what=visit.say(f"looked_at.{look.what}"),
        )
        lines.append(f"{line} ({escape(look.team)})" if several else line)
    if len(kept.looks) > LOOKS_SHOWN:
        lines.append(visit.say("privacy.more_looks"))
    return lines
