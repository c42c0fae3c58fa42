"""What teams shared, on a coach's desk: read, put under a theme, hidden, answered to the whole team.

A coach reads the texts whose writers saw that coach's name, of assigned teams alone. A lead reads none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import escape

from klankbord import desk_replies
from klankbord.desk_replies import coached
from klankbord.figures import picture_of
from klankbord.house import House
from klankbord.looks import record_look
from klankbord.own_words import check_words
from klankbord.places import Place, place_by_id
from klankbord.sharing import shared_of
from klankbord.themes import called, of_release, themes_of
from klankbord.visits import Visitor
from klankbord.vocabulary import Language, Refusal
from storage import released
from storage.people import Membership
from storage.released import Theme

LONGEST_NAME = 60  # signs of a theme's name: it stands in a line of the digest
PAGE_BYTES = 45_000  # of texts on one page, which has to stay below 100 kB with all around them
AROUND = 1_500  # bytes of buttons around a text


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme as it is shown, and what was merged into it."""

    number: int
    topic: str
    name: str
    renamed: bool
    merged: tuple[tuple[str, str], ...]  # topic and name


@dataclass(frozen=True, slots=True)
class Thought:
    """A text as its writer saw it, under which theme it stands, and whether it was hidden."""

    id: str
    number: int
    text: str
    theme: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class ThoughtsPage:
    """What one team shared: themes of the newest picture, and one page of the texts."""

    team_id: str
    team: str
    school_id: str
    school: str
    themes: tuple[ThemeLine, ...]
    under: tuple[tuple[str, str], ...]  # what a text may be put under: key and name
    thoughts: tuple[Thought, ...]
    hidden: tuple[Thought, ...]
    page: int
    pages: int
    smallest_group: int
    next_reply: date | None  # a team gets an answer once a week at most; empty: now


def thoughts_of(
    house: House, visitor: Visitor, team_id: str, *, language: Language, page: int, now: datetime
) -> ThoughtsPage:
    """Return what a team shared; raise `Refusal("not_yours")` unless the visitor coaches it."""
    membership = coached(visitor, team_id)
    place = place_by_id(house, team_id)
    visible = _visible(house, place, membership)
    themes = [one for one in themes_of(house, team_id) if one.number in visible]
    texts = _texts(house, visitor, team_id)
    names = {_key(one): called(one, language) for one in themes if one.merged_into is None}
    open_texts = [one for one in texts if not one.hidden]
    slices = _slices(open_texts)
    page = min(max(page, 1), len(slices))
    if texts:
        record_look(house, team_id=team_id, role="coach", what="reflections", now=now)
    if themes:
        record_look(house, team_id=team_id, role="coach", what="themes", now=now)
    newest = max(visible, default=0)
    recent = {one.number for one in texts} | {newest}
    return ThoughtsPage(
        team_id=team_id,
        team=place.team.name,
        school_id=place.school.id,
        school=place.school.name,
        themes=tuple(_line(one, themes, language) for one in of_release(themes, newest)),
        under=tuple((key, name) for key, name in names.items() if int(key.split()[0]) in recent),
        thoughts=tuple(
            replace(one, theme=one.theme if one.theme in names else "") for one in slices[page - 1]
        ),
        hidden=tuple(_slices([one for one in texts if one.hidden])[0]),
        page=page,
        pages=len(slices),
        smallest_group=place.team.smallest_group,
        next_reply=desk_replies.next_reply(house, place, now=now),
    )


def has_texts(house: House, visitor: Visitor, team_id: str) -> bool:
    """Tell whether a coach has texts of a team to read."""
    coached(visitor, team_id)
    return any(not one.hidden for one in _texts(house, visitor, team_id))


def thought(house: House, visitor: Visitor, team_id: str, text_id: str) -> Thought:
    """Return one text; raise `Refusal("not_yours")`, the same for one that does not exist."""
    coached(visitor, team_id)
    for found in _texts(house, visitor, team_id):
        if found.id == text_id:
            return found
    raise Refusal("not_yours")


