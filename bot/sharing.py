"""The buttons of sharing: only the topic, also the text, or nothing. Each carries all that it needs.

Nobody is looked up and nothing is remembered here; the room checks every press.
"""

from html import escape

from bot import keyboards, serious, share_texts
from bot.letters import day_name
from bot.share_texts import SharePress
from bot.visit import Visit
from klankbord import places, sharing
from klankbord.listening import Heard
from klankbord.topics import Topic
from klankbord.vocabulary import Refusal
from storage.rounds import Round


async def press(visit: Visit) -> None:
    """Follow a press on a button of sharing, whichever it is and whenever it comes."""
    pressed = share_texts.read_press(visit.data)
    visit.language = pressed.language
    found = await visit.door.ask(sharing.round_of, visit.house, pressed.share, account=visit.account)
    if pressed.action == "o":
        await visit.door.ask(
            sharing.only_topic, visit.house, pressed.share, pressed.topic, account=visit.account
        )
        _confirm(visit, pressed, pressed.topic, found)
    elif pressed.action == "t" and pressed.topic is not None:
        kept = await visit.door.ask(
            sharing.correct, visit.house, pressed.share, pressed.topic, account=visit.account
        )
        _confirm(visit, pressed, kept.topic, found, readers=kept.readers)
    elif pressed.action == "v":
        await _preview(visit, pressed, found)
    elif pressed.action == "s":
        await _share_text(visit, pressed, found)
    elif pressed.action == "a":
        await visit.door.ask(
            sharing.say_it_again, visit.house, pressed.share, account=visit.account, now=visit.house.clock()
        )
        visit.nod()
        visit.edit(visit.say("share.again_ask"))
    elif pressed.action == "x":
        await visit.door.ask(sharing.decline, visit.house, pressed.share, account=visit.account)
        _say(visit, pressed, visit.say("share.declined"))
    elif pressed.action == "u":
        await visit.door.ask(sharing.take_back, visit.house, pressed.share, account=visit.account)
        visit.nod()
        visit.edit(visit.say("share.taken_back"))
    else:
        raise Refusal("old_button")


async def _preview(visit: Visit, pressed: SharePress, found: Round) -> None:
    shown = await visit.door.ask(
        sharing.preview,
        visit.house,
        pressed.share,
        account=visit.account,
        language=pressed.language,
        now=visit.house.clock(),
    )
    place = await visit.door.ask(places.place_by_id, visit.house, found.team_id)
    visit.nod()
    if isinstance(shown, Heard):
        serious.answer(visit, shown.text)
        return
    texts, buttons = share_texts.previewed(
        pressed.language, pressed.share, pressed.topic, shown, smallest_group=place.team.smallest_group
    )
    for text in texts[:-1]:
        visit.send(text)
    visit.send(texts[-1], buttons)


async def _share_text(visit: Visit, pressed: SharePress, found: Round) -> None:
    kept = await visit.door.ask(
        sharing.also_text,
        visit.house,
        pressed.share,
        account=visit.account,
        check=pressed.check,
        now=visit.house.clock(),
    )
    _confirm(visit, pressed, kept.topic, found, readers=kept.readers)


def _confirm(
    visit: Visit, pressed: SharePress, topic: Topic | None, found: Round, *, readers: tuple[str, ...] = ()
) -> None:
    language, until = pressed.language, day_name(found.closes, pressed.language)
    called = escape(topic.called(language)) if topic else ""
    if readers:
        under = visit.say("share.done_with", topic=called) if topic else ""
        text = visit.say(
            "share.done_text", topic=under, readers=escape(share_texts.names(language, readers)), until=until
        )
    else:
        text = visit.say("share.done_topic", topic=called, until=until)
    _say(visit, pressed, text, share_texts.shared(language, pressed.share, topic))


def _say(visit: Visit, pressed: SharePress, text: str, buttons: keyboards.Keyboard | None = None) -> None:
    """Say it in place of a preview or an earlier confirmation; below an answer of the guide, which stays."""
    visit.nod()
    if pressed.action in ("o", "x") and not pressed.check:
        visit.strip()
        visit.send(text, buttons)
    else:
        visit.edit(text, buttons)
