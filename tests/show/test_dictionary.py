"""The data dictionary names every table, column and code of the schemas once, in both languages."""

from html import unescape
from pathlib import Path

import pytest
from markupsafe import escape

from scripts.show.dictionary import dictionary
from scripts.show.language import load_languages
from scripts.show.published import Published
from tests.show.conftest import DOCS


@pytest.mark.parametrize("code", ["ja", "en"])
def test_the_dictionary_page_tells_every_column_and_every_code(code: str, whole_site: Path) -> None:
    page = whole_site / ("" if code == "ja" else "en") / "dictionary" / "index.html"
    html = page.read_text(encoding="utf-8")
    tables = dictionary(Published(whole_site / "data").descriptor, load_languages(DOCS)[code])
    names = [table["name"] for table in tables]
    assert sorted(names) == sorted({path.stem for path in (whole_site / "data").glob("*.csv")})
    for table in tables:
        assert html.count(f'id="{table["name"]}"') == 1
        for field in table["fields"]:
            assert html.count(f'id="{table["name"]}.{field["name"]}"') == 1
            assert field["title"]
            assert field["description"]
            assert str(escape(field["description"])) in html or field["description"] in unescape(html)
            assert all(f"<code>{value}</code> {escape(meaning)}" in html for value, meaning in field["values"] if meaning)
            assert not field["refers_to"] or f'id="{field["refers_to"]}"' in html
            assert all(meaning for _, meaning in field["values"]), (table["name"], field["name"])
