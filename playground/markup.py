"""Texts with HTML as Telegram reads them: which tags exist, where entities stand, what is refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from playground.errors import bad_request
from playground.parameters import Json, Object

LONGEST_TEXT = 4096  # UTF-16 units after entities were read
LONGEST_CAPTION = 1024

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "a": "text_link",
}
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)>")
HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)')""")
REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
FOUND = (
    ("bot_command", re.compile(r"(?<![\w/@])/[a-zA-Z0-9_]{1,64}(?:@\w+)?")),
    ("url", re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)]")),
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of text with a meaning; offset and length in UTF-16 units."""

    kind: str
    offset: int
    length: int
    url: str = ""

    def as_json(self) -> Object:
        """Return it as Telegram writes it."""
        extra: Object = {"url": self.url} if self.url else {}
        return {"type": self.kind, "offset": self.offset, "length": self.length, **extra}


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities."""

    text: str
    entities: tuple[Entity, ...] = ()


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def formatted(text: str, *, parse_mode: str, entities: Json = None) -> Formatted:
    """Read a text as a bot sends it; raise Telegram's complaint when its markup is wrong."""
    if parse_mode and parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    if not parse_mode:
        given = tuple(_given(entities))
        return Formatted(text, given or tuple(_found(text)))
    plain, marked = _read(text)
    return _trimmed(plain, [*marked, *_found(plain)])


def _read(source: str) -> tuple[str, list[Entity]]:
    out: list[str] = []
    length, place = 0, 0
    entities: list[Entity] = []
    open_tags: list[tuple[str, int, str]] = []

    def add(piece: str) -> None:
        nonlocal length
        plain = REFERENCE.sub(lambda match: unescape(match.group()), piece)
        out.append(plain)
        length += units(plain)

    for bracket in re.finditer("<", source):
        if bracket.start() < place:
            continue
        add(source[place : bracket.start()])
        at = len(source[: bracket.start()].encode())
        match = TAG.match(source, bracket.start())
        if match is None:
            raise _complaint(
                f'Unsupported start tag "{source[bracket.start() + 1 :][:1]}" at byte offset {at}'
            )
        closing, name, attributes = match.group(1), match.group(2).lower(), match.group(3)
        place = match.end()
        if closing:
            if not open_tags:
                raise _complaint(f"Unexpected end tag at byte offset {at}")
            opened, since, url = open_tags.pop()
            if opened != name:
                raise _complaint(
                    f'Unmatched end tag at byte offset {at}, expected "</{opened}>", found "</{name}>"'
                )
            if length > since and not (opened == "a" and not url):
                entities.append(Entity(KINDS[opened], since, length - since, url))
            continue
        if name not in KINDS:
            raise _complaint(f'Unsupported start tag "{name}" at byte offset {at}')
        href = HREF.search(attributes)
        open_tags.append((name, length, unescape(href.group(1) or href.group(2) or "") if href else ""))
    add(source[place:])
    if open_tags:
        name = open_tags[-1][0]
        raise _complaint(f'Can\'t find end tag corresponding to start tag "{name}"')
    entities.sort(key=lambda entity: (entity.offset, -entity.length))
    return "".join(out), entities


def _trimmed(text: str, entities: list[Entity]) -> Formatted:
    """Cut white space at both ends, as Telegram does, and move the entities along."""
    kept = text.strip()
    skipped, end = units(text[: len(text) - len(text.lstrip())]), units(kept)
    moved = []
    for entity in entities:
        start = max(0, entity.offset - skipped)
        stop = min(end, entity.offset - skipped + entity.length)
        if stop > start:
            moved.append(Entity(entity.kind, start, stop - start, entity.url))
    return Formatted(kept, tuple(moved))


def _found(text: str) -> Iterator[Entity]:
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            yield Entity(kind, units(text[: match.start()]), units(match.group()))


def _given(entities: Json) -> Iterator[Entity]:
    for entity in entities if isinstance(entities, list) else ():
        if isinstance(entity, dict):
            offset, length = entity.get("offset"), entity.get("length")
            if isinstance(offset, int) and isinstance(length, int):
                yield Entity(str(entity.get("type")), offset, length, str(entity.get("url") or ""))


def _complaint(text: str) -> Exception:
    return bad_request(f"can't parse entities: {text}")
