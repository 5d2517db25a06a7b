"""The charts that the benchmark draws are those that the pages of bodies show."""

from pathlib import Path

from scripts.show.national import groups_of
from scripts.show.published import Published
from tests.scale.bare_charts import sample
from tests.scale.charts import DOCS, Pages, Shard, collect, draw, wanted_in
from tests.scale.step import Job
from tests.show.national.conftest import BOTH


def test_every_body_has_four_charts_in_each_language_and_all_are_drawn(data: Path, tmp_path: Path) -> None:
    assert "prefectures" in groups_of(Published(data, DOCS))
    file = tmp_path / "prefectures.pickle"
    assert collect(Pages(data, "prefectures", file)) == len(wanted_in(file)) == len(BOTH) * 2 * 4
    (tmp_path / "kept").mkdir()
    assert draw(Shard(file, 0, tmp_path / "kept")) == len(BOTH) * 2 * 4
    drawn = {path.name for path in (tmp_path / "kept").iterdir()}
    assert len(BOTH) * 4 <= len(drawn) <= len(BOTH) * 2 * 4
    assert len(list(sample(Job((str(file),), many=3)))) == 3
