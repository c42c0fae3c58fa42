"""A school's own documents: taken in with page or heading, found, replaced, or refused in one sentence."""

from itertools import product
from pathlib import Path

import pytest

from knowledge_base import own
from knowledge_base.own import DocumentProblem, add_document, own_passages
from knowledge_base.search import open_knowledge

AGREEMENT = "We bezoeken elkaars lessen twee keer per jaar en spreken daarna een kwartier over wat we zagen."
MARKDOWN = f"---\nauthor: us\n---\n# Onze afspraken\n\n## Lesbezoek\n\n{AGREEMENT}\n\n## Leeg\n\nkort\n"


def pdf(*pages: str) -> bytes:
    """Write a PDF by hand, one line of text a page."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        parts.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(parts) + 1
    return (
        f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode("latin-1")


def test_a_passage_of_markdown_is_found_and_cited_with_its_heading(tmp_path: Path) -> None:
    file = tmp_path / "afspraken.md"
    file.write_text(MARKDOWN, encoding="utf-8")
    (added,) = add_document(file, data_dir=tmp_path / "data")
    assert (added.text, added.line) == (AGREEMENT, "afspraken, Lesbezoek")
    with open_knowledge(data_dir=tmp_path / "data") as knowledge:
        hits = knowledge.search_own("Hoe vaak gaan we bij elkaar in de les kijken?")
        assert [hit.passage for hit in hits] == [added]
        assert knowledge.search_own("Hoe laat gaat de trein naar Utrecht?") == ()
        assert "own" not in [hit.concept for hit in knowledge.search(AGREEMENT, limit=22).hits]


def test_a_passage_of_a_pdf_is_cited_with_its_page(tmp_path: Path) -> None:
    file = tmp_path / "vision.pdf"
    file.write_bytes(pdf("Nothing but a cover and the name of the school in large letters.", AGREEMENT))
    first, second = add_document(file, data_dir=tmp_path)
    assert (first.line, second.line) == ("vision, page 1", "vision, page 2")
    assert second.text == AGREEMENT


def test_an_edited_document_replaces_its_old_self(tmp_path: Path) -> None:
    file = tmp_path / "afspraken.md"
    for text in (AGREEMENT, AGREEMENT.replace("twee", "drie")):
        file.write_text(f"# Afspraak\n\n{text}\n", encoding="utf-8")
        add_document(file, data_dir=tmp_path)
    assert ["drie keer" in passage.text for passage in own_passages(tmp_path)] == [True]


def test_a_long_paragraph_is_cut_where_a_sentence_ends(tmp_path: Path) -> None:
    file = tmp_path / "long.md"
    file.write_text(" ".join([AGREEMENT] * 20), encoding="utf-8")
    found = add_document(file, data_dir=tmp_path)
    assert all(len(passage.text) <= own.LONGEST and passage.text.endswith(".") for passage in found)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.docx", b"PK", "neither Markdown"),
        ("plan.pdf", b"%PDF-1.4\nnothing more", "damaged or no PDF"),
        ("plan.pdf", pdf("Too short."), "no text"),
        ("plan.md", b"\xff\xfe\x00", "not text in UTF-8"),
        ("plan.md", b"# A heading\n", "no text"),
        ("plan.md", b"a" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DocumentProblem, match=said) as problem:
        add_document(tmp_path / name, data_dir=tmp_path)
    assert str(problem.value).endswith(".")
    assert "\n" not in str(problem.value)
    assert own_passages(tmp_path) == ()


def test_a_file_that_is_not_there_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DocumentProblem, match="cannot be read"):
        add_document(tmp_path / "gone.md", data_dir=tmp_path)


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "PAGES", 1)
    (tmp_path / "plan.pdf").write_bytes(pdf(AGREEMENT, AGREEMENT))
    with pytest.raises(DocumentProblem, match="more than 1 pages"):
        add_document(tmp_path / "plan.pdf", data_dir=tmp_path)


def test_a_damaged_note_of_a_document_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "afspraken.md"
    file.write_text(MARKDOWN, encoding="utf-8")
    add_document(file, data_dir=tmp_path)
    (tmp_path / "knowledge" / "own" / "broken.json").write_text('{"passages": [1]}', encoding="utf-8")
    assert len(own_passages(tmp_path)) == 1


def test_many_own_passages_push_no_card_out(tmp_path: Path) -> None:
    file, thought = tmp_path / "schoolplan.md", "We zien elkaar te weinig om lessen samen voor te bereiden"
    with open_knowledge(data_dir=tmp_path) as knowledge:
        before = knowledge.search(thought, limit=22)
    doings = (
        "bespreken",
        "delen",
        "verbeteren",
        "evalueren",
        "maken",
        "plannen",
        "kiezen",
        "vieren",
        "lezen",
    )
    subjects = ("lessen", "toetsen", "doelen", "afspraken", "vragen", "fouten", "plannen", "ideeën", "ouders")
    passages = [
        f"Als team {doing} wij samen onze {subject} in periode {number}, omdat wij elkaar vertrouwen, open "
        "zijn en van elkaar willen leren in onze school, elke week opnieuw met het hele team."
        for number, (doing, subject) in enumerate(product(doings, subjects))
    ]
    file.write_text("\n\n".join(passages), encoding="utf-8")
    assert len(add_document(file, data_dir=tmp_path)) == len(passages)
    with open_knowledge(data_dir=tmp_path) as knowledge:
        assert knowledge.search(thought, limit=22) == before
        assert knowledge.search_own(thought)
