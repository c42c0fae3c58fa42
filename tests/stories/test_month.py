"""A team's first month through the real doors: from the invitation to the first picture."""

from pathlib import Path

from klankbord import places, setting_up
from storage import releases
from storage.database import Database
from tests.cast import answer_all, checkin_of, stage


async def test_a_month_from_invitation_to_picture(database: Database, tmp_path: Path) -> None:
    async with stage(database, tmp_path) as play:
        play.team()
        lead = await play.join_lead("Dirk", setting_up.invite(play.house, role="lead", teams=["Oak"])[0])
        teachers = await play.fill(teachers=6)
        assert not any(checkin_of(person) for person in teachers)
        await play.move_to(play.clock.now)
        for week in range(4):
            await play.pass_days(1.4)  # Tuesday, after half past three
            assert all(checkin_of(person) for person in teachers), week
            if week == 1:
                thought = teachers[0]
                thought.send("We zien elkaar nooit, er is geen tijd om te overleggen")
                reply = await thought.receives("Niet bewaard")
                assert len(reply.text) > 60
            await answer_all(teachers, seed=week)
            await play.pass_days(5.6)
        await play.pass_days(7)
        await play.pass_days(1)
        digest = await lead.receives(lambda message: message.kind == "photo")
        assert digest.spoiler
        for person in teachers:
            theirs = await person.receives(lambda message: message.kind == "photo")
            assert theirs.text == digest.text
        with database.read() as tx:
            place = places.find_team(tx, "Oak")
            published = releases.releases_of(tx, place.id)
        assert [release.number for release in published] == [1]
