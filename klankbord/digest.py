"""The digest of a published period, in words: what you said, one question, the trend if it says something.

The same text goes to the lead and to every member. Decides nothing about numbers: `figures` hands them over.
"""

from dataclasses import dataclass

from klankbord.figures import TeamPicture, picture_of, png
from klankbord.house import House
from klankbord.places import Place
from klankbord.vocabulary import Language
from klankbord.wording import phrase
from measurement.tide import Shown
from measurement.words import Response, Word, between_labels
from prompts.library import answer_labels
from prompts.rotation import talk_question_for


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest as it is read, the picture as PNG, and its words for those who cannot see it."""

    title: str
    said: str  # shown after a guess
    rest: str
    photo: bytes
    alternative: str


def digest_of(house: House, place: Place, *, language: Language) -> Digest | None:
    """Write the digest of the team's newest release; nothing when none is published yet."""
    team = picture_of(house, place)
    if team is None:
        return None
    question = question_of_the_digest(house, place, number=team.number, language=language)
    return write_digest(team, name=place.team.name, question=question, language=language)


def write_digest(team: TeamPicture, *, name: str, question: str, language: Language) -> Digest:
    """Put a team's figures into words; the order is always the same."""
    said = [
        phrase(language, "digest.said"),
        *(_said(language, team, dimension) for dimension in team.dimensions),
    ]
    rest = [
        phrase(language, "digest.no_grade"),
        *_trend(language, team),
        phrase(language, "digest.talk", question=question),
        phrase(language, "digest.not_for_appraisal"),
    ]
    return Digest(
        title=phrase(language, "digest.title", team=name, number=str(team.number)),
        said="\n".join(said),
        rest="\n\n".join(rest),
        photo=png(team.svg(language)),
        alternative=team.alternative(language),
    )


def question_of_the_digest(house: House, place: Place, *, number: int, language: Language) -> str:
    """Return the question to talk about; it rotates, as long as no dimension may be named."""
    found = talk_question_for(house.library, place=place.team.place, week_index=number)
    return house.library.talk_questions[found].text[language]


def _said(language: Language, team: TeamPicture, dimension: str) -> str:
    shown = team.shown(dimension)
    low, high = between_labels(shown)
    labels = answer_labels("frequency", language)
    if low == high:
        words = phrase(language, "digest.at", label=labels[low - 1])
    else:
        words = phrase(language, "digest.between", low=labels[low - 1], high=labels[high - 1])
    return phrase(
        language,
        "digest.line",
        dimension=phrase(language, f"dimension.{dimension}"),
        words=words,
        number=_number(language, shown),
        width=str(team.half_width(dimension)),
    )


def _trend(language: Language, team: TeamPicture) -> list[str]:
    lines = []
    if team.word is not Word.TOO_EARLY:
        lines.append(_change(language, team))
    elif team.number < 3:
        lines.append(phrase(language, "trend.too_early"))
    if team.response is Response.FEWER_THAN_HALF:
        lines.append(phrase(language, "digest.few_answered"))
    return lines


def _change(language: Language, team: TeamPicture) -> str:
    before, after = team.before, team.after
    key = {Word.UP: "trend.up", Word.DOWN: "trend.down", Word.STEADY: "trend.steady"}[team.word]
    moved = {Word.UP: after.value > before.value, Word.DOWN: after.value < before.value}
    if not moved.get(team.word, after != before):
        key += "_same"  # rounding hides the way: two equal figures would contradict the word
    return phrase(language, key, before=_number(language, before), after=_number(language, after))


def _number(language: Language, shown: Shown) -> str:
    number = str(shown.value)
    return phrase(language, f"digest.end_{shown.end}", value=number) if shown.end else number
