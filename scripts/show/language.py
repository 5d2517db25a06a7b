"""The two languages: words of the pages (`docs/words.toml`), labels of the reference tables, names of years and bodies."""

import html
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markupsafe import Markup, escape

from scripts.eras import era_label
from scripts.show.report import Row

LANGUAGES = ("ja", "en")
HOME = LANGUAGES[0]
"""The language at the root of the site, where stands what both languages share."""
_ERA = re.compile(r"(\D+?)([0-9]+|元)年度")
_ROMAN = {"明治": "Meiji", "大正": "Taisho", "昭和": "Showa", "平成": "Heisei", "令和": "Reiwa"}


class WordsError(ValueError):
    """Words that a page needs and `docs/words.toml` does not have."""


@dataclass(frozen=True)
class Language:
    """One of the two languages with its words."""

    code: str
    words: Mapping[str, str]

    def say(self, word: str, **parts: object) -> Markup:
        """Give the words under `word` as HTML, `{name}` replaced by the parts, everything escaped."""
        try:
            text = self._escaped[word]
            if not parts:
                return text.format() if "{" in text else text
            # As Markup.format does, which takes twenty times as long: pages say a hundred things each.
            return Markup(str.format(text, **{name: escape(part) for name, part in parts.items()}))  # noqa: S704 - all escaped
        except KeyError as error:
            raise WordsError(
                f"docs/words.toml: expected [{word}] with {self.code} and only the parts given, missing {error}\n"
                "    mend: add the words in both languages"
            ) from None

    def tell(self, word: str, **parts: object) -> str:
        """Give the words under `word` as plain text, for files that are not HTML."""
        return html.unescape(self.say(word, **parts))

    @cached_property
    def _escaped(self) -> dict[str, Markup]:
        return {word: escape(text) for word, text in self.words.items()}

    def label(self, row: Row | None, otherwise: str = "", kind: str = "label") -> str:
        """Give the label (or name, title, sentence) of a reference row in this language, else in Japanese."""
        if row is None:
            return otherwise
        return row.get(f"{kind}_{self.code}") or row.get(f"{kind}_ja") or otherwise

    def year(self, fiscal_year: int) -> str:
        """Give the name of a fiscal year, era and western year side by side."""
        if self.code == "ja":
            return f"{era_label(fiscal_year)}（{fiscal_year}年度）"
        era, year = _ERA.fullmatch(era_label(fiscal_year)).groups()  # type: ignore[union-attr]
        return f"fiscal {fiscal_year} ({_ROMAN[era]} {1 if year == '元' else year})"

    def year_end(self, fiscal_year: int) -> str:
        """Give the day on which a fiscal year ends."""
        return f"{fiscal_year + 1}年3月31日" if self.code == "ja" else f"31 March {fiscal_year + 1}"


def load_languages(docs: Path) -> dict[str, Language]:
    """Give both languages from `docs/words.toml`; raises WordsError for words that lack one of them."""
    entries = tomllib.loads((docs / "words.toml").read_text(encoding="utf-8"))
    for word, texts in entries.items():
        if set(texts) != set(LANGUAGES):
            raise WordsError(f"docs/words.toml: [{word}] expected ja and en, found {', '.join(sorted(texts)) or 'nothing'}")
    return {code: Language(code, {word: texts[code] for word, texts in entries.items()}) for code in LANGUAGES}
