"""Cards and a school's own documents, for whoever runs the bot: taking in, finding, building the index."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from klankbord.settings import Settings, SettingsProblem
from klankbord.vocabulary import as_language

if TYPE_CHECKING:
    from knowledge_base.search import Knowledge


class BadDocument(ValueError):
    """A document cannot be taken in; the message is one sentence."""


def add_document(path: Path, settings: Settings) -> int:
    """Take in a Markdown or PDF file, index it, and return its number of passages; raises `BadDocument`."""
    from knowledge_base.own import DocumentProblem
    from knowledge_base.own import add_document as take_in

    try:
        passages = take_in(path, data_dir=settings.data_dir)
    except DocumentProblem as problem:
        raise BadDocument(str(problem)) from problem
    build(settings)
    return len(passages)


def build(settings: Settings) -> tuple[int, int]:
    """Build the index where it does not match the files; return how many cards and own passages it holds.

    Raises `SettingsProblem` where it cannot be opened.
    """
    from knowledge_base.cards import load_cards
    from knowledge_base.own import own_passages

    with _open(settings):
        return len(load_cards()), len(own_passages(settings.data_dir))


def find(text: str, settings: Settings, *, language: str) -> Iterator[str]:
    """Yield a line for each card and own passage that fits a text, best first; none where nothing fits."""
    with _open(settings) as knowledge:
        found = knowledge.search(text)
        for hit in () if found.silent else found.hits:
            card = knowledge.card(hit.concept, as_language(language))
            yield f"{hit.score:.2f}  {card.title}  ({card.sources[0].line})"
        for own in knowledge.search_own(text):
            yield f"{own.score:.2f}  {own.passage.text}  ({own.passage.line})"


def _open(settings: Settings) -> "Knowledge":
    from knowledge_base.search import IndexProblem, open_knowledge

    try:
        return open_knowledge(
            data_dir=settings.data_dir,
            chroma_url=settings.chroma_url or None,
            embeddings=settings.embeddings or None,
        )
    except IndexProblem:
        raise SettingsProblem(
            "The index of the cards cannot be opened: look at KLANKBORD_CHROMA_URL, KLANKBORD_EMBEDDINGS "
            "and the disk."
        ) from None
