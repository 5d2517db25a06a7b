"""There and back: statements printed by LibreOffice and Chromium are read again, and every fact is the one that was printed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.read import read_file
from scripts.recognise import recognise
from tests.press.pages import PAGES, page_html
from tests.press.printers import print_office, print_pages
from tests.press.statements import Known, Statement, known, letter_spaced, make_statements, recognised
from tests.press.workbooks import MANNERS, workbook_bytes
from tests.support.documents import Setting, reference
from tests.support.prints import Figures

SCOPES = (("general",), ("general", "whole", "consolidated"))
FIGURES = (Figures(), Figures("△ "), Figures("▲", "－"), Figures("−", "―"), Figures("-", "—"))
UNITS = ("thousand_yen", "million_yen", "yen")


def made_up(number: int, figures: Figures = FIGURES[0], omit: float = 0.0) -> list[Statement]:
    """Give statements of a town; every second layout prints three scopes, every third spaces its titles."""
    unit = UNITS[number % len(UNITS)]
    found = make_statements(Setting(number + 1, unit, figures, size=9, omit=omit), SCOPES[number % 2])
    return letter_spaced(found) if number % 3 == 0 else found


def facts_of(statements: list[Statement], *, noughts: bool = True) -> Counter[Known]:
    facts = [fact for statement in statements for fact in statement.facts()]
    # Where a nought shows as a dash it reads as one.
    return known(fact if noughts or fact.printed != "0" else replace(fact, printed="-") for fact in facts)


BOOKS = {f"book-{number}.xlsx": (manner, made_up(number)) for number, manner in enumerate(MANNERS)}
WEB = {f"page-{n}": (page, made_up(n + 20, FIGURES[n % len(FIGURES)], 0.4 * (n % 2))) for n, page in enumerate(PAGES)}


def workbooks() -> dict[str, bytes]:
    return {name: workbook_bytes(statements, manner) for name, (manner, statements) in BOOKS.items()}


def printed_facts() -> dict[str, Counter[Known]]:
    return {name: facts_of(statements, noughts=manner.nil != "zero") for name, (manner, statements) in BOOKS.items()}


def differences(files: Mapping[str, bytes], expected: Mapping[str, Counter[Known]], folder: Path) -> list[str]:
    """Give what differs between what was printed and what is read, file by file; nothing where all came back."""
    told = []
    for name, content in files.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(content)
        recognition = recognise(read_file(path), reference())
        found = recognised(recognition)
        told += [f"{name}: lost {fact}" for fact in (expected[name] - found).elements()]
        told += [f"{name}: wrong {fact}" for fact in (found - expected[name]).elements()]
        told += [f"{name}: {finding}" for finding in recognition.findings]
    return told


@pytest.mark.parametrize("name", BOOKS, ids=lambda name: str(BOOKS[name][0]))
def test_a_workbook_of_any_manner_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(workbooks()[name])
    recognition = recognise(read_file(tmp_path / name), reference())
    assert (recognised(recognition), recognition.findings) == (printed_facts()[name], ())


def test_workbooks_that_libreoffice_prints_come_back_whole(tmp_path: Path) -> None:
    assert differences(print_office(workbooks(), tmp_path), printed_facts(), tmp_path) == []


def test_pages_that_chromium_prints_come_back_whole(tmp_path: Path) -> None:
    pages = {name: page_html(statements, page) for name, (page, statements) in WEB.items()}
    expected = {name: facts_of(statements) for name, (_, statements) in WEB.items()}
    assert differences(print_pages(pages, tmp_path), expected, tmp_path) == []


def test_text_documents_that_libreoffice_prints_come_back_whole(tmp_path: Path) -> None:
    # Writer knows neither padding nor upright text of a page.
    plain = {f"{name}.html": value for name, value in WEB.items() if not (value[0].padded or value[0].upright)}
    documents = {name: page_html(statements, page).encode() for name, (page, statements) in plain.items()}
    expected = {name: facts_of(statements) for name, (_, statements) in plain.items()}
    assert differences(print_office(documents, tmp_path), expected, tmp_path) == []
