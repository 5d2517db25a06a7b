"""The step from published files to pages: `show` writes Markdown and SVG, `build_site` has MkDocs make the site of them."""

from scripts.show.pages import show
from scripts.show.site import build_site

__all__ = ["build_site", "show"]
