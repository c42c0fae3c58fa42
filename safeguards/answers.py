"""Words the answer to a serious message, with people to turn to; it tells nobody and keeps nothing."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from safeguards.crisis import Alarm

LONGEST = 90  # words of an answer: who is in trouble does not read more
_KINDS = {
    ("crisis", "acute"): ("crisis", "abuse"),
    ("crisis", "soft"): ("crisis",),
    ("student_safety", "acute"): ("misconduct", "child"),
    ("student_safety", "soft"): ("misconduct", "child"),
    ("harassment", "acute"): ("harassment",),
    ("harassment", "soft"): ("harassment",),
}
_OR = {"nl": " of ", "en": " or "}


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line to turn to, worded in both languages, and what it is for."""

    kinds: tuple[str, ...]
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Country:
    """The emergency number and the help lines of one country."""

    emergency: str
    lines: tuple[HelpLine, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The answers in one language; acute ones by label."""

    counsellor: str
    acute: dict[str, str]
    soft: str


def help_lines(country: str) -> Country:
    """Return the help of a country (ISO code, any case); an unknown one has just the number 112."""
    known = _countries()
    return known.get(country.strip().lower(), known["other"])


def answer(alarm: Alarm, *, language: str, country: str, counsellor: str | None) -> str:
    """Return what Klankbord says to whoever wrote the message, in at most 90 words.

    `counsellor` is how the school names its confidential counsellor (None: the role in
    general); a long one adds its own words. A language other than nl is answered in English.
    """
    tongue = "nl" if language.lower().startswith("nl") else "en"
    words = _wordings()[tongue]
    place = help_lines(country)
    kinds = _KINDS[(alarm.label, alarm.level)]
    lines = [line.nl if tongue == "nl" else line.en for line in place.lines if set(kinds) & set(line.kinds)]
    text = words.acute[alarm.label] if alarm.level == "acute" else words.soft
    person = counsellor.strip() if counsellor and counsellor.strip() else words.counsellor
    shown: list[str] = []
    for row in text.split("\n"):
        if row.strip() == "{lines}":
            shown.extend(f"• {line[0].upper()}{line[1:]}." for line in lines)
            continue
        filled = row.replace("{counsellor}", person).replace(
            "{emergency}", place.emergency.replace(" of ", _OR[tongue])
        )
        shown.append(f"• {filled[2].upper()}{filled[3:]}" if filled.startswith("• ") else filled)
    return "\n".join(shown)


@cache
def _countries() -> dict[str, Country]:
    raw = yaml.safe_load((files("safeguards") / "data" / "help_lines.yaml").read_text(encoding="utf-8"))
    return {
        code: Country(
            str(entry["emergency"]["number"]),
            tuple(HelpLine(tuple(line["kinds"]), line["nl"], line["en"]) for line in entry["lines"]),
        )
        for code, entry in raw.items()
    }


@cache
def _wordings() -> dict[str, Wording]:
    raw = yaml.safe_load((files("safeguards") / "data" / "answers.yaml").read_text(encoding="utf-8"))
    return {
        code: Wording(entry["counsellor"], dict(entry["acute"]), entry["soft"]) for code, entry in raw.items()
    }
