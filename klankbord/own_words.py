"""What a coach writes for a team to read: in own words, about nobody, nothing that needs a person instead."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from klankbord.vocabulary import Refusal
from safeguards.crisis import check
from safeguards.redaction import redact

IN_A_ROW = 4  # words of a teacher that a coach may not repeat in a row
ABOUT_SOMEBODY = (
    "person", "phone", "email", "url_handle", "student_number", "bsn", "iban", "address", "class_group",
)  # fmt: skip
_WORD = re.compile(r"\w+(?:['’]\w+)?")


def check_words(words: str, *, texts: Sequence[str], writer: str) -> None:
    """Raise `Refusal` for words that name somebody, repeat a teacher's text or are serious.

    `writer`: the coach's own name, which may stand below the words.
    """
    own = set(_words(writer))
    for span in redact(words).spans:
        found = words[span.start : span.end]
        if span.type in ABOUT_SOMEBODY and not set(_words(found)) <= own:
            raise Refusal("names_a_person", words=found)
    taken = {row for text in texts for row in _rows(_words(text))}
    for row in _rows(_words(words)):
        if row in taken:
            raise Refusal("repeats_a_thought", words=" ".join(row))
    if check(words) is not None:
        raise Refusal("serious_words")


def _words(text: str) -> list[str]:
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return _WORD.findall(unicodedata.normalize("NFKC", visible).casefold().replace("’", "'"))


def _rows(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for at in range(len(words) - IN_A_ROW + 1):
        yield tuple(words[at : at + IN_A_ROW])
