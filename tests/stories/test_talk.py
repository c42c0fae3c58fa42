"""A picture becomes a talk, a talk an agreement, and that the team's memory: through the real bot."""

import re
from pathlib import Path

from klankbord import places, setting_up
from klankbord.looks import looks_at
from klankbord.vocabulary import Refusal
from klankbord.wording import phrase
from playground.people import Person
from storage import agreements
from storage.database import Database
from tests.cast import Stage, answer, checkin_of, four_weeks, stage


async def a_picture(play: Stage) -> tuple[Person, list[Person]]:
    """Play four weeks until lead and team have a picture; return them."""
    play.team()
    lead = await play.join_lead("Dirk", setting_up.invite(play.house, role="lead", teams=["Oak"])[0])
    teachers = await play.fill(teachers=6)
    await four_weeks(play, teachers)
    await play.pass_days(7)
    await play.pass_days(1)
    await lead.receives(lambda message: message.kind == "photo")
    return lead, teachers


async def test_a_picture_becomes_a_talk_and_an_agreement(database: Database, tmp_path: Path) -> None:
    async with stage(database, tmp_path) as play:
        lead, teachers = await a_picture(play)
        digest = await lead.receives(lambda message: message.kind == "photo")
        assert [row[0].text for row in digest.keyboard] == [
            "Deze week praten we erover",
            "Volgende week",
            "Later",
            "Deze keer niet",
            "Print het beeld (PDF)",
        ]
        anna = teachers[0]
        theirs = await anna.receives(lambda message: message.kind == "photo")
        assert not theirs.keyboard, "only the lead chooses a day"
        lead.press(digest, 1)
        planned = await lead.receives("krijgt iedereen")
        assert "dinsdag" in planned.text
        await play.pass_days(7.1)  # Tuesday morning of next week
        card = await anna.receives("tien minuten over jullie beeld")
        assert "niemand hoeft te zeggen" in card.text
        assert "Stap van deze keer" in card.text
        await lead.receives("tien minuten over jullie beeld")
        await play.pass_days(1.4)
        asked = await lead.receives("Wat hebben jullie afgesproken?")
        assert len(asked.keyboard) == 5
        lead.press(asked, 3)
        await lead.receives("Typ jullie afspraak")
        lead.send("elke dinsdag samen voorbereiden met Karin Jansen")
        noted = await lead.receives("Genoteerd")
        assert "Karin" not in noted.text
        lead.send("ik maak me zorgen over de roosters")
        thought = await lead.receives("Niet bewaard")
        assert "Genoteerd" not in thought.text, "only the next text is what was agreed"
        anna.send("/team")
        memory = await anna.receives("Wat we afspraken")
        assert re.search(r"• Sinds \d+ [a-z]+: elke dinsdag samen", memory.text)
        with database.read() as tx:
            kept = agreements.agreements_of(tx, places.find_team(tx, "Oak").id)
        assert [one.number for one in kept] == [1]
        assert kept[0].words.startswith("elke dinsdag samen voorbereiden")
        await play.pass_days(
            5.9
        )  # Tuesday afternoon: a check-in of after the talk asks once whether it was worth it
        newest = checkin_of(anna)
        for _ in range(5):  # Christmas, and a light week after it
            await play.pass_days(7)
            if checkin_of(anna) is not newest:
                break
        handed_in = await answer(anna)
        assert "de moeite waard" in handed_in.text
        anna.press(handed_in, 0)  # right below the question
        await anna.sees(handed_in, lambda shown: "in grote lijnen" in shown.text)
        assert len(handed_in.buttons) == 2
        lead.press(digest, 4)
        page = await lead.receives(lambda message: message.kind == "document")
        assert page.file is not None
        assert page.file.name == "klankbord-oak-1.pdf"
        assert page.file.content.startswith(b"%PDF")