def read_thought(house: House, visitor: Visitor, team_id: str, text_id: str, *, now: datetime) -> str:
    """Return the words of one text, and keep that a coach looked; raise `Refusal` like `thought`."""
    found = thought(house, visitor, team_id, text_id)
    record_look(house, team_id=team_id, role="coach", what="reflections", now=now)
    return found.text


def put_under(house: House, visitor: Visitor, team_id: str, text_id: str, theme: str) -> None:
    """Put a text under a theme of its team; an empty theme takes it out."""
    found = thought(house, visitor, team_id, text_id)
    if theme:
        _theme(house, coached(visitor, team_id), theme)
    with house.db.write() as tx:
        released.put_under(tx, team_id, bytes.fromhex(found.id), theme or None)


def hide(house: House, visitor: Visitor, team_id: str, text_id: str, *, hidden: bool) -> None:
    """Hide a text, or show it again."""
    found = thought(house, visitor, team_id, text_id)
    with house.db.write() as tx:
        released.hide(tx, team_id, bytes.fromhex(found.id), hidden=hidden)


def rename(house: House, visitor: Visitor, team_id: str, theme: str, name: str) -> None:
    """Give a theme a name in the coach's words; an empty one brings the topic's back."""
    found = _theme(house, coached(visitor, team_id), theme)
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    if len(words) > LONGEST_NAME:
        raise Refusal("bad_theme_name", most=str(LONGEST_NAME))
    if words:
        check_words(words, texts=desk_replies.all_texts(house, team_id), writer="")
    with house.db.write() as tx:
        released.name_theme(tx, team_id, found, words or None)


def merge(house: House, visitor: Visitor, team_id: str, theme: str, into: str) -> None:
    """Merge a theme into another one of the same picture; an empty one takes it apart again."""
    membership = coached(visitor, team_id)
    found = _theme(house, membership, theme)
    target = _theme(house, membership, into) if into else None
    if target is not None and (
        target.topic == found.topic or target.number != found.number or target.merged_into is not None
    ):
        raise Refusal("not_yours")
    with house.db.write() as tx:
        released.merge_theme(tx, team_id, found, target.topic if target else None)


def _texts(house: House, visitor: Visitor, team_id: str) -> list[Thought]:
    reader = visitor.person_id.hex()
    with house.db.read() as tx:
        found = released.released(tx, house.keys, team_id)
    mine = [(one, shared_of(one.contents)) for one in found]
    return [
        Thought(one.id.hex(), one.number, shared.text, one.theme or "", one.hidden)
        for one, shared in mine
        if reader in shared.readers
    ]


def _visible(house: House, place: Place, membership: Membership) -> set[int]:
    picture = picture_of(house, place, since=membership.since)
    return {release.number for release in picture.releases} if picture else set()


def _theme(house: House, membership: Membership, key: str) -> Theme:
    visible = _visible(house, place_by_id(house, membership.team_id), membership)
    for one in themes_of(house, membership.team_id):
        if _key(one) == key and one.number in visible:
            return one
    raise Refusal("not_yours")


def _key(theme: Theme) -> str:
    return f"{theme.number} {theme.topic}"


def _line(theme: Theme, themes: Sequence[Theme], language: Language) -> ThemeLine:
    merged = [one for one in themes if one.number == theme.number and one.merged_into == theme.topic]
    return ThemeLine(
        theme.number,
        _key(theme),
        called(theme, language),
        theme.name is not None,
        tuple((_key(one), called(one, language)) for one in merged),
    )


def _slices(texts: Sequence[Thought]) -> list[list[Thought]]:
    """Cut texts into pages by how many bytes they take as HTML; there is always one page."""
    found: list[list[Thought]] = [[]]
    filled = 0
    for one in texts:
        size = len(escape(one.text).encode("utf-8", "replace")) + AROUND
        if found[-1] and filled + size > PAGE_BYTES:
            found.append([])
            filled = 0
        found[-1].append(one)
        filled += size
    return found
