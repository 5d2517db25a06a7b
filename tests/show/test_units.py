"""Units of pages: what changed is made anew, the rest stays, and the outcome is what a build from nothing gives."""

import csv
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.show.bench import Bench, Places
from scripts.show.pages import ShowError, Shown, _settle, show
from scripts.show.records import Records
from scripts.show.sources import Sources
from scripts.show.units import Unit, units_of
from scripts.stamps import Hashes
from tests.show.conftest import DOCS
from tests.show.made_up import REPORT, write_published

OTHER_BODY, OTHER = "124567", "124567-2023-statements"
# What of the documents the small corpus does not hold, in every build from nothing made again, would take most of the time.
FEW_DOCS = ("about.md", "index.md", "rules.md", "quality.md")


def add_report(data: Path, name: str = OTHER, body: str = OTHER_BODY) -> None:
    """Publish the made-up report a second time, as that of another body."""
    shutil.copytree(data / REPORT, data / name)
    for path in (data / name).glob("*.csv"):
        text = path.read_text(encoding="utf-8").replace(REPORT, name).replace("123456", body)
        path.write_text(text, encoding="utf-8")
        with (data / path.name).open("a", encoding="utf-8") as file:
            file.write(text.partition("\n")[2])
    copy_rows(data / "bodies.csv", "123456", body)


