"""Joining, leaving, language: what happens before and after the weeks."""

import re
from functools import partial
from html import escape

from telegram import BotCommand, BotCommandScopeChat

from bot import keyboards, rhythm
from bot.codes import Answer
from bot.visit import Visit
from bot.wording import say
from klankbord import membership
from klankbord.membership import Welcome
from klankbord.setting_up import CODE_LENGTH, CODE_LETTERS
from klankbord.vocabulary import LANGUAGES, Language, Refusal, as_language

CODE = re.compile(rf"[{CODE_LETTERS}]{{{CODE_LENGTH}}}", re.IGNORECASE)
EVERYONE = ("checkin", "team", "rhythm", "privacy", "language", "stop", "help")
TRANSLATED = ("rhythm", "language", "agreement")
LEADS = ("digest", "agreement", "dashboard", "team", "privacy", "language", "stop", "help")
COACHES = ("dashboard", "team", "privacy", "language", "stop", "help")
COMMANDS = {"teacher": EVERYONE, "lead": LEADS, "coach": COACHES}


async def start(visit: Visit) -> None:
    """Answer /start, with or without a code."""
    words = visit.text.split(maxsplit=1)
    if len(words) == 2:
        await show_welcome(visit, words[1].strip())
    elif visit.person is None:
        visit.send(visit.say("stranger"))
    else:
        await help_(visit)


async def show_welcome(visit: Visit, code: str) -> None:
    """Show what a code opens and what taking part means; nothing is stored yet."""
    welcome = await _look_at(visit, code)
    if welcome is None:
        return
    if visit.person is None and visit.update.effective_user and not visit.update.effective_user.language_code:
        visit.language = as_language(welcome.team_language)
    code = code.lower()
    keyboard = keyboards.column(
        (visit.say("join.accept"), f"j{code}"),
        (visit.say("join.more"), f"m{code}"),
        (visit.say("join.decline"), "x"),
    )
    visit.send(_welcome_text(visit.language, welcome, _name(visit)), keyboard)


async def more(visit: Visit) -> None:
    """Show the rest of what taking part means."""
    welcome = await _look_at(visit, visit.data[1:])
    visit.nod()
    if welcome is None:
        return
    counsellor = welcome.counsellor or visit.say("join.a_counsellor")
    visit.send(visit.say("join.more_text", counsellor=escape(counsellor), k=str(welcome.smallest_group)))


async def not_now(visit: Visit) -> None:
    """Leave a join screen: nothing was stored."""
    visit.nod()
    visit.edit(visit.say("join.declined"))


async def join(visit: Visit) -> None:
    """Store the person, and ask a teacher for a day and time."""
    code = visit.data[1:]
    welcome = await _look_at(visit, code)
    if welcome is None:
        visit.nod()
        return
    role = await visit.door.ask(
        membership.join,
        visit.house,
        code=code,
        account=visit.account,
        chat=visit.chat,
        language=visit.language,
        name=_name(visit),
        now=visit.house.clock(),
        bot=visit.door.own,
    )
    visit.nod()
    visit.edit(visit.say(f"joined.{role}", team=escape(", ".join(welcome.teams))))
    if role == "teacher":
        await rhythm.ask_for_day(visit)
    else:
        leads = role == "lead" or "lead" in await _roles(visit)
        set_commands(visit, LEADS if leads else COACHES)


def set_commands(visit: Visit, names: tuple[str, ...]) -> None:
    """Register the commands of somebody's role in their chat, in both languages."""
    for language in LANGUAGES:
        visit.then(
            partial(
                visit.door.bot.set_my_commands,
                commands_in(language, names),
                scope=BotCommandScopeChat(visit.chat),
                language_code=language,
            )
        )


def commands_in(language: Language, names: tuple[str, ...]) -> list[BotCommand]:
    """Return commands with their one-line descriptions."""
    return [BotCommand(called(language, name), say(language, f"command.{name}")) for name in names]


def called(language: Language, name: str) -> str:
    """Return what a command is called in a language; every name works in both."""
    return say(language, f"called.{name}") if name in TRANSLATED else name


async def language(visit: Visit) -> None:
    """Ask which language to speak, or take the answer."""
    if visit.update.callback_query is None:
        visit.send(visit.say("language.ask"), keyboards.column(("Nederlands", "gnl"), ("English", "gen")))
        return
    chosen = as_language(visit.data[1:])
    if visit.person:
        await visit.door.ask(membership.set_language, visit.house, visit.person, chosen)
    visit.language = chosen
    visit.nod()
    visit.edit(visit.say("language.done"))


async def stop(visit: Visit) -> None:
    """Ask once whether everything is to be erased."""
    if visit.person is None:
        visit.send(visit.say("privacy.nothing"))
        return
    keyboard = keyboards.column((visit.say("stop.accept"), "zy"), (visit.say("stop.decline"), "zn"))
    visit.send(visit.say("stop.ask"), keyboard)


async def stop_answer(visit: Visit) -> None:
    """Erase the person, or leave everything as it is."""
    visit.nod()
    if visit.data == "zn":
        visit.edit(visit.say("stop.stayed"))
        return
    if visit.person is not None:
        await visit.door.ask(membership.stop, visit.house, visit.person)
    visit.edit(visit.say("stop.done"))


async def help_(visit: Visit) -> None:
    """Say what Klankbord does and what can be typed."""
    if visit.person is None:
        visit.send(visit.say("stranger"))
        return
    roles = await _roles(visit)
    speaks_as = next((role for role in ("teacher", "lead") if role in roles), "coach")
    names = COMMANDS[speaks_as]
    lines = [f"/{called(visit.language, name)} – {visit.say(f'command.{name}')}" for name in names]
    visit.send(visit.say(f"help.{speaks_as}", commands="\n".join(lines)))


async def not_text(visit: Visit) -> None:
    """Answer a sticker, voice, photo or anything else that is no text; nothing of it is kept."""
    visit.send(visit.say("text_please" if visit.person else "stranger"))


def is_code(text: str) -> bool:
    """Tell whether a text is nothing but a code."""
    return CODE.fullmatch(text.strip()) is not None


async def _look_at(visit: Visit, code: str) -> Welcome | None:
    """Look up what a code opens; nothing for somebody who guesses and was told to wait."""
    guard, now = visit.door.codes, visit.house.clock()
    allowed = guard.ask(visit.account, now)
    if allowed is Answer.SAY:
        raise Refusal("too_many_codes")
    if allowed is Answer.SILENT:
        return None
    try:
        return await visit.door.ask(membership.look_at, visit.house, code=code, bot=visit.door.own)
    except Refusal as refusal:
        if refusal.key == "unknown_code":
            guard.wrong(visit.account, now)
        raise


async def _roles(visit: Visit) -> set[str]:
    """Return the roles that whoever writes had when they wrote, in any team."""
    if visit.person is None:
        return set()
    parts = await visit.door.ask(membership.parts_of, visit.house, visit.person)
    return {part.membership.role for part in parts}


def _name(visit: Visit) -> str:
    user = visit.update.effective_user
    return user.full_name if user else ""


def _welcome_text(language: Language, welcome: Welcome, name: str) -> str:
    if not welcome.teams:
        raise Refusal("unknown_code")
    return say(
        language,
        f"welcome.{welcome.role}",
        team=escape(", ".join(welcome.teams)),
        school=escape(welcome.school),
        k=str(welcome.smallest_group),
        day=say(language, f"weekday.d{welcome.weekday}"),
        at=welcome.at,
        name=escape(name),
    )
