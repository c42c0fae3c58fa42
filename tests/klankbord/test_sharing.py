"""Sharing a thought in the room: from a slip to a theme, a text on a coach's desk, and what never leaves."""

from pathlib import Path

import pytest
from sqlalchemy import select

from klankbord import checkin, conversation, listening, membership, setting_up, sharing
from klankbord.checkin import Ticket
from klankbord.letterbox import Parcel
from klankbord.sharing import Preview
from klankbord.topics import CONCEPTS, Topic
from klankbord.vocabulary import Refusal
from storage.database import Database
from storage.reflection_tables import reflections
from storage.tables import dialogues
from tests.room import Room, room

MEET = Topic("structural", "barrier")
COACH = 501
EVA = "Eva de Boer"
WORDS = "We zien elkaar te weinig om samen lessen voor te bereiden."


def coach(stage: Room, account: int = COACH, name: str = EVA) -> None:
    code = setting_up.invite(stage.house, role="coach", teams=["Oak"])[0]
    now = stage.clock()
    membership.join(stage.house, code=code, account=account, chat=account, language="nl", now=now, name=name)


def ticket(parcel: Parcel) -> Ticket:
    assert parcel.round is not None
    return Ticket(parcel.round.id, parcel.slip)


def begin(stage: Room, parcel: Parcel) -> str:
    return sharing.begin(stage.house, ticket(parcel), account=parcel.person.account, now=stage.clock()).share


def say(stage: Room, parcel: Parcel, words: str = WORDS) -> listening.Heard:
    return listening.hear(stage.house, parcel.person, words, language="nl", now=stage.clock())


def share_text(stage: Room, parcel: Parcel, words: str = WORDS) -> str:
    """Let somebody answer, add a thought and share it with the text."""
    share = begin(stage, parcel)
    say(stage, parcel, words)
    account, now = parcel.person.account, stage.clock()
    shown = sharing.preview(stage.house, share, account=account, language="nl", now=now)
    assert isinstance(shown, Preview)
    sharing.also_text(stage.house, share, account=account, check=shown.check, now=now)
    return share


def share_topic(stage: Room, parcel: Parcel, topic: Topic = MEET) -> None:
    sharing.only_topic(stage.house, begin(stage, parcel), topic, account=parcel.person.account)


def stored(database: Database) -> list[sharing.Shared]:
    with database.read() as tx:
        return [
            sharing.shared_of(database.keys.open(sealed, "reflections.contents"))
            for sealed in tx.scalars(select(reflections.c.contents))
        ]


