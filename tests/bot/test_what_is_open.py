"""/privacy shows what is open on the web pages, until when, and ends it."""

from zoneinfo import ZoneInfo

import pytest

from bot.wording import say
from klankbord import membership, setting_up, visits
from klankbord.vocabulary import Refusal
from storage import people
from storage import visits as kept
from tests.bot.test_talk_in_chat import code
from tests.cast import Stage


async def test_privacy_shows_open_links_and_visits_and_ends_them(play: Stage) -> None:
    dirk = await play.join_lead("Dirk", code(play, "lead"))
    house, now = play.house, play.house.clock()
    with house.db.read() as tx:
        person = people.find(tx, house.keys, dirk.number)
    assert person is not None
    dirk.send("/privacy")
    before = await dirk.receives("Dit staat er over je")
    assert not before.buttons
    first = visits.open_way(house, person, asked=1, now=now)
    session = visits.enter(house, now=now, secret=first.secret)
    second = visits.open_way(house, person, asked=2, now=now)
    dirk.send("/privacy")
    shown = await dirk.receives(lambda m: bool(m.buttons) and "Dit staat er over je" in m.text)
    assert "een link en een code voor de webpagina's, tot" in shown.text
    assert "open bezoeken aan de webpagina's: 1, het laatste tot" in shown.text
    ends = (now + visits.SESSION).astimezone(ZoneInfo("Europe/Amsterdam"))
    assert f"het laatste tot {ends:%H:%M} uur" in shown.text, "as the clock at school says"
    dirk.press(shown, say("nl", "privacy.close"))
    await dirk.receives(say("nl", "privacy.closed"))
    with house.db.read() as tx:
        assert kept.open_of(tx, person.id, now) == []
    assert visits.visitor_of(house, session=session, now=now) is None
    with pytest.raises(Refusal):
        visits.enter(house, now=now, secret=second.secret)


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_a_coach_of_many_teams_reads_all_of_it_in_several_messages(play: Stage, language: str) -> None:
    names = [f"{number} & de collega's van de afdeling 😀 aan de overkant" for number in range(60)]
    for name in names:
        play.team(name)
    eva = play.telegram.person("Eva", language=language)
    eva.account.started = True
    membership.join(
        play.house,
        code=setting_up.invite(play.house, role="coach", teams=names)[0],
        account=eva.number,
        chat=eva.number,
        language=language,
        now=play.clock(),
        name="Eva",
    )
    eva.send("/privacy")
    last = await eva.receives("/stop")
    shown = [message.text for message in eva.from_bot()]
    assert len(shown) > 1
    assert last.text == shown[-1]
    assert all(sum(f"team {name}," in text for text in shown) == 1 for name in names)
