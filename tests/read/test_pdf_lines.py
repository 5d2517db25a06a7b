"""Characters of a PDF page put back into lines, their cells where they stand on the page."""

from scripts.read.pdf import Glyph, page_lines

EM = 10.0


def printed(text: str, left: float, top: float) -> list[Glyph]:
    """Give a text as characters of a page, digits and marks half as wide as the others."""
    glyphs = []
    for c in text:
        width = EM / 2 if c.isascii() else EM
        if c != " ":
            glyphs.append(Glyph(c, left, top - EM, left + width, top))
        left += width
    return glyphs


def ending(text: str, right: float, top: float) -> list[Glyph]:
    """Give a text that ends at `right`."""
    return printed(text, right - sum(EM / 2 if c.isascii() else EM for c in text), top)


def test_figures_stay_below_one_another_and_labels_keep_their_indentation() -> None:
    page = [
        *printed("固定資産", 20, 700),
        *ending("26,923,275", 200, 700),
        *printed("固定負債", 220, 700),
        *ending("10,249,007", 400, 700),
        *printed("土地", 40, 680),
        *ending("-", 200, 680),
        *printed("地方債", 230, 680),
        *ending("9,462,660", 400, 680),
    ]
    assert page_lines(page) == [
        "    固定資産                  26,923,275    固定負債                  10,249,007",
        "        土地                           -      地方債                   9,462,660",
    ]


def test_at_least_two_blanks_part_cells_and_a_letter_spaced_word_stays_one() -> None:
    page = [*printed("資 産 合 計", 0, 700), *printed("５", 120, 700)]
    assert page_lines(page) == ["資 産 合 計             ５"]


def test_characters_a_little_higher_stand_on_the_same_line() -> None:
    assert page_lines([*printed("土地", 0, 700), *printed("5", 60, 702)]) == ["土地        5"]


def test_a_page_without_characters_has_no_lines() -> None:
    assert page_lines([]) == []
