"""The statements of a body read with its own figures, and the glossary."""

import re
import string
import tomllib
from pathlib import Path

import pytest

from scripts.reference import load_reference
from scripts.show.explaining import GlossaryError, glossary
from scripts.show.figures import Figures
from scripts.show.language import load_languages
from scripts.show.published import Published
from scripts.show.reading_page import Reader, load_parts, reading_page
from scripts.show.rendering import Desk
from scripts.show.report import Report
from scripts.show.sources import Sources
from tests.show.built import read_site
from tests.show.conftest import DOCS


@pytest.fixture
def reader(published: Published, report: Report) -> Reader:
    desk = Desk(published, load_languages(DOCS)["ja"], None)  # type: ignore[arg-type]  # nothing is drawn here
    return Reader(desk, Figures(published, report, "general"), lambda anchor: f"#{anchor}")


def test_a_sentence_with_a_figure_that_is_not_printed_is_not_told(reader: Reader) -> None:
    told = "".join(reader.sentences(["reading_bs_assets", "reading_bs_net", "reading_pl_transfers"]))
    assert "純資産で、" in told
    assert "移転費用" not in told


def test_a_sum_ends_with_its_total_and_one_that_lacks_a_term_is_not_shown(reader: Reader) -> None:
    terms = reader.terms(["+ total_liabilities", "+ total_net_assets", "= total_assets"])
    assert [term["sign"] for term in terms] == ["+", "+", "="]
    assert reader.terms(["+ total_liabilities", "+ nothing_of_this_name", "= total_assets"]) == []


def test_figures_that_differ_are_not_said_to_be_the_same(reader: Reader) -> None:
    assert len(list(reader.same(["total_net_assets closing_net_assets"]))) == 1
    assert list(reader.same(["total_assets closing_net_assets"])) == []


@pytest.mark.parametrize("code", ["ja", "en"])
def test_every_sentence_has_words_and_every_figure_of_it_is_an_account(code: str) -> None:
    words = load_languages(DOCS)[code].words
    accounts = load_reference().accounts
    for taxonomy, parts in load_parts().items():
        for part in parts:
            names = [name for word in part["sentences"] for _, name, _, _ in string.Formatter().parse(words[word]) if name]
            names += [term.split()[1] for term in part["sum"]] + [name for pair in part["same"] for name in pair.split()]
            assert [name for name in names if name not in accounts] == [], taxonomy
            assert f"reading_question_{part['statement']}" in words


def test_the_pages_stand_in_both_languages_and_every_figure_leads_to_its_line(whole_site: Path) -> None:
    for place in ("bodies/294241/reading", "bodies/jlis/reading"):
        for language in ("", "en"):
            page = read_site(whole_site)[whole_site / language / place / "index.html"]
            assert sum(given.get("class") == "figure" for tag, given in page.tags if tag == "a") > 10


def test_a_report_of_which_nothing_is_told_has_no_page(published: Published, report: Report) -> None:
    desk = Desk(published, load_languages(DOCS)["ja"], None)  # type: ignore[arg-type]  # nothing is drawn here
    assert reading_page(desk, Figures(published, report, "consolidated")) is None


def test_the_glossary_says_the_same_terms_in_both_languages_each_in_its_order() -> None:
    japanese, english = glossary(Sources({}), DOCS, "ja"), glossary(Sources({}), DOCS, "en")
    assert {term["id"] for term in japanese} == {term["id"] for term in english}
    assert [term["term"] for term in english] == sorted((term["term"] for term in english), key=str.lower)
    assert not [term for term in english if re.search(r"[぀-ヿ一-鿿]", term["term"] + term["text"])]


def test_a_term_without_a_language_is_refused(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text('[assets]\nja = "資産"\n', encoding="utf-8")
    with pytest.raises(GlossaryError, match=r"\[assets\] expected en, ja, kana, text_en, text_ja"):
        glossary(Sources({}), tmp_path, "ja")


def test_links_into_the_glossary_have_a_term() -> None:
    terms = tomllib.loads((DOCS / "glossary.toml").read_text(encoding="utf-8"))
    for path in DOCS.glob("*/*.md"):
        assert set(re.findall(r"glossary\.md#([a-z-]+)", path.read_text(encoding="utf-8"))) <= set(terms), path
