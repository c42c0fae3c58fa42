"""The three taps. The buttons carry the state; only the third one reaches the database."""

from datetime import timedelta
from html import escape

from bot import afterwards as after_talk
from bot import keyboards, share_texts
from bot.keyboards import Press
from bot.letters import day_name
from bot.visit import Visit
from bot.wording import say
from klankbord import afterwards, checkin, guidance, membership, own_rhythm, places, sharing
from klankbord.checkin import QUESTIONS, Taps, Ticket
from klankbord.letterbox import Parcel
from klankbord.topics import topic_of
from klankbord.vocabulary import Refusal
from storage.rounds import Round

KNOWN = timedelta(seconds=60)  # its questions never change while it is open; the third tap asks the database
MOST_KNOWN = 10_000


async def press(visit: Visit) -> None:
    """Follow a press on a check-in's button, whichever it is and whenever it comes."""
    pressed = keyboards.read_press(visit.data)
    visit.language = pressed.language
    ticket = checkin.read_ticket(visit.house, pressed.ticket, account=visit.account)
    visit.door.delivery.alive(pressed.ticket)
    if pressed.action == "s":
        await _state(visit, pressed, ticket)
    elif pressed.action == "w":
        await visit.door.ask(sharing.withdraw, visit.house, ticket, account=visit.account)
        visit.nod()
        _show(visit, pressed, "checkin.withdrawn", again=True)
    elif pressed.action == "c":
        await visit.door.ask(checkin.open_round, visit.house, ticket)
        visit.nod()
        visit.edit(
            say(pressed.language, "checkin.what_to_change"),
            keyboards.change(pressed.language, pressed.ticket),
        )
    elif pressed.action == "k":
        await _done(visit, pressed, await _open_round(visit, ticket))
    elif pressed.action == "t":
        await _ask_for_thought(visit, pressed, ticket)
    elif pressed.action == "n":
        visit.nod()
        _show(visit, pressed, "checkin.skipped", again=True)
    else:
        await _less_often(visit, pressed)


async def checkin_now(visit: Visit) -> None:
    """Answer /checkin: send this round's check-in if it was not sent yet, else point at it."""
    found = await visit.door.asking.ask(visit.member())
    if isinstance(found, Parcel):
        if found.round:
            _know(visit, found.round)
        await visit.door.delivery.send([found])
    elif isinstance(found, Round):
        visit.send(visit.say("checkin.look_up", until=day_name(found.closes, visit.language)))
    elif found.state == "gathering":
        visit.send(visit.say("checkin.not_started"))
    else:
        visit.send(visit.say("checkin.none_open"))


async def _state(visit: Visit, pressed: Press, ticket: Ticket) -> None:
    if len(pressed.choices) >= QUESTIONS:
        found = await visit.door.handing_in.ask(Taps(ticket, visit.account, pressed.choices))
        await _done(visit, pressed, found)
        return
    found = await _open_round(visit, ticket)
    number = len(pressed.choices) + 1
    item = checkin.question(visit.house, found, number)
    visit.nod()
    text = say(pressed.language, "checkin.item", number=str(number), item=escape(item.text[pressed.language]))
    visit.edit(text, keyboards.answers(item, pressed.language, pressed.ticket, pressed.choices))


async def _open_round(visit: Visit, ticket: Ticket) -> Round:
    """Return the ticket's round; the first taps may see it for a minute longer than it is open."""
    now = visit.house.clock()
    known = visit.door.rounds.get(ticket.round_id)
    if known is None or known[0] < now:
        return _know(visit, await visit.door.ask(checkin.open_round, visit.house, ticket))
    return known[1]


def _know(visit: Visit, found: Round) -> Round:
    if len(visit.door.rounds) > MOST_KNOWN:
        visit.door.rounds.clear()
    visit.door.rounds[found.id] = visit.house.clock() + KNOWN, found
    return found


async def _done(visit: Visit, pressed: Press, found: Round) -> None:
    language = pressed.language
    asks = await visit.door.ask(afterwards.question_of, visit.house, found) if found.asks_after else None
    visit.nod()
    if asks is not None:
        more = after_talk.buttons(language, pressed.ticket, asks)
        text = "\n\n".join((say(language, "checkin.done"), after_talk.question_text(language, asks)))
        visit.edit(text, keyboards.handed_in(language, pressed.ticket, more=more))
        return
    buttons = keyboards.handed_in(language, pressed.ticket, ties=bool(found.asks_about))
    visit.edit(say(language, "checkin.done"), buttons)


def _show(visit: Visit, pressed: Press, key: str, *, again: bool = False) -> None:
    back = keyboards.start_again(pressed.language, pressed.ticket) if again else None
    visit.edit(say(pressed.language, key), back)


async def _ask_for_thought(visit: Visit, pressed: Press, ticket: Ticket) -> None:
    language, now = pressed.language, visit.house.clock()
    offer = await visit.door.ask(sharing.begin, visit.house, ticket, account=visit.account, now=now)
    found = await visit.door.ask(checkin.open_round, visit.house, ticket)
    place = await visit.door.ask(places.place_by_id, visit.house, found.team_id)
    visit.nod()
    question = guidance.prompt_of(visit.house, place, found, language)
    visit.send(say(language, "thought.ask", question=escape(question)))
    if offer.shared:
        visit.send(say(language, "share.already"), share_texts.taking_back(language, offer.share))
    elif offer.talk.said:
        buttons = share_texts.choices(language, offer.share, topic_of(offer.talk.topic))
        visit.send(say(language, "share.earlier"), buttons)


async def _less_often(visit: Visit, pressed: Press) -> None:
    language = pressed.language
    if not pressed.choices:
        visit.nod()
        visit.edit(say(language, "checkin.how_often"), keyboards.less_often(language, pressed.ticket))
        return
    await visit.meet()
    person = visit.member()
    parts = await visit.door.ask(membership.parts_of, visit.house, person)
    teaching = next((part for part in parts if part.membership.role == "teacher"), None)
    if teaching is None:
        raise Refusal("only_teachers")
    await visit.door.ask(
        own_rhythm.set_pace,
        visit.house,
        person,
        team_id=teaching.team.id,
        pace=pressed.choices[0],
        now=visit.house.clock(),
    )
    visit.nod()
    _show(visit, pressed, "checkin.less_done", again=True)
