"""Charts to take away: an SVG that stands by itself and a CSV that says where each figure was printed."""

import csv
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from scripts.show.takeaways import Origin, Record, figures_csv, standing_alone
from tests.show.built import read_site
from tests.show.made_up import REPORT

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50" font-family="sans-serif">'
    '<title id="t">T</title><desc id="d">D</desc><path fill="var(--opa-more, #2f6690)" d="M0,0h1v1Z"/></svg>'
)
NAME = "{http://www.w3.org/2000/svg}"


def test_a_chart_alone_has_its_source_below_and_the_colours_of_the_light_page() -> None:
    alone = standing_alone(SVG, "A title", ["A town, a year", "Source: a document with a rather long name"])
    tree = ET.fromstring(alone)  # noqa: S314 - our own
    assert "var(" not in alone
    assert [text.text for text in tree.iter(f"{NAME}text")] == [
        *("A title", "A town, a year", "Source: a", "document with a", "rather long name")
    ]
    assert [child.tag.removeprefix(NAME) for child in tree][:3] == ["title", "desc", "path"]
    left, top, width, height = (float(number) for number in tree.attrib["viewBox"].split())
    assert (left, width) == (-14, 128)
    assert all(top < float(text.attrib["y"]) < top + height for text in tree.iter(f"{NAME}text"))


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match="expected an SVG with width and height, found '<p>'"):
        standing_alone("<p>", "A title", [])


def test_a_figure_without_a_fact_has_no_place() -> None:
    assert figures_csv(("Item", "yen"), [Record(("Rest", "5"))]) == "Item,yen,printed,fact_id,line\nRest,5,,,\n"


def test_the_head_of_an_origin_is_its_own() -> None:
    assert Origin("a", ("b",)).head == ()


def test_every_drawn_chart_can_be_taken_away_as_a_drawing_and_as_figures(small_site: Path) -> None:
    taken = 0
    for path, page in read_site(small_site).items():
        files = [address for address in page.links if address.endswith((".svg", ".csv")) and "/charts/" in address]
        drawn = sum(given.get("class") == "chart" for tag, given in page.tags if tag == "svg")
        if "bodies" in path.parts or "reports" in path.parts:
            assert len(files) == 2 * drawn, path
        taken += len(files)
        for address in files:
            text = (path.parent / address).resolve().read_text(encoding="utf-8")
            if address.endswith(".svg"):
                words = "".join(ET.fromstring(text).itertext())  # noqa: S314 - our own
                assert ("出典：" in words) or ("Source: " in words)
            else:
                rows = list(csv.DictReader(text.splitlines()))
                assert rows
                assert {"printed", "fact_id", "line"} <= set(rows[0])
    assert taken > 20


def test_names_from_outside_stay_text_in_files_too(small_site: Path) -> None:
    charts = small_site / "charts" / REPORT
    texts = [path.read_text(encoding="utf-8") for path in sorted(charts.glob("*.svg"))]
    assert any("&lt;script&gt;" in text for text in texts)
    assert not any("<script" in text for text in texts)
