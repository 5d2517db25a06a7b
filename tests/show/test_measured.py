"""Measurements on the page "How it scales": as they were kept, in both languages, beside the goals they are meant for."""

import csv
import itertools
import re
from pathlib import Path

import pytest

from scripts.show.charts import new_artist
from scripts.show.charts.growth import Way, draw_growth
from scripts.show.language import load_languages
from scripts.show.passages import Passages
from scripts.show.published import Published
from scripts.show.rendering import Desk
from tests.show.conftest import DOCS

KEPT = """part,size,step,beside,count,wall,cpu,mebibytes,told,cores,commit
rows,10x,bare,,200,0.5,0.4,18,,2,abc
rows,10x,published,bare,200,1.0,1.6,190,,2,abc
rows,100x,published,bare,2000,9,16,300,,2,abc
rows,national,bare,,10000,20,20,18,,2,abc
rows,national,published,bare,10000,110,150,900,,2,abc
rows,national,frictionless,,100,1,1,90,,2,abc
rows,national,checked,frictionless,10000,1.5,1.5,90,,2,abc
pages,100x,nothing_kept,mkdocs,4000,100,100,1600,kilobytes=22.5,2,abc
pages,100x,mkdocs,,4000,50,50,200,kilobytes=22.5,2,abc
pages,100x,charts_kept,mkdocs,4000,90,95,1200,kilobytes=22.5,2,abc
"""


@pytest.fixture(params=["ja", "en"])
def passages(request: pytest.FixtureRequest, data: Path, tmp_path: Path) -> Passages:
    language = load_languages(DOCS)[request.param]
    docs = tmp_path / "docs"
    (docs / "measured").mkdir(parents=True)
    (docs / "measured" / "scale.csv").write_text(KEPT, encoding="utf-8")
    (docs / "measured" / "goals.csv").write_bytes((DOCS / "measured" / "goals.csv").read_bytes())
    return Passages(Desk(Published(data, DOCS), language, new_artist(tmp_path / "charts")), docs)


def cells(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [[re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


def test_a_step_is_told_beside_what_one_would_use_instead(passages: Passages) -> None:
    rows = cells(passages.make("workbooks", "scale"))
    figures = [[re.sub(r"[^0-9./,]", "", cell) for cell in row[1:]] for row in rows if len(row) > 1]
    assert ["10,000", "110", "150", "900", "90.9", "", "5.5", "7.5"] in figures
    assert ["10,000", "1.5", "1.5", "90", "6,670", "", "1/66.7", "1/66.7"] in figures


def test_goals_tell_what_is_reached_what_is_not_and_what_nobody_measured(passages: Passages) -> None:
    say = passages.desk.language.say
    rows = {row[0]: row[1:] for row in cells(passages.make("goals", "scale"))}
    told = {
        "publication": ["5", "5.5", "goal_no"],
        "checks": ["1/50", "1/66.7", "goal_yes"],
        "growth": ["11", "10", "goal_yes"],
        "added": ["1/20", "", "goal_unknown"],
        "site": ["2", "1.8", "goal_yes"],
        "page": ["40", "22.5", "goal_yes"],
        "site_memory": ["1,536", "1,600", "goal_no"],
    }
    for goal, (bound, found, reached) in told.items():
        assert rows[str(say(f"goal_{goal}"))] == [bound, found, str(say(reached))], goal


def test_a_part_that_nobody_measured_says_so(passages: Passages) -> None:
    assert passages.make("charts", "scale").splitlines()[1] == f"<p>{passages.desk.language.say('goal_unknown')}</p>"


def test_every_goal_is_about_a_step_that_is_measured() -> None:
    from tests.scale.catalogue import STEPS  # noqa: PLC0415  what makes the file

    with (DOCS / "measured" / "goals.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            step = next(step for step in STEPS if (step.part, step.name) == (row["part"], row["step"]))
            assert row["size"] in step.sizes


def test_names_of_ways_stand_apart_and_no_point_leaves_the_frame() -> None:
    ways = [Way(f"way {n}", bool(n % 2), ((10, 1.0, "a"), (100, 10.0 + n / 100, "b"))) for n in range(4)]
    data = draw_growth(ways, "things", "seconds").data
    tops = sorted(float(str(row["y"])) for row in data["names"])
    assert min(after - before for before, after in itertools.pairwise(tops)) >= 14
    assert {row["shape"] for row in data["points"]} == {"ours", "other"}
    assert all(22 <= float(str(row["y"])) <= 220 for row in data["points"])
