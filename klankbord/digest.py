"""The digest of a published period, in words: what you said, one question, the trend if it says something.

The same text goes to the lead and to every member. Decides nothing about numbers: `figures` hands them over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from klankbord.desk_words import Change, spoken, term, trend
from klankbord.figures import TeamPicture, picture_of, png
from klankbord.house import House
from klankbord.places import Place
from klankbord.vocabulary import Language
from klankbord.wording import phrase
from measurement.picture_words import day
from measurement.tide import Shown
from measurement.words import Response, between_labels
from prompts.library import answer_labels
from prompts.rotation import talk_question_for


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest as it is read, the picture as PNG, and its words for those who cannot see it."""

    number: int
    title: str
    said: str  # shown after a guess
    rest: str
    term: str  # once a term: the last three months in words; else empty
    photo: bytes
    alternative: str


@dataclass(frozen=True, slots=True)
class More:
    """What stands in a digest beside the figures, each empty where there is nothing to say."""

    agreed: str = ""  # what was agreed last time and what came of it
    raised: str = ""  # the themes of shared thoughts
    less: str = ""  # why the team is asked less often


NOTHING_MORE = More()


def digest_of(
    house: House,
    place: Place,
    *,
    language: Language,
    since: date | None = None,
    more: More = NOTHING_MORE,
) -> Digest | None:
    """Write the digest of the team's newest release; nothing when none is published (since a day) yet."""
    team = picture_of(house, place, since=since)
    if team is None:
        return None
    question = question_of_the_digest(house, place, team, language=language)
    return write_digest(team, name=place.team.name, question=question, language=language, more=more)


def write_digest(
    team: TeamPicture, *, name: str, question: str, language: Language, more: More = NOTHING_MORE
) -> Digest:
    """Put a team's figures into words, always in this order: what you said, one question to talk about,
    what was agreed last time, and a trend word if it says something."""
    said = [
        phrase(language, "digest.said"),
        *(_said(language, team, dimension) for dimension in team.dimensions),
    ]
    about = named(team)
    asked = phrase(language, "digest.talk", question=question)
    if about:
        dimension = phrase(language, f"dimension.{about}").lower()
        asked = phrase(language, "digest.talk_about", dimension=dimension, question=question)
    looked_back = _term(language, team) if team.closes_a_term and not team.example else []
    rest = [
        phrase(language, "digest.no_grade"),
        asked,
        more.agreed,
        *_trend(language, team),
        more.raised,
        more.less,
        *([phrase(language, "digest.term_at")] if looked_back else []),
        phrase(language, "digest.not_for_appraisal"),
    ]
    return Digest(
        number=team.number,
        title=phrase(language, "digest.title", team=name, number=str(team.number)),
        said="\n".join(said),
        rest="\n\n".join(line for line in rest if line),
        term="\n".join(looked_back),
        photo=png(team.svg(language)),
        alternative=team.alternative(language),
    )


def named(team: TeamPicture) -> str | None:
    """Return the dimension that the answers point at clearly enough to be named, if there is one."""
    found = team.stuck("dimension")
    return found[0] if len(found) == 1 else None


def question_of_the_digest(house: House, place: Place, team: TeamPicture, *, language: Language) -> str:
    """Return the question to talk about; it rotates, over one dimension only where that may be named."""
    found = talk_question_for(
        house.library, place=place.team.place, week_index=team.number, dimension=named(team)
    )
    return house.library.talk_questions[found].text[language]


def _said(language: Language, team: TeamPicture, dimension: str) -> str:
    shown = team.shown(dimension)
    low, high = between_labels(shown)
    labels = answer_labels("frequency", language)
    if low == high:
        words = phrase(language, "digest.at", label=labels[low - 1])
    else:
        words = phrase(language, "digest.between", low=labels[low - 1], high=labels[high - 1])
    bottom, top = team.interval(dimension)
    return phrase(
        language,
        f"digest.line_{shown.end}" if shown.end else "digest.line",
        dimension=phrase(language, f"dimension.{dimension}"),
        words=words,
        number=_number(language, shown),
        width=str(team.half_width(dimension)),
        limit=str(top if shown.end == "low" else bottom),
    )


def _trend(language: Language, team: TeamPicture) -> list[str]:
    lines = [_change(language, team, one) for one in trend(team)]
    if spoken(team) == "early":
        lines.append(phrase(language, "trend.too_early"))
    if team.fewer_beside_a_change and team.response is not Response.FEWER_THAN_HALF:
        lines.append(phrase(language, "digest.fewer_than_then"))
    if team.response is Response.FEWER_THAN_HALF:
        lines.append(phrase(language, "digest.few_answered"))
    return lines


def _change(language: Language, team: TeamPicture, found: Change) -> str:
    said = phrase(
        language,
        f"trend.{found.word}",
        before=_number(language, found.before),
        after=_number(language, found.after),
        **reference(language, team),
    )
    dimension = phrase(language, f"dimension.{found.about}")
    return phrase(language, "trend.of", dimension=dimension, said=_lower(said))


def reference(language: Language, team: TeamPicture) -> dict[str, str]:
    """Return what a change is counted from, as it stands behind "than" (`then`) and "since" (`since`)."""
    when = team.compared_with
    if when is None:
        return {"then": phrase(language, "trend.then"), "since": phrase(language, "trend.since")}
    date_ = day(when, language)
    return {
        "then": phrase(language, "trend.then_on", date=date_),
        "since": phrase(language, "trend.since_on", date=date_),
    }


def _term(language: Language, team: TeamPicture) -> list[str]:
    """Look back on a term: how alike the answers are, and where the change may be stuck. Never a number."""
    found, lines = term(team), []
    for word, dimensions in found.alike:
        about = [phrase(language, f"dimension.{one}").lower() for one in dimensions]
        lines.append(phrase(language, f"term.{word}", dimensions=_listed(language, about)))
    for kind, names in found.stuck:
        areas = [phrase(language, f"area.{name}") for name in names]
        lines.append(phrase(language, f"term.{kind}", area=_listed(language, areas, last="or")))
    if found.silent:
        lines.append(phrase(language, "term.nowhere"))
    return [phrase(language, "term.title"), *lines] if lines else []


def _listed(language: Language, names: Sequence[str], *, last: str = "and") -> str:
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} {phrase(language, f'listed.{last}')} {names[-1]}"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _number(language: Language, shown: Shown) -> str:
    number = str(shown.value)
    return phrase(language, f"digest.end_{shown.end}", value=number) if shown.end else number
