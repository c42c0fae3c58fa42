"""What a coach takes along besides figures: agreements and names of themes, never a text of a teacher."""

import csv
import io

from openpyxl import load_workbook

from tests.dashboard.lived_school import COACH, LEAD, OF_ASH, OTHER_COACH, THOUGHTS, TRIED, School

BARRIER = "time to meet: barrier"


def test_what_is_taken_along_holds_agreements_and_theme_names_and_no_text(school: School) -> None:
    browser = school.inside(COACH)
    agreed = list(csv.DictReader(browser.get("/export/agreements.csv").text.splitlines()))
    assert [(row["team"], row["agreement"]) for row in agreed] == [("Oak", TRIED)]
    themes = list(csv.DictReader(browser.get("/export/themes.csv").text.splitlines()))
    assert {(row["team"], row["name"]) for row in themes} == {
        ("Oak", BARRIER),
        ("Oak", "trust in each other: strength"),
    }
    book = load_workbook(io.BytesIO(browser.get("/export/figures.xlsx").content))
    assert book.sheetnames == ["figures", "agreements", "themes", "codebook"]
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    for text in (*THOUGHTS, OF_ASH):
        assert not [cell for cell in cells if text[:20] in cell]
    explained = browser.get("/export/codebook.csv").text
    assert "agreements,since" in explained
    assert "themes,merged_into" in explained
    assert school.inside(LEAD).get("/export/themes.csv").status_code == 404
    assert "Oak" not in school.inside(OTHER_COACH).get("/export/themes.csv").text
