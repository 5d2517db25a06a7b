"""What one would use instead to show charts: Altair through vl-convert, texts and all; Vega in the reader's browser."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.scale.charts import Wanted, wanted_in
from tests.scale.step import Job
from tests.scale.watch import Watch

PAGE = """<!doctype html><meta charset="utf-8"><script src="vega.js"></script><div id="chart"></div><script>
vegaEmbed("#chart", {specification}, {{renderer: "svg", actions: false}}).then(() => {{ window.drawn = true }});
</script>
"""


def vl_convert(job: Job, watch: Watch) -> int:
    """Draw `many` charts as a use of Altair would do straight away: the design with its data, texts in Japanese."""
    import vl_convert  # noqa: PLC0415  each step loads what it needs, no more

    from scripts.show.charts import DESIGNS  # noqa: PLC0415

    charts = list(sample(job))
    for drawing, *_ in charts:
        specification = DESIGNS[drawing.design]().to_dict()
        # Ours tells the page's font; a chart by itself has Altair's.
        del specification["config"]["font"]
        specification["datasets"] = {name: list(rows) for name, rows in drawing.data.items()}
        with watch.running():
            vl_convert.vegalite_to_svg(specification)
    return len(charts)


def browser(job: Job, watch: Watch) -> int:
    """Open `many` pages in Chromium that each draw a chart with Vega: from opening the page until it is drawn."""
    import shutil  # noqa: PLC0415

    import vl_convert  # noqa: PLC0415
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from scripts.show.charts import new_artist  # noqa: PLC0415
    from tests.show.conftest import BROWSERS  # noqa: PLC0415

    folder, charts = Path(job.folder), list(sample(job))
    (folder / "vega.js").write_text(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"), encoding="utf-8")
    artist = new_artist(folder)
    for number, (drawing, *_) in enumerate(charts):
        text = PAGE.format(specification=artist.specification(drawing).replace("<", "\\u003c"))
        (folder / f"{number}.html").write_text(text, encoding="utf-8")
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, BROWSERS)))
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page()
        for number in range(len(charts)):
            with watch.running():
                page.goto((folder / f"{number}.html").as_uri())
                page.wait_for_function("window.drawn")
        chromium.close()
    return len(charts)


def sample(job: Job) -> Iterator[Wanted]:
    """Give `many` charts, of all parts of the files."""
    every = [one for path in job.files() for one in wanted_in(path) if _is_japanese(one)]
    yield from every[:: max(1, len(every) // job.many)][: job.many]


def _is_japanese(wanted: Wanted) -> bool:
    return not json.dumps(wanted[0].data, ensure_ascii=False).isascii()
