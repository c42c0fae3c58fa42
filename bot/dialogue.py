"""A thought: any text in the private chat of a member. It is answered at once and not kept."""

from html import escape

from bot import enrolment
from bot.visit import Visit
from klankbord import listening


async def text(visit: Visit) -> None:
    """Answer a text: a code opens the join screen, a member's text is a thought."""
    if enrolment.is_code(visit.text):
        await enrolment.show_welcome(visit, visit.text.strip())
        return
    if visit.person is None:
        visit.send(visit.say("stranger"))
        return
    heard = await visit.door.ask(
        listening.hear,
        visit.house,
        visit.person,
        visit.text,
        language=visit.language,
        now=visit.house.clock(),
    )
    answer = escape(heard.text)
    visit.send(answer if heard.serious else f"{answer}\n\n<i>{visit.say('thought.not_kept')}</i>")


async def unknown_command(visit: Visit) -> None:
    """Point at /help when a command is not known."""
    visit.send(visit.say("unknown_command" if visit.person else "stranger"))
