"""People block the bot, give up their account or move, and updates come twice or in the wrong order."""

import pytest

from klankbord import membership
from playground.faults import Call, Fault, Refuse
from playground.people import Person
from storage.database import Database
from tests.faults.large_school import (
    ASKED,
    DONE,
    WAYS,
    LargeSchool,
    Way,
    answer_when_asked,
    asks,
    handed_in,
    large_school,
    prompts,
)

WEEK = 7.0
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def letters_to(school: LargeSchool, person: Person) -> int:
    return sum(call.chat == person.number for call in school.telegram.made("sendMessage"))


async def test_who_blocked_the_bot_gets_no_more_letters_and_nobody_else_notices(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with large_school(
        database, tmp_path_factory.getbasetemp(), way="polling", teams=1, each=8
    ) as school:
        gone, *others = school.teachers
        gone.block()
        await school.knock(ASKED)
        tried = letters_to(school, gone)
        assert tried >= 1
        assert not prompts(gone)
        assert [len(prompts(person)) for person in others] == [1] * len(others)
        await school.knock(WEEK)
        assert letters_to(school, gone) == tried
        assert [len(prompts(person)) for person in others] == [2] * len(others)


async def test_who_gave_up_the_account_gets_no_more_letters(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with large_school(
        database, tmp_path_factory.getbasetemp(), way="polling", teams=1, each=8
    ) as school:
        gone, *others = school.teachers
        gone.deactivate()
        await school.knock(ASKED)
        tried = letters_to(school, gone)
        await school.knock(WEEK)
        assert letters_to(school, gone) == tried
        assert [len(prompts(person)) for person in others] == [2] * len(others)


async def test_who_comes_back_is_asked_again_and_never_gets_a_second_slip(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with large_school(
        database, tmp_path_factory.getbasetemp(), way="polling", teams=1, each=8
    ) as school:
        await school.ask_and_answer()
        gone = school.teachers[0]
        gone.block()
        await school.knock(2)  # the reminder finds out
        person = membership.who(school.house, account=gone.number)
        assert person is not None
        assert not person.reachable
        gone.unblock()
        gone.send("/checkin")
        await gone.receives("staat hierboven")
        assert len(prompts(gone)) == 1
        await school.knock(WEEK - 2)
        assert len(prompts(gone)) == 2


async def test_a_chat_that_moved_gets_its_check_in_at_the_new_place(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with large_school(
        database, tmp_path_factory.getbasetemp(), way="polling", teams=1, each=8
    ) as school:
        old, new = school.teachers[0].number, school.telegram.person("New place")
        new.account.started = True

        def moved(call: Call) -> Fault | None:
            return Refuse(400, "Bad Request: moved", migrate_to=new.number) if call.chat == old else None

        school.telegram.fault = moved
        await school.knock(ASKED)
        assert len(prompts(new)) == 1
        assert not prompts(school.teachers[0])


@pytest.mark.parametrize("way", WAYS)
async def test_updates_that_come_twice_count_once(
    way: Way, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with large_school(database, tmp_path_factory.getbasetemp(), way=way, teams=1, each=6) as school:
        await school.knock(ASKED)
        for person in school.teachers:
            message = await person.receives(asks)
            for _ in range(3):
                before = message.text
                school.telegram.world.updates.hold()
                person.press(message, 3)
                school.telegram.world.updates.duplicate()
                school.telegram.world.updates.release()
                await person.sees(message, lambda shown, before=before: shown.text != before)  # type: ignore[misc]
        await school.telegram.quiet()
        assert school.answers() == len(school.teachers)
        assert [len(handed_in(person)) for person in school.teachers] == [1] * len(school.teachers)


@pytest.mark.parametrize("way", WAYS)
async def test_presses_that_come_in_the_wrong_order_lose_nothing(
    way: Way, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with large_school(database, tmp_path_factory.getbasetemp(), way=way, teams=1, each=6) as school:
        await school.knock(ASKED)
        for person in school.teachers:
            message = await person.receives(asks)
            first = message.keyboard[0][0].data
            school.telegram.world.updates.hold()
            person.press_data(message, first)
            person.press_data(message, first + "4")
            person.press_data(message, first + "44")
            school.telegram.world.updates.release(backwards=True)
        await school.telegram.quiet()
        assert school.answers() == len(school.teachers)
        for (
            person
        ) in school.teachers:  # the screen shows an earlier question: answering it changes the answer
            await answer_when_asked(person, 10)
        assert school.answers() == len(school.teachers)
        assert all(DONE in prompts(person)[0].text for person in school.teachers)
