"""Many documents: each as by itself, whoever does the work; a file that breaks its reader is named, the rest is there."""

import csv
import hashlib
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts.__main__ import main
from scripts.reference import load_reference
from scripts.verbs.country import publish_country
from scripts.verbs.many import convert_one, crew_of, file_task
from tests.country.books import Country
from tests.country.texts import document_lines, write_pdf_file, write_text_file
from tests.country.workbooks import make_pages, save
from tests.hostile.bombs import BOMBS, ODD_FILES

BODIES = ("292028", "294241")
WHOLE = Path(__file__).resolve().parents[1] / "documents" / "whole.txt"


@pytest.fixture(scope="module")
def country() -> Country:
    return Country(load_reference(), BODIES, 2021, 2023)


@pytest.fixture(scope="module")
def documents(country: Country, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Statements of two bodies as text and as PDF; one has two wrong digits, one is no statement, one never ends."""
    folder = tmp_path_factory.mktemp("documents")
    for body in BODIES:
        pairs, _ = document_lines(country, body, 2023, wrong=2 if body == "292028" else 0)
        write_text_file(pairs, folder / f"{body}.txt")
        write_pdf_file(pairs, folder / f"{body}.pdf")
    (folder / "letter.txt").write_text("拝啓\n", encoding="utf-8")
    endless = document_lines(country, BODIES[0], 2023)[0] * 60
    write_text_file(endless, folder / "endless.txt")
    return folder


def sums(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def convert(documents: Path, target: Path, *words: str) -> tuple[int, list[dict[str, str]]]:
    done = CliRunner().invoke(main, ["convert", str(documents), "-o", str(target), "--seconds", "2", *words])
    with (target / "documents.csv").open(encoding="utf-8", newline="") as file:
        return done.exit_code, list(csv.DictReader(file))


@pytest.fixture(scope="module")
def local(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, list[dict[str, str]]]:
    target = tmp_path_factory.mktemp("local")
    return target, *convert(documents, target, "--jobs", "2")


def test_every_document_is_told_with_what_came_of_it(local: tuple[Path, int, list[dict[str, str]]]) -> None:
    _, code, rows = local
    told = {row["file"]: row["outcome"] for row in rows}
    placed = {f"{body}.{kind}": "placed" for body in BODIES if body != "292028" for kind in ("txt", "pdf")}
    odd = {"292028.txt": "findings", "292028.pdf": "findings", "letter.txt": "refused", "endless.txt": "lost"}
    assert (told, code) == (placed | odd, 2)
    lost = next(row for row in rows if row["outcome"] == "lost")
    assert lost["message"].startswith("the process that worked on it died")


def test_a_document_among_many_is_converted_as_by_itself(
    local: tuple[Path, int, list[dict[str, str]]], documents: Path, tmp_path: Path
) -> None:
    row = next(row for row in local[2] if row["file"] == "292028.pdf")
    CliRunner().invoke(main, ["convert", str(documents / "292028.pdf"), "-o", str(tmp_path / "one")])
    assert sums(tmp_path / "one") == sums(local[0] / row["folder"])


def test_the_wrong_figures_are_found_in_text_and_pdf_alike(local: tuple[Path, int, list[dict[str, str]]]) -> None:
    found = {row["file"]: (row["figures"], row["findings"]) for row in local[2] if row["file"].startswith("292028")}
    assert len(set(found.values())) == 1
    assert int(found["292028.txt"][1]) > 0


def test_a_file_among_many_gets_no_more_memory_than_by_itself(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(WHOLE, tmp_path / "in" / "small.txt")
    make, _ = BOMBS["unpacks_to_gigabytes.pdf"]
    (tmp_path / "in" / "bomb.pdf").write_bytes(make())
    code, rows = convert(tmp_path / "in", tmp_path / "out", "--jobs", "2")
    told = {row["file"]: row["outcome"] for row in rows}
    assert (code, told["small.txt"]) == (2, "placed")
    assert told["bomb.pdf"] in {"refused", "lost"}


def test_a_lone_file_of_a_folder_that_needs_more_memory_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(WHOLE, tmp_path / "in" / "small.txt")
    code, rows = convert(tmp_path / "in", tmp_path / "out", "--memory", "64")
    assert (code, [row["outcome"] for row in rows]) == (2, ["refused"])
    assert rows[0]["message"].startswith("reading needed more than 64 MiB of memory (mend: split the file; where you trust it")


def test_a_folder_without_statements_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty" / "below.pdf").mkdir(parents=True)
    (tmp_path / "empty" / "photo.jpg").write_bytes(b"x")
    done = CliRunner().invoke(main, ["convert", str(tmp_path / "empty"), "-o", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert "empty: refused: expected a folder with files ending in .csv, .md, .pdf, .tsv, .txt, .xlsx, found none" in done.stderr
    assert "    mend: check the path" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["pipe.txt", "pipe.xlsx", "zero.txt", "loop.txt"])
def test_pipes_and_devices_are_never_waited_for(name: str, tmp_path: Path) -> None:
    make, says = ODD_FILES[name]
    (tmp_path / "in").mkdir()
    make(tmp_path / "in" / name)
    shutil.copy(WHOLE, tmp_path / "in" / "whole.txt")
    _, rows = convert(tmp_path / "in", tmp_path / "out", "--jobs", "1")
    told = {row["file"]: row for row in rows}
    assert (told["whole.txt"]["outcome"], told[name]["outcome"]) == ("placed", "refused")
    assert says in told[name]["message"]
    # What a cluster is sent is read here.
    sent = convert_one(file_task(tmp_path / "in" / name, "odd", {}, (8, 768), local=False))
    assert (sent.outcome, says in sent.message) == ("refused", True)


def test_a_cluster_gives_the_same_bytes(documents: Path, scheduler: str, tmp_path: Path) -> None:
    shutil.copytree(documents, tmp_path / "documents", ignore=shutil.ignore_patterns("endless.txt"))
    convert(tmp_path / "documents", tmp_path / "here", "--jobs", "2")
    convert(tmp_path / "documents", tmp_path / "there", "--scheduler", scheduler)
    assert sums(tmp_path / "there") == sums(tmp_path / "here")


def test_a_cluster_publishes_the_country_with_the_same_bytes(country: Country, scheduler: str, tmp_path: Path) -> None:
    for year in (2022, 2023):
        save([page.grid for page in make_pages(country, year, "奈良県")], tmp_path / f"{year}.xlsx")
    books = sorted(tmp_path.glob("*.xlsx"))
    for name, crew in (("here", crew_of(2, "")), ("there", crew_of(None, scheduler))):
        publish_country(books, crew, tmp_path / name / "data", tmp_path / name / "state")
    assert sums(tmp_path / "here" / "data") == sums(tmp_path / "there" / "data")