async def test_own_words_lose_names_and_serious_ones_are_answered_not_kept(
    database: Database, tmp_path: Path
) -> None:
    async with stage(database, tmp_path) as play:
        lead, teachers = await a_picture(play)
        lead.send("/afspraak")
        await lead.receives("eigen woorden")
        lead.send("/afspraak elke dinsdag een kwartier samen voorbereiden met Karin Jansen")
        kept = await lead.receives("Genoteerd")
        assert "Karin" not in kept.text
        lead.send("/afspraak " + "heel lang " * 40)
        await lead.receives("hooguit 200 tekens")
        lead.send("/afspraak ik wil niet meer leven")
        await lead.receives("113")
        teachers[0].send("/afspraak wij doen niets meer")
        await teachers[0].receives("voor teamleiders")
        with database.read() as tx:
            found = agreements.agreements_of(tx, places.find_team(tx, "Oak").id)
        assert len(found) == 1
        teachers[1].send("/team")
        again = await teachers[1].receives(lambda message: message.kind == "photo")
        assert len(again.text) <= 1024
        assert "kwartier samen voorbereiden" in found[0].words


async def test_a_new_lead_finds_nothing_older_behind_a_command_or_a_forged_button(
    database: Database, tmp_path: Path
) -> None:
    async with stage(database, tmp_path) as play:
        lead, _ = await a_picture(play)
        digest = await lead.receives(lambda message: message.kind == "photo")
        lead.send("/afspraak elke dinsdag samen voorbereiden")
        await lead.receives("Genoteerd")
        lead.send("/afspraak")
        await lead.receives("Wat we afspraken")
        oak = places.find_place(play.house, team="Oak").team.id
        assert ("lead", "agreements") in {
            (look.role, look.what) for look in looks_at(play.house, team_ids=[oak])
        }
        late = await play.join_lead("Els", setting_up.invite(play.house, role="lead", teams=["Oak"])[0])
        late.send("/afspraak")
        told = await late.receives("eerste beeld")
        assert "dinsdag samen" not in told.text
        theirs = late.from_bot()[-1]
        old = phrase("nl", f"refusal.{Refusal('old_button').key}")
        for data in (digest.keyboard[0][0].data, f"a{oak}10", f"a{oak}11"):
            assert await late.answer_to(late.press_data(theirs, data)) == old, data
        assert "nog geen" in await late.answer_to(late.press_data(theirs, f"b{oak}"))


async def test_a_coach_who_takes_the_page_along_is_in_the_log(database: Database, tmp_path: Path) -> None:
    async with stage(database, tmp_path) as play:
        play.team()
        coach = await play.join_lead("Cor", setting_up.invite(play.house, role="coach", teams=["Oak"])[0])
        teachers = await play.fill(teachers=6)
        await four_weeks(play, teachers)
        await play.pass_days(8)
        oak = places.find_place(play.house, team="Oak").team.id
        coach.press_data(coach.from_bot()[-1], f"b{oak}")
        await coach.receives(lambda message: message.kind == "document")
        assert [(look.role, look.what) for look in looks_at(play.house, team_ids=[oak])] == [
            ("coach", "figures")
        ]


async def test_a_teacher_cannot_press_a_leads_button(database: Database, tmp_path: Path) -> None:
    async with stage(database, tmp_path) as play:
        lead, teachers = await a_picture(play)
        digest = await lead.receives(lambda message: message.kind == "photo")
        theirs = await teachers[0].receives(lambda message: message.kind == "photo")
        only_leads = await teachers[0].answer_to(teachers[0].press_data(theirs, digest.keyboard[0][0].data))
        assert "teamleiders" in only_leads
        old = phrase("nl", f"refusal.{Refusal('old_button').key}")
        for data in ("d", "a", "dffffffffffffffff1z", digest.keyboard[0][0].data[:-2] + "9t"):
            assert await lead.answer_to(lead.press_data(digest, data)) == old, data
        with database.read() as tx:
            assert not agreements.talks_of(tx, places.find_team(tx, "Oak").id)
