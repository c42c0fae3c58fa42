"""A school's own documents beside our cards: read once, cut into passages, cited with their page or heading.

They stand as JSON under the data directory; a file that cannot be read is refused in one sentence.
"""

import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from knowledge_base.vectors_kept import content_hash

LARGEST = {".md": 1_000_000, ".pdf": 20_000_000}  # bytes: a long report, not a library
PAGES = 300  # of a PDF: the longest school plan we know has half of that
PASSAGES = 2000  # of one document: what 300 full pages hold
SHORTEST, LONGEST = 40, 600  # characters of a passage: a sentence, a paragraph that fits a reply's context

_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


class DocumentProblem(ValueError):
    """A document cannot be taken in; the message is one sentence for whoever offered it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document of the school's own, and where it stands."""

    id: str
    text: str
    title: str
    place: str  # "page 3" or the heading

    @property
    def line(self) -> str:
        """The source in one readable line, as with our own cards."""
        return f"{self.title}, {self.place}" if self.place else self.title


def add_document(path: Path, *, data_dir: Path) -> tuple[Passage, ...]:
    """Take in a Markdown or PDF file; one of the same name is replaced. Raises `DocumentProblem`."""
    name = unicodedata.normalize("NFC", path.name)
    kind = path.suffix.lower()
    if kind not in LARGEST:
        raise DocumentProblem(f"{name} is neither Markdown (.md) nor PDF (.pdf).")
    try:
        size = path.stat().st_size
    except OSError as error:
        raise DocumentProblem(f"{name} cannot be read: {error.strerror or 'unknown reason'}.") from error
    if size > LARGEST[kind]:
        raise DocumentProblem(f"{name} is larger than {LARGEST[kind] // 1_000_000} MB.")
    pieces = _of_markdown(path, name) if kind == ".md" else _of_pdf(path, name)
    found = {p.id: p for place, text in pieces for p in _cut(text, title=path.stem, place=place)}
    if not found:
        raise DocumentProblem(f"{name} holds no text that can be read.")
    if len(found) > PASSAGES:
        raise DocumentProblem(f"{name} is too long: more than {PASSAGES} passages.")
    passages = tuple(found.values())
    _write(_folder(data_dir) / f"{content_hash(name)}.json", name, passages)
    return passages


def own_passages(data_dir: Path) -> tuple[Passage, ...]:
    """Read the passages of all documents that were taken in, by file; a damaged file is passed over."""
    found: dict[str, Passage] = {}
    for path in sorted(_folder(data_dir).glob("*.json")):
        try:
            read = json.loads(path.read_text(encoding="utf-8"))
            passages = [Passage(**_texts(entry)) for entry in read["passages"]]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        found |= {passage.id: passage for passage in passages}
    return tuple(found.values())


def _of_markdown(path: Path, name: str) -> Iterator[tuple[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentProblem(f"{name} is not text in UTF-8.") from error
    heading, lines = "", list[str]()
    for line in _FRONT.sub("", text.replace("\r\n", "\n")).split("\n"):
        found = _HEADING.match(line)
        if found is None:
            lines.append(line)
            continue
        yield heading, "\n".join(lines)
        heading, lines = found[1], []
    yield heading, "\n".join(lines)


def _of_pdf(path: Path, name: str) -> Iterator[tuple[str, str]]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted:
            raise DocumentProblem(f"{name} is locked with a password.")
        if len(reader.pages) > PAGES:
            raise DocumentProblem(f"{name} has more than {PAGES} pages.")
        for number, page in enumerate(reader.pages, 1):
            yield f"page {number}", re.sub(r"-\n(?=[a-z])", "", page.extract_text())
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, DocumentProblem):
            raise
        raise DocumentProblem(f"{name} is damaged or no PDF.") from error


def _cut(text: str, *, title: str, place: str) -> Iterator[Passage]:
    # Paragraphs, joined while short and cut at the end of a sentence where long.
    waiting = ""
    for paragraph in [*re.split(r"\n\s*\n", text), ""]:
        plain = re.sub(r"\s+", " ", re.sub(r"[*_`>|]+", " ", paragraph)).strip()
        waiting = f"{waiting} {plain}".strip()
        while len(waiting) > LONGEST:
            end = max(waiting.rfind(mark, 0, LONGEST) for mark in (". ", "? ", "! ", "; "))
            end = end + 1 if end >= SHORTEST else LONGEST
            yield _passage(waiting[:end].strip(), title, place)
            waiting = waiting[end:].strip()
        if len(waiting) >= SHORTEST * 3:
            yield _passage(waiting, title, place)
            waiting = ""
    if len(waiting) >= SHORTEST:
        yield _passage(waiting, title, place)


def _passage(text: str, title: str, place: str) -> Passage:
    return Passage(content_hash(f"{title}\0{place}\0{text}"), text, title, place)


def _texts(entry: Mapping[str, object]) -> dict[str, str]:
    return {name: str(entry[name]) for name in ("id", "text", "title", "place")}


def _folder(data_dir: Path) -> Path:
    return data_dir / "knowledge" / "own"


def _write(path: Path, name: str, passages: tuple[Passage, ...]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}.new")
    fresh.write_text(
        json.dumps({"file": name, "passages": [asdict(p) for p in passages]}, ensure_ascii=False),
        encoding="utf-8",
    )
    fresh.replace(path)