@pytest.fixture
def stage(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Room:
    stage = room(database, tmp_path_factory.getbasetemp())
    stage.team(teachers=7)
    coach(stage)
    stage.post()
    return stage


def test_every_concept_of_the_cards_has_a_place_among_the_topics() -> None:
    folder = Path(checkin.__file__).parents[1] / "knowledge_base" / "cards"
    assert {path.name.split(".")[0] for path in folder.glob("*.md")} == set(CONCEPTS)


def test_only_the_topic_is_kept_and_what_was_said_is_gone_first(stage: Room, database: Database) -> None:
    anna = stage.ask()[0]
    share = begin(stage, anna)
    heard = say(stage, anna)
    assert heard.share == share
    assert heard.topic is not None
    sharing.only_topic(stage.house, share, heard.topic, account=anna.person.account)
    assert stored(database) == [sharing.Shared(heard.topic)]
    with database.read() as tx:
        assert tx.execute(select(dialogues)).all() == []


def test_a_text_is_kept_as_it_was_shown_without_names(stage: Room, database: Database) -> None:
    anna = stage.ask()[0]
    share = begin(stage, anna)
    say(stage, anna, "Volgens Marieke Jansen zien we elkaar te weinig.")
    say(stage, anna, "Toen ik terugkwam van mijn verlof was dat al zo.")
    account, now = anna.person.account, stage.clock()
    shown = sharing.preview(stage.house, share, account=account, language="nl", now=now)
    assert isinstance(shown, Preview)
    assert "Marieke" not in shown.words
    assert "te weinig.\n\nToen ik terugkwam" in shown.words
    assert shown.readers == (EVA,)
    assert shown.hint is not None
    assert shown.hint.reason == "rare_event"
    sharing.also_text(stage.house, share, account=account, check=shown.check, now=now)
    (kept,) = stored(database)
    assert kept.text == shown.words


def test_what_was_not_shown_cannot_be_shared(stage: Room, database: Database) -> None:
    anna = stage.ask()[0]
    share = begin(stage, anna)
    say(stage, anna)
    account, now = anna.person.account, stage.clock()
    shown = sharing.preview(stage.house, share, account=account, language="nl", now=now)
    assert isinstance(shown, Preview)
    say(stage, anna, "Op dinsdag werken we ook nog in twee gebouwen.")
    with pytest.raises(Refusal, match="words_changed"):
        sharing.also_text(stage.house, share, account=account, check=shown.check, now=now)
    again = sharing.preview(stage.house, share, account=account, language="nl", now=now)
    assert isinstance(again, Preview)
    coach(stage, 502, "Finn")
    with pytest.raises(Refusal, match="words_changed"):
        sharing.also_text(stage.house, share, account=account, check=again.check, now=now)
    assert stored(database) == []


def test_a_serious_message_is_answered_and_can_not_be_shared(stage: Room) -> None:
    anna = stage.ask()[0]
    share = begin(stage, anna)
    assert say(stage, anna, "Ik wil niet meer leven.").serious
    with pytest.raises(Refusal, match="words_gone"):
        sharing.preview(stage.house, share, account=anna.person.account, language="nl", now=stage.clock())


def test_one_slip_shares_once_and_takes_back(stage: Room, database: Database) -> None:
    anna = stage.ask()[0]
    share = share_text(stage, anna)
    offer = sharing.begin(stage.house, ticket(anna), account=anna.person.account, now=stage.clock())
    assert offer.shared
    assert conversation.running(stage.house, account=anna.person.account, now=stage.clock()).share == ""
    sharing.only_topic(stage.house, share, MEET, account=anna.person.account)
    assert stored(database) == [sharing.Shared(MEET)]
    sharing.take_back(stage.house, share, account=anna.person.account)
    assert stored(database) == []
    with pytest.raises(Refusal, match="nothing_to_withdraw"):
        sharing.take_back(stage.house, share, account=anna.person.account)


def test_a_topic_that_was_misunderstood_is_put_right_and_the_text_stays(
    stage: Room, database: Database
) -> None:
    anna = stage.ask()[0]
    share = share_text(stage, anna)
    sharing.correct(stage.house, share, Topic("relational", "strength"), account=anna.person.account)
    (kept,) = stored(database)
    assert (kept.topic, kept.text) == (Topic("relational", "strength"), WORDS)


def test_withdrawing_the_check_in_takes_what_was_shared_along(stage: Room, database: Database) -> None:
    anna, ben = stage.ask()[:2]
    stage.answer(anna, (3, 3, 3))
    for parcel in (anna, ben):
        share_text(stage, parcel)
    sharing.withdraw(stage.house, ticket(anna), account=anna.person.account)
    assert len(stored(database)) == 1
    sharing.withdraw(stage.house, ticket(ben), account=ben.person.account)
    assert stored(database) == []
    with pytest.raises(Refusal, match="nothing_to_withdraw"):
        sharing.withdraw(stage.house, ticket(ben), account=ben.person.account)


def test_a_share_of_somebody_else_or_made_up_opens_nothing(stage: Room, database: Database) -> None:
    anna, ben = stage.ask()[:2]
    share = begin(stage, anna)
    say(stage, anna)
    written = checkin.write_ticket(stage.house, ticket(anna), account=anna.person.account)
    for forged, account in ((share, ben.person.account), (share, COACH), (written, anna.person.account)):
        with pytest.raises(Refusal, match="old_button"):
            sharing.only_topic(stage.house, forged, MEET, account=account)
    with pytest.raises(Refusal, match="old_button"):
        checkin.read_ticket(stage.house, share, account=anna.person.account)
    with pytest.raises(Refusal, match="old_button"):
        sharing.begin(
            stage.house,
            Ticket(ticket(anna).round_id, bytes(16)),
            account=anna.person.account,
            now=stage.clock(),
        )
    assert stored(database) == []
