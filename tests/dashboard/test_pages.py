"""What a coach finds on the pages, and what a lead does not."""

import re
from html import unescape

from starlette.testclient import TestClient

from klankbord import looks
from tests.dashboard.lived_school import COACH, LEAD, OTHER_COACH, TRIED, School


def team(school: School, browser: TestClient, name: str) -> str:
    answer = browser.get(f"/teams/{school.ids[name]}")
    assert answer.status_code == 200
    return answer.text


def test_teams_stand_by_the_alphabet_with_a_word_and_no_figure(school: School) -> None:
    page = school.inside(COACH).get("/teams").text
    listed = re.findall(r'<a href="/teams/[0-9a-f]+"><bdi>(\w+)</bdi>', page.split('class="teams"')[1])
    assert listed == ["Elm", "Fir", "Oak"]
    words = re.sub(r"<[^>]+>", " ", unescape(page).split('class="teams"')[1].split("<details")[0])
    assert "probably higher" in words
    assert "no picture yet" in words
    assert not re.search(r"\d", words), "an overview with figures would be a ranking"


def test_a_team_shows_figures_in_words_its_picture_and_the_picture_in_words(school: School) -> None:
    page = team(school, school.inside(COACH), "Oak")
    assert "between “sometimes” and “often”" in page
    assert "about 60 ± 5" in page
    assert "Probably higher than three months ago, from about 40 to" in page
    assert page.count('role="img" aria-label="Each line runs on a scale from 0 to 100.') == 1
    assert "gives much the same answers" in page


def test_a_team_without_a_picture_says_why_and_never_how_many(school: School) -> None:
    page = team(school, school.inside(COACH), "Fir")
    assert "The team starts once enough colleagues take part." in page
    main = re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main>")[0])
    assert not re.search(r"\d", unescape(main.split(">", 1)[1]))


def test_a_school_is_the_mean_of_what_its_teams_show(school: School) -> None:
    browser = school.inside(COACH)
    address = re.search(r'href="(/schools/[0-9a-f]+)"', browser.get("/teams").text)
    assert address is not None
    page = browser.get(address[1]).text
    assert "2 of 3 teams show a picture." in page
    assert "Ash" not in page


def test_one_team_is_no_school(school: School) -> None:
    browser = school.inside(OTHER_COACH)
    address = re.search(r'href="(/schools/[0-9a-f]+)"', browser.get("/teams").text)
    assert address is not None
    assert "At least two teams with a picture are needed." in browser.get(address[1]).text


def test_a_lead_opens_the_own_team_and_sees_what_every_member_sees(school: School) -> None:
    browser = school.inside(LEAD)
    assert browser.get("/teams").headers["location"] == f"/teams/{school.ids['Oak']}"
    page = team(school, browser, "Oak")
    assert "about 60 ± 5" in page
    for address in re.findall(r'href="(/schools/[^"]+)"', page):
        raise AssertionError(address)


def test_every_look_is_kept_as_role_and_day(school: School) -> None:
    team(school, school.inside(COACH), "Elm")
    seen = looks.looks_at(school.room.house, team_ids=[school.ids["Elm"]])
    assert ("coach", "figures") in {(look.role, look.what) for look in seen}
    page = school.inside(COACH).get("/looks").text
    assert '<td role="cell">coach</td><td role="cell">the picture</td>' in page
    assert "Ash" not in page


def test_dutch_pages_are_dutch(school: School) -> None:
    page = team(school, school.inside(COACH, language="nl"), "Oak")
    assert '<html lang="nl">' in page
    assert "tussen “soms” en “vaak”" in page
    assert "Waarschijnlijk hoger dan" in page


def test_pages_are_small(school: School) -> None:
    browser = school.inside(COACH)
    for path in ("/teams", f"/teams/{school.ids['Oak']}", "/looks", "/enter"):
        assert len(browser.get(path).content) <= 100_000


def test_what_was_tried_and_whether_it_helped_stands_with_the_team_and_in_one_list(school: School) -> None:
    browser = school.inside(COACH)
    for page in (team(school, browser, "Oak"), browser.get("/agreements").text):
        assert f"<bdi>{TRIED}</bdi>" in page
        assert "I can say whether anything changed" in page
    assert TRIED in team(school, school.inside(LEAD), "Oak")
    assert TRIED not in school.inside(OTHER_COACH).get("/agreements").text
    assert school.inside(LEAD).get("/agreements").status_code == 404
    seen = looks.looks_at(school.room.house, team_ids=[school.ids["Oak"]])
    assert ("coach", "agreements") in {(look.role, look.what) for look in seen}
