"""The words of the pages."""

import re
from pathlib import Path

import pytest

from scripts.show.language import Language, WordsError, load_languages
from tests.show.conftest import DOCS

SHOW = DOCS.parent / "scripts" / "show"
SAID = re.compile(r"""say\(["']([a-z_0-9]+)["'][,)]""")


def test_every_word_that_a_page_says_is_there_in_both_languages() -> None:
    languages = load_languages(DOCS)
    sources = [*SHOW.rglob("*.py"), *SHOW.rglob("*.j2")]
    said = {word for path in sources for word in SAID.findall(path.read_text(encoding="utf-8"))}
    assert len(said) > 50
    assert said - set(languages["ja"].words) == set()
    assert set(languages["ja"].words) == set(languages["en"].words)


def test_english_words_hold_no_full_width_characters() -> None:
    english = load_languages(DOCS)["en"].words
    assert [word for word, text in english.items() if not text.isascii()] == []


def test_words_in_one_language_only_are_refused(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text('[gap]\nja = "差"\n', encoding="utf-8")
    with pytest.raises(WordsError, match=re.escape("docs/words.toml: [gap] expected ja and en, found ja")):
        load_languages(tmp_path)


def test_a_missing_word_is_named_with_its_mend() -> None:
    with pytest.raises(WordsError, match=r"expected \[gap\] with en .*\n    mend: add the words in both languages"):
        Language("en", {}).say("gap")


def test_what_is_put_into_a_sentence_is_escaped() -> None:
    assert Language("en", {"owns": "{body} & co"}).say("owns", body="<b>") == "&lt;b&gt; &amp; co"


@pytest.mark.parametrize(
    ("year", "ja", "en"),
    [
        (2018, "平成30年度（2018年度）", "fiscal 2018 (Heisei 30)"),
        (2019, "令和元年度（2019年度）", "fiscal 2019 (Reiwa 1)"),
        (2023, "令和5年度（2023年度）", "fiscal 2023 (Reiwa 5)"),
    ],
)
def test_a_year_stands_in_both_reckonings(year: int, ja: str, en: str) -> None:
    assert (Language("ja", {}).year(year), Language("en", {}).year(year)) == (ja, en)
