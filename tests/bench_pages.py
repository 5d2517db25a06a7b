"""Measures a body's page against a page that draws the very same charts in the browser with Vega, built beside it.

Run by `python -m tests.bench_pages` on a built site. Both are served by a static host on loopback with compression, to a phone
(390 pixels, four times slower, 1.6 Mb/s and 150 ms away) and to a desk (10 Mb/s, 40 ms). Times are medians of several loads.
"""

import html
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import vl_convert
from playwright.sync_api import Browser, sync_playwright

from scripts.show.body_page import leading
from scripts.show.charts import charts_of, new_artist
from scripts.show.language import load_languages
from scripts.show.published import Published
from scripts.show.rendering import Desk
from tests.show.serving import Host, serve

ROOT = Path(__file__).resolve().parent.parent
BODY = "294241"
RUNS = 5
VIEWS = {
    "phone": {"viewport": {"width": 390, "height": 844}, "slower": 4, "bits": 1_600_000, "latency": 150},
    "desk": {"viewport": {"width": 1280, "height": 800}, "slower": 1, "bits": 10_000_000, "latency": 40},
}
# The first moment at which a chart with its letters is in the page and a frame has been painted; and every shift of layout.
WATCH = """
    window.shift = 0;
    new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shift += e.value; })
        .observe({type: 'layout-shift', buffered: true});
    const look = () => document.querySelector('svg text') ? requestAnimationFrame(() => setTimeout(() => {
        window.firstChart = performance.now(); })) : requestAnimationFrame(look);
    requestAnimationFrame(look);
"""


def client_drawn(site: Path) -> tuple[str, str]:
    """Give the page (the sentences of the body's page, an empty box for each of its charts) and its script, Vega and all."""
    published = Published(site / "data")
    desk = Desk(published, load_languages(ROOT / "docs")["ja"], new_artist(ROOT / "build" / "charts"))
    reports = [published.report(about) for about in published.reports[BODY]]
    _, scope, figures = leading(desk, reports)
    charts = [chart for chart in charts_of(figures[scope], desk.teller) if chart.drawing]
    specs = [json.loads(desk.artist.specification(chart.drawing)) for chart in charts if chart.drawing]
    boxes = "".join(f"<h2>{html.escape(str(chart.title))}</h2><div id=c{n}></div>" for n, chart in enumerate(charts))
    text = (site / "bodies" / BODY / "index.html").read_text(encoding="utf-8")
    story = (
        text[text.index('<div class="story">') : text.index("</section>\n</div>") + 17] if "</section>\n</div>" in text else ""
    )
    page = (
        '<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>Vega</title><script src="vega.js" type="module"></script>{story}{boxes}</html>'
    )
    # By its interpreter (ast), for a host that forbids code made from strings.
    draw = "window.vegaEmbed('#c' + n, spec, {renderer: 'svg', actions: false, mode: 'vega', ast: true})"
    # Its stub forgets that the argument may be none: then the bundle of Vega, Vega-Lite and Vega-Embed.
    bundle = vl_convert.javascript_bundle(None)  # type: ignore[arg-type]
    return page, f"{bundle}\nfor (const [n, spec] of {json.dumps(specs)}.entries()) {draw};\n"


def loads(browser: Browser, host: Host, page: str, view: str) -> Iterator[tuple[float, float, int, int]]:
    """Give for each load the milliseconds to the first chart, the shift of layout, the requests and the bytes sent."""
    told = VIEWS[view]
    for _ in range(RUNS):
        host.asked.clear()
        with browser.new_context(viewport=told["viewport"]) as context:  # type: ignore[arg-type]
            tab = context.new_page()
            tab.add_init_script(WATCH)
            wire = context.new_cdp_session(tab)
            speed = {"downloadThroughput": told["bits"] / 8, "uploadThroughput": told["bits"] / 8}  # type: ignore[operator]
            wire.send("Network.enable")
            wire.send("Network.emulateNetworkConditions", {"offline": False, "latency": told["latency"], **speed})
            wire.send("Emulation.setCPUThrottlingRate", {"rate": told["slower"]})
            tab.goto(host.address + page, wait_until="networkidle")
            while not tab.evaluate("window.firstChart > 0"):
                tab.wait_for_timeout(50)
            first, shift = tab.evaluate("[window.firstChart, window.shift]")
        yield first, shift, len(host.asked), sum(size for _, size in host.asked)


def main() -> None:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        beside = Path(folder)
        shutil.copytree(ROOT / "site" / "assets", beside / "assets")
        shutil.copytree(ROOT / "site" / "bodies" / BODY, beside / "bodies" / BODY)
        drawn, script = client_drawn(ROOT / "site")
        (beside / "vega.html").write_text(drawn, encoding="utf-8")
        (beside / "vega.js").write_text(script, encoding="utf-8")
        path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        told = [f"{'page':28}{'view':8}{'first chart':>12}{'shift':>8}{'requests':>10}{'kB':>8}"]
        with serve(beside) as host:
            for name, page in (("inline SVG", f"bodies/{BODY}/index.html"), ("drawn by Vega", "vega.html")):
                for view in VIEWS:
                    found = list(zip(*loads(browser, host, page, view), strict=True))
                    first, shift, requests, size = (statistics.median(values) for values in found)
                    told.append(f"{name:28}{view:8}{first:>9.0f} ms{shift:>8.3f}{requests:>10.0f}{size / 1000:>8.0f}")
        browser.close()
    sys.stdout.write("\n".join(told) + "\n")


if __name__ == "__main__":
    main()
