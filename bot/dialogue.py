"""A thought: any text in the private chat of a member. It is answered at once and not kept."""

from html import escape

from bot import agreement, enrolment, serious, share_texts
from bot.visit import Visit
from klankbord import conversation, listening


async def text(visit: Visit) -> None:
    """Answer a text: a code opens the join screen, a member's text is a thought."""
    if enrolment.is_code(visit.text):
        await enrolment.show_welcome(visit, visit.text.strip())
        return
    if visit.person is None:
        alarm = await visit.door.ask(listening.watch, visit.house, None, visit.text, language=visit.language)
        if alarm:
            serious.answer(visit, alarm)
        else:
            visit.send(visit.say("stranger"))
        return
    talk = await visit.door.ask(
        conversation.running, visit.house, account=visit.account, now=visit.house.clock()
    )
    if talk.agreement:
        team_id, number = talk.agreement.split()
        await agreement.take_words(visit, visit.text, team_id=team_id, number=int(number))
        return
    heard = await visit.door.ask(
        listening.hear,
        visit.house,
        visit.person,
        visit.text,
        language=visit.language,
        now=visit.house.clock(),
    )
    if heard.serious:
        serious.answer(visit, heard.text)
        return
    answer, buttons = escape(heard.text), None
    if not heard.last:  # the end of a talk says so itself
        answer += f"\n\n<i>{visit.say('thought.not_kept')}</i>"
    if heard.share:
        offered, buttons = share_texts.offer(visit.language, heard.share, heard.topic)
        answer += f"\n\n{offered}"
    elif heard.could_share:
        answer += f"\n\n<i>{visit.say('share.how')}</i>"
    visit.send(answer, buttons)


async def unknown_command(visit: Visit) -> None:
    """Point at /help when a command is not known."""
    visit.send(visit.say("unknown_command" if visit.person else "stranger"))
