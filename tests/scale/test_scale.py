"""The benchmark of the country: what it counts, what it keeps, and that the page has words for all of it."""

import tomllib
from pathlib import Path

import pytest

from scripts.reference import Reference, load_reference
from tests.country.books import Country
from tests.country.workbooks import make_pages, save
from tests.scale.catalogue import SIZES, STEPS, chosen
from tests.scale.results import Result, merged, read_results, result_of, write_results
from tests.scale.step import ROOT, Job, Taken, take
from tests.scale.watch import Watch

WORDS = tomllib.loads((ROOT / "docs" / "words.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reference: Reference = load_reference()
    country = Country(reference, ("292010", "294241"), 2022, 2023)
    grids = [page.grid for page in make_pages(country, 2023, "奈良県")]
    return save(grids, tmp_path_factory.mktemp("book") / "奈良県-2023.xlsx")


def test_the_page_has_words_for_every_step_and_size() -> None:
    wanted = {f"{kind}_{step.part}_{step.name}" for step in STEPS for kind in ("step", "short")}
    wanted |= {f"size_{step.part}_{size}" for step in STEPS for size in step.sizes}
    assert wanted - set(WORDS) == set()


def test_every_step_stands_beside_one_that_is_measured_at_its_sizes() -> None:
    sizes = {(step.part, step.name): set(step.sizes) for step in STEPS}
    for step in STEPS:
        assert not step.beside or set(step.sizes) <= sizes[step.part, step.beside]


def test_what_is_kept_was_measured_by_steps_that_are_there() -> None:
    known = {(step.part, size, step.name): step.beside for step in STEPS for size in SIZES if size in step.sizes}
    assert {row.key: row.beside for row in read_results()}.items() <= known.items()


def test_steps_are_chosen_with_those_they_are_shown_beside() -> None:
    assert [step.key for step in chosen("rows:published charts:drawn")] == [
        "rows:bare",
        "rows:published",
        "charts:vl_convert",
        "charts:drawn",
    ]
    assert chosen("") == STEPS
    with pytest.raises(KeyError, match="nothing"):
        chosen("nothing")


def row(step: str, size: str, wall: float) -> Result:
    found = next(one for one in STEPS if one.key == step)
    return result_of(found, size, Taken(10, wall, wall, 5, {"placed": 9}))


def test_what_was_measured_takes_the_place_of_what_was_kept(tmp_path: Path) -> None:
    old = Result("rows", "1x", "no_more", "", 1, 1.0, 1.0, 1, "", 2, "abc")
    kept = [row("rows:published", "10x", 1), row("rows:bare", "10x", 1), old]
    write_results(merged(kept, [row("rows:published", "10x", 2), row("rows:bare", "1x", 3)]), tmp_path / "scale.csv")
    found = [(one.size, one.step, one.wall, one.told) for one in read_results(tmp_path / "scale.csv")]
    told = "placed=9"
    assert found == [("1x", "bare", 3.0, told), ("10x", "bare", 1.0, told), ("10x", "published", 2.0, told)]


def test_bare_reading_and_publication_count_the_same_figures(book: Path, tmp_path: Path) -> None:
    bare = take("bare_rows:bare", Job((str(book),)))
    published = take("rows:published", Job((str(book),), str(tmp_path)))
    assert bare.count == published.count > 1000
    assert 0 < bare.cpu < published.cpu
    assert 0 < bare.mebibytes < published.mebibytes


def spin(seconds: float) -> None:
    import time  # noqa: PLC0415  done by another process

    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_the_work_of_other_processes_is_counted() -> None:
    from scripts.crew import LocalCrew  # noqa: PLC0415

    watch = Watch()
    with watch.running():
        assert len(list(LocalCrew(2).run(spin, [0.2, 0.2]))) == 2
    assert watch.cpu >= 0.38
