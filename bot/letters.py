"""What each kind of letter says. The first item of a check-in stands behind a spoiler: a phone that lies
on a table shows no question in its notification."""

from dataclasses import dataclass
from datetime import date
from html import escape

from bot import again, digests, keyboards, talk_texts
from bot.wording import say
from klankbord import checkin, desk_replies, figures, guidance, membership, sister_teams, talks
from klankbord.checkin import Ticket
from klankbord.first_weeks import first_picture, kickoff_question, question_of_the_week
from klankbord.house import House
from klankbord.letterbox import Parcel
from klankbord.vocabulary import Language, as_language


@dataclass(frozen=True, slots=True)
class Message:
    """One letter as Telegram is asked to show it."""

    text: str
    keyboard: keyboards.Keyboard | None = None
    photo: bytes | None = None  # then the text is its caption
    silent: bool = False
    ticket: str = ""


class Writer:
    """Writes letters; keeps nothing between two of them."""

    def __init__(self, house: House) -> None:
        self._house = house

    def write(self, parcel: Parcel) -> Message | None:
        """Write a letter; nothing when there is nothing to say any more."""
        language = as_language(parcel.person.language)
        kind = parcel.letter.kind
        if kind == "checkin":
            return self._checkin(parcel, language)
        if kind == "light":
            return self._light(parcel, language)
        if kind == "reminder":
            return self._reminder(parcel, language)
        if kind == "digest":
            return self._digest(parcel, language)
        team = escape(parcel.place.team.name)
        if kind == "opening":
            due = day_name(first_picture(parcel.place, self._house.clock()), language)
            return Message(say(language, "letter.opening", team=team, due=due))
        if kind == "kickoff":
            question = kickoff_question(self._house, parcel.place, language=language)
            return Message(say(language, "letter.kickoff", team=team, question=escape(question)))
        if kind == "again":
            until = day_name(date.fromisoformat(parcel.letter.subject), language)
            keyboard = again.buttons(language, parcel.place.team.id)
            return Message(say(language, "letter.again", team=team, day=until), keyboard)
        if kind in ("talk", "agreed", "less"):
            return self._talk(parcel, language)
        if kind == "answer":
            return self._answer(parcel, language)
        if kind == "question":
            return self._question(parcel, language)
        if kind == "newcomer":
            role, since = parcel.letter.subject.split()
            day = day_name(date.fromisoformat(since), language)
            return Message(say(language, f"letter.newcomer_{role}", team=team, day=day))
        if kind == "joining":
            return self._joining(parcel, language)
        return Message(say(language, f"letter.{kind}", team=team))

    def _talk(self, parcel: Parcel, language: Language) -> Message | None:
        kind, place = parcel.letter.kind, parcel.place
        since = self._since(parcel)
        if kind == "less":
            found = figures.picture_of(self._house, place, since=since)
            leads = found is not None and self._leads(parcel)
            buttons = (
                talk_texts.talk_buttons(language, place.team.id, found.number) if found and leads else None
            )
            text = say(language, "letter.less_lead" if leads else "letter.less", team=escape(place.team.name))
            return Message(text, buttons)
        team = talks.picture_at(self._house, place, int(parcel.letter.subject), since=since)
        if team is None:
            return None
        if kind == "talk":
            card = talks.meeting_card(self._house, place, team, language=language)
            return Message(talk_texts.card_text(language, card))
        ideas = talks.ideas(self._house, place, team, language=language)
        text, buttons = talk_texts.question_text(language, place.team.id, team.number, ideas)
        return Message(text, buttons)

    def _answer(self, parcel: Parcel, language: Language) -> Message | None:
        found = desk_replies.reply_of(self._house, parcel.letter.subject, language=language)
        if found is None:
            return None
        name, words = (escape(one) for one in found)
        team = escape(parcel.place.team.name)
        return Message(say(language, "letter.answer", name=name, team=team, words=words))

    def _question(self, parcel: Parcel, language: Language) -> Message | None:
        if parcel.round is None:
            return None
        question = question_of_the_week(self._house, parcel.place, parcel.round, language=language)
        if question is None:
            return None
        due = day_name(first_picture(parcel.place, self._house.clock()), language)
        return Message(say(language, "letter.lead_question", question=escape(question), due=due), silent=True)

    def _since(self, parcel: Parcel) -> date | None:
        return membership.sees_since(self._house, parcel.person, team_id=parcel.place.team.id)

    def _leads(self, parcel: Parcel) -> bool:
        parts = membership.parts_of(self._house, parcel.person)
        mine = (parcel.place.team.id, "lead")
        return any((one.team.id, one.membership.role) == mine for one in parts)

    def _joining(self, parcel: Parcel, language: Language) -> Message | None:
        union = sister_teams.union_of(self._house, parcel.letter.subject)
        if union is None:
            return None
        day = day_name(union.day, language)
        text = say(language, "letter.joining", team=escape(union.team), other=escape(union.other), day=day)
        return Message(text)

    def _checkin(self, parcel: Parcel, language: Language) -> Message | None:
        if parcel.round is None or not checkin.is_askable(self._house, parcel.round):
            return None
        ticket = checkin.write_ticket(
            self._house, Ticket(parcel.round.id, parcel.slip), account=parcel.person.account
        )
        item = checkin.question(self._house, parcel.round, 1)
        text = say(
            language,
            "checkin.first",
            item=escape(item.text[language]),
            until=day_name(parcel.round.closes, language),
        )
        return Message(text, keyboards.answers(item, language, ticket, ()), ticket=ticket)

    def _light(self, parcel: Parcel, language: Language) -> Message | None:
        if parcel.round is None:
            return None
        question = guidance.prompt_of(self._house, parcel.place, parcel.round, language)
        return Message(say(language, "letter.light", question=escape(question)))

    def _reminder(self, parcel: Parcel, language: Language) -> Message | None:
        if parcel.round is None or not checkin.is_askable(self._house, parcel.round):
            return None
        until = day_name(parcel.round.closes, language)
        question = question_of_the_week(self._house, parcel.place, parcel.round, language=language)
        if question is not None:
            due = day_name(first_picture(parcel.place, self._house.clock()), language)
            text = say(language, "letter.talk_question", question=escape(question), until=until, due=due)
        else:
            title, practice = guidance.practice_of_the_week(self._house, parcel.place, parcel.round, language)
            text = say(
                language, "letter.reminder", title=escape(title), practice=escape(practice), until=until
            )
        return Message(text, silent=True)

    def _digest(self, parcel: Parcel, language: Language) -> Message | None:
        day = parcel.letter.subject.partition(" ")[2]  # of a team that went along with another one
        since = date.fromisoformat(day) if day else self._since(parcel)
        found = digests.newest(self._house, parcel.place, language, since=since)
        if found is None:
            return None
        leads, team_id = self._leads(parcel), parcel.place.team.id
        buttons = talk_texts.talk_buttons(language, team_id, found.number) if leads else None
        return Message(found.caption, buttons, photo=found.photo)


def day_name(day: date, language: Language) -> str:
    """Return a day as people say it: *Sunday 6 December*."""
    return say(
        language,
        "day",
        weekday=say(language, f"weekday.d{day.weekday()}"),
        number=str(day.day),
        month=say(language, f"month.m{day.month}"),
    )
