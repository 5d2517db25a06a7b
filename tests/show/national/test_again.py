"""What a new workbook changes is made again, and nothing else."""

import shutil
from pathlib import Path

from scripts.crew import LocalCrew
from scripts.show.bench import Bench, Places
from scripts.show.records import Records
from scripts.show.units import Unit
from scripts.stamps import Hashes
from scripts.verbs.bring import bring, take_away
from scripts.verbs.country import publish_country
from tests.country.workbooks import PREFECTURES

DOCS = Path(__file__).resolve().parents[3] / "docs"
NARA, ALL = Unit("national", "07", "ja"), Unit("national", "prefectures", "ja")
OWN = Unit("body", "294241", "ja")
COUNTRY = Unit("country", "all", "en")


def test_a_new_workbook_makes_the_pages_of_its_own_group_anew(country: Path, corpus: Path, tmp_path: Path) -> None:
    newest = f"{PREFECTURES}-2023.xlsx"
    before = [path for path in sorted(country.parents[1].glob("*.xlsx")) if path.name != newest]
    publish_country(before, LocalCrew(1), tmp_path / "before", tmp_path / "state")
    places = Places(tmp_path / "site" / "data", DOCS, tmp_path / "build")
    shutil.copytree(corpus, places.data)
    bring(tmp_path / "before", places.data)
    bench = Bench(places)
    records = Records(places, bench.published.sources, Hashes())
    for unit in (NARA, ALL, OWN, COUNTRY):
        records.keep(bench.make(unit))
    assert kept(places) == {NARA, ALL, OWN, COUNTRY}
    bring(country, places.data)
    assert kept(places) == {NARA, OWN}
    take_away(places.data)
    assert kept(places) == set()


def kept(places: Places) -> set[Unit]:
    records = Records(places, Bench(places).published.sources, Hashes())
    return {unit for unit in (NARA, ALL, OWN, COUNTRY) if records.kept(unit)}


def test_pages_of_both_languages_are_made_from_one_reading(data: Path, tmp_path: Path) -> None:
    made = Bench(Places(data, DOCS, tmp_path)).make(NARA)
    assert {"pages/ja/national/294241/index.md", "pages/en/national/294241/index.md"} <= made.wrote.keys()
    assert not [name for name in made.wrote if name.startswith("twins/") and "294241" in name]
    assert len(made.charts) > 8
