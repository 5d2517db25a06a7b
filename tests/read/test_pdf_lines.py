"""Characters of a PDF page put back into lines, their cells where they stand on the page."""

from scripts.read.page import Glyph, page_lines

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


def test_what_stands_close_behind_a_column_of_figures_is_another_cell() -> None:
    page = []
    for row, (figure, label) in enumerate([("120", "地方債"), ("5", "未払金"), ("-", "預り金"), ("17,000", "その他")]):
        page += [*printed("土地", 20, 700 - 20 * row), *ending(figure, 120, 700 - 20 * row), *printed(label, 124, 700 - 20 * row)]
    assert [line.split("  ")[-1].strip() for line in page_lines(page)] == ["地方債", "未払金", "預り金", "その他"]


def test_widely_spaced_letters_are_one_word() -> None:
    title = [glyph for at, letter in enumerate("貸借対照表") for glyph in printed(letter, 100 + 25 * at, 700)]
    assert page_lines(title)[0].strip() == "貸 借 対 照 表"


def test_a_word_written_upright_is_a_line_of_its_own() -> None:
    page = [glyph for at, letter in enumerate("資産の部") for glyph in printed(letter, 10, 695 - 13 * at)]
    for row, label in enumerate(["固定資産", "土地", "建物", "流動資産"]):
        page += [*printed(label, 26, 700 - 15 * row), *ending("100", 200, 700 - 15 * row)]
    assert [line.split() for line in page_lines(page)] == [
        ["資産の部"],
        ["固定資産", "100"],
        ["土地", "100"],
        ["建物", "100"],
        ["流動資産", "100"],
    ]


def test_spaced_labels_below_one_another_are_no_upright_word() -> None:
    page = []
    for row, label in enumerate(["土　地", "建　物", "基　金", "合　計"]):
        page += [*printed(label.replace("　", "  "), 10, 700 - 15 * row), *ending("100", 200, 700 - 15 * row)]
    assert [line.split() for line in page_lines(page)] == [[*label, "100"] for label in ["土地", "建物", "基金", "合計"]]
