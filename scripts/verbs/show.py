"""show: published packages -> pages; and the pages -> the static site."""

from pathlib import Path

import click

from scripts.show import build_site, show
from scripts.stamps import STAMPS
from scripts.verbs.publish import DATA

DOCS = Path("docs")
PAGES = Path("build") / "pages"
SITE = Path("site")


@click.command("show")
def command() -> None:
    """Write the pages of everything published under site/data to build/pages, and build the site from them."""
    (STAMPS / "show").unlink(missing_ok=True)  # `build` makes its pages from data of its own
    show(DATA, DOCS, PAGES)
    build_site(PAGES, SITE)
    click.echo(f"pages in {PAGES}, site in {SITE}")