def copy_rows(path: Path, old: str, new: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writerows({key: value.replace(old, new) for key, value in row.items()} for row in rows if old in row.values())


def remove_report(data: Path) -> None:
    shutil.rmtree(data / OTHER)
    for path in data.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows(row for row in rows if not any(OTHER in cell for cell in row))


def change_figure(data: Path) -> None:
    for path in (data / OTHER / "facts.csv", data / "facts.csv"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        changed = [line.replace(",-,", ",–,") if f"{OTHER}:general_bs:vessels:amount" in line else line for line in lines]
        path.write_text("".join(changed), encoding="utf-8")


def change_grant(data: Path) -> None:
    path = data / "grants.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("18003000", "18004000"), encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with published data of two reports, few docs, and the pages of both."""
    home = tmp_path_factory.mktemp("units")
    add_report(write_published(home / "published" / "data"))
    shutil.copytree(DOCS, home / "docs", ignore=lambda folder, names: few(Path(folder).name, names))
    shutil.copy2(DOCS.parent / "CHANGELOG.md", home)
    assert shown(home).kept == 0
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """A copy of that folder: where it stands is no part of what a unit was made from."""
    return Path(shutil.copytree(made, tmp_path / "home"))


def few(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if folder in ("ja", "en") and name not in FEW_DOCS]


def shown(home: Path, work: str = "build") -> Shown:
    return show(home / "published" / "data", home / "docs", home / work / "pages")


def state_of(work: Path) -> dict[str, bytes]:
    folders = [work / name for name in ("pages", "twins")]
    return {path.relative_to(work).as_posix(): path.read_bytes() for it in folders for path in it.rglob("*") if path.is_file()}


def change_word(home: Path) -> None:
    path = home / "docs" / "words.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('en = "Item"', 'en = "Thing"'), encoding="utf-8")


CHANGES: dict[str, Callable[[Path], None]] = {
    "a report was added": lambda home: add_report(home / "published" / "data", "124567-2022-statements"),
    "a report was changed": lambda home: change_figure(home / "published" / "data"),
    "a report was removed": lambda home: remove_report(home / "published" / "data"),
    "a word was changed": change_word,
    "a town's grant was changed": lambda home: change_grant(home / "published" / "data"),
}


def test_after_any_change_the_pages_are_those_of_a_build_from_nothing(home: Path) -> None:
    for what, change in CHANGES.items():
        before = state_of(home / "build")
        change(home)
        done = shown(home)
        assert done.made, what
        shutil.copytree(home / "build" / "charts", home / f"anew {what}" / "charts")  # drawing is tested elsewhere, and slow
        shown(home, f"anew {what}")
        assert state_of(home / "build") == state_of(home / f"anew {what}"), what
        assert state_of(home / "build") != before, what
        shutil.rmtree(home / f"anew {what}")


def test_a_report_that_comes_leaves_the_pages_of_others_untouched(home: Path) -> None:
    own = [home / "build" / "pages" / "ja" / place for place in (f"reports/{REPORT}", "bodies/123456", "accounts", "find")]
    times = {path: path.stat().st_mtime_ns for folder in own for path in folder.rglob("*.md")}
    add_report(home / "published" / "data", "124567-2022-statements")
    done = shown(home)
    assert [name for name in done.made if REPORT in name or "123456" in name or "accounts" in name or "find" in name] == []
    assert {f"{code}/tables/124567-2022-statements" for code in ("ja", "en")} < set(done.made)
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert shown(home).made == ()


def test_what_was_written_is_made_again_where_it_was_changed_or_removed_by_hand(home: Path) -> None:
    first = state_of(home / "build")
    (home / "build" / "pages" / "ja" / "rules" / "BS1" / "index.md").write_text("mine", encoding="utf-8")
    (home / "build" / "twins" / "en" / "about" / "index.html.md").unlink()
    (home / "build" / "pages" / "en" / "stray.md").write_text("mine", encoding="utf-8")
    assert shown(home).made == ("en/prose/about", "ja/rules/all")
    assert state_of(home / "build") == first


def test_every_file_that_a_unit_opens_is_noted(home: Path) -> None:
    """Held against the interpreter's own list of opened files; each unit by one that has made all others before."""
    places = Places(home / "published" / "data", home / "docs", home / "build")
    bench, watched = Bench(places), Watch((places.data, places.docs))
    sys.addaudithook(watched.hear)
    for unit in units_of(bench.published, places.docs):
        fresh = Bench(places)
        watched.opened.clear()
        read = fresh.make(unit).read
        watched.on = False
        asked = {fresh.published.sources.path_of(question) for question in read}
        assert {path for path in watched.opened if path not in asked and path.name != "words.toml"} == set(), unit
        assert bench.make(unit).read == read, unit
        watched.on = True
    watched.on = False


class Watch:
    """Hears which files are opened below folders."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self.opened: set[Path] = set()
        self.on = True

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.on and event == "open" and isinstance(arguments[0], str):
            path = Path(arguments[0])
            if any(path.is_relative_to(folder) for folder in self.folders) and path.is_file():
                self.opened.add(path)


def test_two_units_may_not_write_one_address_differently(home: Path) -> None:
    places = Places(home / "published" / "data", home / "docs", home / "build")
    one, other = (Bench(places).make(Unit("prose", name, "ja")) for name in ("about", "rules"))
    name = next(iter(one.wrote))
    with pytest.raises(ShowError, match="ja/prose/about and ja/prose/rules write it differently"):
        _settle(places, [one, type(other)(other.unit, other.read, {name: "0"}, [])])
    _settle(places, [one, other])


def test_what_is_kept_in_memory_is_noted_by_every_reader(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("code,name\n1,one\n2,two\n1,uno\n", encoding="utf-8")
    sources = Sources({"data": tmp_path})

    def read() -> list[dict[str, str]]:
        return sources.kept("first", lambda: sources.where(tmp_path / "a.csv", "code", "1"))

    with sources.noting() as outer:
        with sources.noting() as one:
            assert [row["name"] for row in read()] == ["one", "uno"]
        with sources.noting() as other:
            assert read() is read()
    with sources.noting() as later:
        read()
    assert one == other == outer == later
    question, answer = next(iter(one.items()))
    (tmp_path / "a.csv").write_text("code,name\n1,one\n2,zwei\n1,uno\n", encoding="utf-8")
    assert Sources({"data": tmp_path}).answer(question) == answer
    (tmp_path / "a.csv").write_text("code,name\n2,two\n1,uno\n", encoding="utf-8")
    assert Sources({"data": tmp_path}).answer(question) != answer


def test_a_question_of_each_kind_is_answered_alike_until_its_answer_changes(tmp_path: Path) -> None:
    def change() -> None:
        (tmp_path / "new.txt").write_text("1", encoding="utf-8")
        (tmp_path / "a.json").write_text('{"made": "2027-01-01T00:00:00Z", "n": 2}', encoding="utf-8")

    (tmp_path / "a.json").write_text('{"made": "2026-01-01T00:00:00Z", "n": 1}', encoding="utf-8")
    path, sources = tmp_path / "a.json", Sources({"data": tmp_path})
    with sources.noting() as notes:
        assert (sources.value(path, "n"), sources.day(path, "made")) == (1, "2026-01-01")
        assert not sources.there(tmp_path / "new.txt")
        assert (sources.sizes(tmp_path), sources.names(tmp_path, "*")) == ([("a.json", 40)], [path])
        assert sources.read(tmp_path / "new.txt") is None
    assert all(Sources({"data": tmp_path}).answer(question) == answer for question, answer in notes.items())
    change()
    assert all(Sources({"data": tmp_path}).answer(question) != answer for question, answer in notes.items())


@pytest.mark.parametrize("record", ["", "{", "not there"])
def test_a_record_that_cannot_be_read_is_none(home: Path, record: str) -> None:
    path = home / "build" / "shown" / "ja" / "prose" / "about.json"
    path.unlink() if record == "not there" else path.write_text(record, encoding="utf-8")
    assert shown(home).made == ("ja/prose/about",)


def test_a_hash_is_read_again_where_the_file_is_another(tmp_path: Path) -> None:
    path, kept = tmp_path / "a", tmp_path / "hashes.json"
    path.write_text("one", encoding="utf-8")
    hashes = Hashes(kept)
    first = hashes.of(path)
    hashes.save()
    assert Hashes(kept).of(path) == first
    beside = tmp_path / "b"
    beside.write_text("two", encoding="utf-8")
    os.utime(beside, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    beside.replace(path)
    assert Hashes(kept).of(path) == Hashes().of(path) != first
    kept.write_text("{", encoding="utf-8")
    assert Hashes(kept).of(path) == Hashes().of(path)


def test_a_change_of_what_makes_pages_makes_all_anew(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = Places(home / "published" / "data", home / "docs", home / "build")

    def kept() -> Iterator[bool]:
        records = Records(places, Bench(places).published.sources, Hashes())
        for unit in units_of(Bench(places).published, places.docs):
            yield records.kept(unit) is not None

    assert all(kept())
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    assert not any(kept())
