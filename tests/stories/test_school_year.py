"""A new school year, a new coach and somebody's rights, through the real doors."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from klankbord import looks, membership, places, rights, setting_up
from storage.database import Database
from tests.cast import answer_all, stage

FIRST_DAY = datetime(2027, 8, 30, 6, 0, tzinfo=UTC)


async def test_a_school_year_begins_again(database: Database, tmp_path: Path) -> None:
    async with stage(database, tmp_path) as play:
        play.team()
        teachers = await play.fill(teachers=7)
        await play.pass_days(1.4)
        await answer_all(teachers)
        await play.move_to(FIRST_DAY)
        await play.move_to(FIRST_DAY + timedelta(days=0.4))
        questions = [await one.receives("schooljaar weer mee met team Oak") for one in teachers]
        for person, question in zip(teachers[:6], questions[:6], strict=True):
            person.press(question, 0)
            await person.sees(question, lambda shown: "weer bij" in shown.text)
        teachers[6].press(questions[6], 1)
        await teachers[6].sees(questions[6], lambda shown: "gewist" in shown.text)
        assert membership.who(play.house, account=teachers[6].number) is None
        await play.pass_days(8)
        asked = [len(one.from_bot()) for one in teachers]
        assert await teachers[0].receives(
            lambda message: len(message.buttons) >= 7, after=questions[0].number
        )
        await play.pass_days(30)
        assert len(teachers[6].from_bot()) == asked[6], "who left hears nothing more"


async def test_privacy_shows_what_is_stored_and_who_looked(database: Database, tmp_path: Path) -> None:
    async with stage(database, tmp_path) as play:
        play.team()
        anna = (await play.fill(teachers=6))[0]
        oak = places.find_place(play.house, team="Oak").team.id
        anna.send("/privacy")
        before = await anna.receives("Nog niemand.")
        assert "schooljaar 2026/2027" in before.text
        looks.record_look(play.house, team_id=oak, role="coach", what="figures", now=play.clock())
        anna.send("/privacy")
        after = await anna.receives("maandag 2 november: coach, jullie beeld")
        person = membership.who(play.house, account=anna.number)
        assert person is not None
        code = rights.kept_about(play.house, person, now=play.clock()).code
        assert code in after.text
        rights.erase_by_code(play.house, code=f" {code[:5]}-{code[5:].upper()} ")
        anna.send("/privacy")
        assert await anna.receives("Er staat niets over je", after=after.number)


async def test_a_team_that_began_hears_of_a_new_lead(database: Database, tmp_path: Path) -> None:
    async with stage(database, tmp_path) as play:
        play.team()
        teachers = await play.fill(teachers=6)
        await play.pass_days(1.4)
        await play.join_lead("Dirk", setting_up.invite(play.house, role="lead", teams=["Oak"])[0])
        await play.tick()
        for person in teachers:
            told = await person.receives("nieuwe teamleider")
            assert "dinsdag 10 november" in told.text
