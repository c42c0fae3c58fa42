"""Coming in: one-time links and codes, and everything that is refused."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from klankbord import visits
from klankbord.vocabulary import Refusal
from storage.visit_tables import passes
from tests.dashboard.lived_school import COACH, LEAD, TEACHER, WEEK, School, word_of

REFUSED = "This link or code no longer works"


def press_continue(browser: TestClient, secret: str) -> int:
    page = browser.get(f"/enter/{secret}")
    return browser.post(f"/enter/{secret}", data={"word": word_of(page.text)}).status_code


def type_code(browser: TestClient, code: str) -> int:
    page = browser.get("/enter")
    return browser.post("/enter", data={"word": word_of(page.text), "code": code}).status_code


def test_looking_at_a_link_uses_nothing_up(school: School) -> None:
    secret = school.way(COACH).secret
    for _ in range(3):
        assert school.browser().get(f"/enter/{secret}").status_code == 200
        school.browser().head(f"/enter/{secret}")
    browser = school.browser()
    assert press_continue(browser, secret) == 303
    assert browser.get("/teams").status_code == 200


def test_a_link_opens_once_and_its_code_goes_with_it(school: School) -> None:
    way = school.way(COACH)
    assert press_continue(school.browser(), way.secret) == 303
    assert press_continue(school.browser(), way.secret) == 403
    assert type_code(school.browser(), way.code) == 403


def test_a_code_is_typed_as_people_type_it(school: School) -> None:
    code = school.way(COACH).code
    assert type_code(school.browser(), f" {code[:4].upper()} - {code[4:]} ") == 303


def test_a_new_link_ends_the_earlier_one(school: School) -> None:
    first, second = school.way(COACH), school.way(COACH)
    assert press_continue(school.browser(), first.secret) == 403
    assert press_continue(school.browser(), second.secret) == 303


def test_a_link_is_over_after_ten_minutes_and_a_session_after_two_hours(school: School) -> None:
    clock, began = school.room.clock, school.room.clock.now
    try:
        way = school.way(COACH)
        clock.now += timedelta(minutes=11)
        assert press_continue(school.browser(), way.secret) == 403
        assert type_code(school.browser(), way.code) == 403
        browser = school.inside(COACH)
        clock.now += visits.SESSION - timedelta(minutes=2)
        assert browser.get("/teams").status_code == 200
        clock.now += timedelta(minutes=3)
        assert browser.get("/teams").headers["location"] == "/enter"
    finally:
        clock.now = began


@pytest.mark.parametrize("secret", ["x", "a" * 32, "%00", "..%2fteams", "é" * 20, "9" * 500])
def test_a_made_up_link_gets_one_clear_sentence(school: School, secret: str) -> None:
    browser = school.browser()
    page = browser.get(f"/enter/{secret}")
    if page.status_code == 200:
        answer = browser.post(
            f"/enter/{secret}", data={"word": word_of(page.text)}, headers={"accept-language": "en"}
        )
        assert answer.status_code == 403
        assert answer.text.count(REFUSED) == 1
    assert browser.get("/teams").headers["location"] == "/enter"


def test_guessing_codes_is_slow_and_then_stops(school: School) -> None:
    browser = school.browser()
    answers = [type_code(browser, "abcdefgh") for _ in range(12)]
    assert answers == [403] * 10 + [429] * 2
    assert type_code(browser, school.way(COACH).code) == 429, "not even a right one, for a while"
    began = school.room.clock.now
    try:
        school.room.clock.now += timedelta(minutes=10)
        assert type_code(browser, school.way(COACH).code) == 303
    finally:
        school.room.clock.now = began


def test_a_teacher_gets_no_way_in(school: School) -> None:
    with pytest.raises(Refusal, match="only_coaches"):
        school.way(TEACHER)


def test_the_database_holds_no_link_code_or_session(school: School) -> None:
    way = school.way(COACH)
    browser = school.inside(LEAD)
    session = browser.cookies["klankbord"]
    with school.room.house.db.read() as tx:
        stored = repr(tx.execute(select(passes)).all())
    for word in (way.secret, way.code, session):
        assert word not in stored


def test_the_cookie_is_for_our_own_pages_alone(school: School) -> None:
    browser = school.browser()
    path = f"/enter/{school.way(COACH).secret}"
    answer = browser.post(path, data={"word": word_of(browser.get(path).text)})
    cookie = next(value for value in answer.headers.get_list("set-cookie") if value.startswith("klankbord="))
    assert {"HttpOnly", "SameSite=strict", "Path=/", "Max-Age=7200"} <= set(cookie.split("; "))


def test_every_answer_carries_the_security_headers(school: School) -> None:
    browser = school.inside(COACH)
    paths = ("/", "/enter", "/teams", "/looks", "/nowhere", "/healthz", f"/teams/{school.ids['Oak']}")
    for path in paths:
        headers = browser.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'"), path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/leave", "/language"])
@pytest.mark.parametrize(
    ("word", "headers"),
    [
        ("", {}),
        ("0" * 32, {}),
        ("é", {}),
        ("right", {"sec-fetch-site": "cross-site"}),
        ("right", {"sec-fetch-site": "same-site"}),
        ("right", {"origin": "https://elsewhere.example"}),
        ("right", {"origin": "null"}),
    ],
)
def test_a_form_from_elsewhere_does_nothing(
    school: School, path: str, word: str, headers: dict[str, str]
) -> None:
    browser = school.inside(COACH)
    right = word_of(browser.get("/teams").text)
    sent = right if word == "right" else word
    answer = browser.post(path, data={"word": sent, "language": "nl"}, headers=headers)
    assert answer.status_code == 403
    assert 'lang="en"' in browser.get("/teams").text


def test_the_form_word_of_somebody_else_does_not_fit(school: School) -> None:
    other = word_of(school.inside(LEAD).get("/looks").text)
    assert school.inside(COACH).post("/leave", data={"word": other}).status_code == 403


def test_leaving_ends_the_session_everywhere_it_was_copied(school: School) -> None:
    browser = school.inside(COACH)
    session = browser.cookies["klankbord"]
    browser.post("/leave", data={"word": word_of(browser.get("/teams").text)})
    copy = school.browser()
    copy.cookies.set("klankbord", session)
    assert copy.get("/teams").headers["location"] == "/enter"


def test_a_page_that_is_passed_on_shows_nothing_without_a_session(school: School) -> None:
    for path in ("/teams", f"/teams/{school.ids['Oak']}", "/looks"):
        answer = school.browser().get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/enter")


def test_the_language_is_remembered_and_nobody_is_sent_elsewhere(school: School) -> None:
    browser = school.inside(COACH)
    word = word_of(browser.get("/teams").text)
    for back in ("//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", ""):
        answer = browser.post("/language", data={"word": word, "language": "nl", "back": back})
        assert answer.headers["location"] == "/teams"
    assert 'lang="nl"' in browser.get("/teams").text
    assert school.person(COACH).language == "nl"


def test_what_is_new_is_pointed_out_at_the_next_visit(school: School) -> None:
    clock, began = school.room.clock, school.room.clock.now
    try:
        school.inside(LEAD)
        clock.now += WEEK
        visitor = visits.visitor_of(
            school.room.house, session=school.inside(LEAD).cookies["klankbord"], now=clock()
        )
        assert visitor is not None
        assert visitor.since == began.date()
    finally:
        clock.now = began
