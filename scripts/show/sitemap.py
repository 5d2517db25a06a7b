"""The list of a language's pages for search engines, as MkDocs writes it of all pages at once."""

import gzip
from collections.abc import Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, file_sort_key
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_timestamp

NAME = "sitemap.xml"


def write_sitemap(config: MkDocsConfig, pages: Sequence[str]) -> None:
    """Write the list and its compressed twin into the folder of the site."""
    files = sorted((File(name, config.docs_dir, config.site_dir, config.use_directory_urls) for name in pages), key=file_sort_key)
    for file in files:
        Page(None, file, config)
    text = config.theme.get_env().get_template(NAME).render(pages=files, config=config).encode()
    moment = get_build_timestamp(pages=[file.page for file in files if file.page is not None])
    site = Path(config.site_dir)
    site.mkdir(parents=True)
    (site / NAME).write_bytes(text)
    with (
        (site / f"{NAME}.gz").open("wb") as beside,
        gzip.GzipFile(f"{NAME}.gz", "wb", fileobj=beside, mtime=moment) as packed,
    ):
        packed.write(text)
