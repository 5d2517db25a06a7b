"""A workbook that is not laid out as the ministry's are is refused with a sentence: nothing is assumed."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from scripts.read.national import read_sheets
from scripts.recognise.national import cut_out, recognise_national
from scripts.records import RefusedError
from scripts.reference import Reference
from scripts.verbs.national import open_national
from tests.country.books import Country
from tests.country.sentences import sentences
from tests.country.workbooks import NAME_ROW, Grid, as_workbook, make_pages, save

Alter = Callable[[list[Grid]], object]


def rename(at: int, name: str) -> Alter:
    return lambda grids: setattr(grids[at], "name", name)


def move(area: str) -> Alter:
    def alter(grids: list[Grid]) -> None:
        for grid in grids:
            grid.name = grid.name[:3] + area

    return alter


def put(row: int, column: int, value: object, at: int = 0) -> Alter:
    return lambda grids: grids[at].put(row, column, value)


def below(label: str, column: int, value: object) -> Alter:
    """Set a cell of the row that has a label in A to F."""
    return lambda grids: grids[0].put(grids[0].find(label), column, value)


def title(statement: str, text: str | None) -> Alter:
    def alter(grids: list[Grid]) -> None:
        row = next(n for n, cells in enumerate(grids[0].rows) if cells and statement in str(cells[0]))
        grids[0].put(row, 0, text)

    return alter


def head(number: int, column: int, value: object) -> Alter:
    """Set a cell of the row of bases of one of the four statements."""

    def alter(grids: list[Grid]) -> None:
        rows = [n for n, cells in enumerate(grids[0].rows) if "一般会計等" in cells]
        grids[0].put(rows[number], column, value)

    return alter


def without_head(grids: list[Grid]) -> None:
    rows = [n for n, cells in enumerate(grids[0].rows) if "一般会計等" in cells]
    grids[0].rows[rows[2]] = []


def merge(top: int, left: int, bottom: int, right: int) -> Alter:
    return lambda grids: grids[0].merged.append(((top, left), (bottom, right)))


def merge_name(grids: list[Grid]) -> None:
    grids[0].merged[0] = ((NAME_ROW, 6), (NAME_ROW, 11))


def without_basis(grids: list[Grid]) -> None:
    for cells in grids[0].rows:
        if "一般会計等" in cells:
            cells[11] = None


REFUSALS: dict[str, Alter] = {
    "a sheet of another year": rename(1, "R3_奈良県"),
    "sheets in the other order": lambda grids: grids.reverse(),
    "three sheets": lambda grids: grids.append(Grid("R3_奈良県", [[None]])),
    "a sheet without a year": rename(1, "前年度"),
    "two areas": rename(1, "R4_大阪府"),
    "an area that is no prefecture": move("近畿"),
    "another prefecture's bodies": move("沖縄県"),
    "a statement missing": title("資金収支計算書", "その他"),
    "a statement twice": title("資金収支計算書", "行政コスト計算書"),
    "two statements in one": put(1, 0, "行政コスト及び純資産変動計算書"),
    "a statement without bases": without_head,
    "bases in another order further down": head(3, 10, "連結"),
    "an unknown basis": lambda grids: [head(number, 7, "公営企業")(grids) for number in range(4)],
    "a basis without a body": put(NAME_ROW, 6, None),
    "a body with the same basis twice": put(NAME_ROW, 9, None),
    "a body that lacks a basis": without_basis,
    "a body twice": put(NAME_ROW, 12, "奈良市"),
    "a body twice in two writings": put(NAME_ROW, 12, "北葛城郡上牧町"),
    "a name merged over two bodies": merge_name,
    "figures merged": merge(20, 6, 20, 8),
    "a figure that is not whole": below("資産合計", 7, 1234.5),
    "figures in yen": below("資産合計", 7, 1234567890123456),
    "figures below no heading": below("資産合計", 21, 1),
    "two labels in a row": below("流動資産", 3, "現金預金"),
    "another unit": put(1, 6, "（単位：千円）"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_doubtful_layout_is_refused(name: str, country: Country, reference: Reference) -> None:
    grids = [page.grid for page in make_pages(country, 2023, "奈良県")]
    REFUSALS[name](grids)
    with pytest.raises(RefusedError) as refused:
        recognise_national(as_workbook(grids), reference, 2023)
    assert str(refused.value) == sentences("test_refusals.refusals")[name]


def test_another_edition_than_asked_for_is_refused(country: Country, reference: Reference) -> None:
    grids = [page.grid for page in make_pages(country, 2023, "奈良県")]
    with pytest.raises(
        RefusedError, match="expected a sheet of the fiscal year 2024 in this place, found R5_奈良県, which is 2023"
    ):
        recognise_national(as_workbook(grids), reference, 2024)


def test_a_body_that_is_not_there_cannot_be_cut_out(country: Country, reference: Reference) -> None:
    national = recognise_national(as_workbook([p.grid for p in make_pages(country, 2023, "奈良県")]), reference)
    with pytest.raises(RefusedError) as refused:
        cut_out(national, "011002")
    assert str(refused.value) == (
        "made-up.xlsx: refused: expected figures of the body 011002 in R5_奈良県 or R4_奈良県, found none\n"
        "    mend: choose a body of this workbook; findings name those that are not known"
    )


FINDINGS: dict[str, Alter] = {
    "a name that no body has": put(NAME_ROW, 9, "大和高田町"),
    "a code of another body": put(NAME_ROW - 1, 9, "294250"),
    "figures without a label": below("未払費用", 2, None),
    "a figure stored as text": below("資産合計", 7, "1,234"),
    "a truth value": below("資産合計", 7, value=True),
    "no unit": put(1, 6, None),
}


@pytest.mark.parametrize("name", FINDINGS)
def test_what_is_left_out_is_named(name: str, country: Country, reference: Reference) -> None:
    grids = [page.grid for page in make_pages(country, 2023, "奈良県")]
    FINDINGS[name](grids)
    assert [str(f) for f in recognise_national(as_workbook(grids), reference, 2023).findings] == [
        sentences("test_refusals.findings")[name]
    ]


def test_a_code_decides_where_the_name_is_not_known(country: Country, reference: Reference) -> None:
    grids = [page.grid for page in make_pages(country, 2023, "奈良県")]
    for grid in grids:
        grid.put(NAME_ROW, 9, "大和高田町")
        grid.put(NAME_ROW - 1, 9, 292028)
    national = recognise_national(as_workbook(grids), reference)
    assert (set(national.facts["body"]), national.findings) == (set(country.bodies), ())


def uncalculated(grids: list[Grid], folder: Path) -> Path:
    """Write grids with a formula without result in H78 of the first sheet."""
    path, other = save(grids, folder / "made.xlsx"), folder / "nara.xlsx"
    with zipfile.ZipFile(path) as held, zipfile.ZipFile(other, "w") as altered:
        for member in held.namelist():
            content = held.read(member)
            if member == "xl/worksheets/sheet1.xml":
                start = content.index(b'<c r="H78"')
                end = content.index(b"</c>", start) + len(b"</c>")
                content = content[:start] + b'<c r="H78" s="1"><f>SUM(H9:H77)</f><v></v></c>' + content[end:]
            altered.writestr(member, content)
    return other


def test_formulas_never_calculated_are_refused(country: Country, tmp_path: Path) -> None:
    path = uncalculated([page.grid for page in make_pages(country, 2023, "奈良県")], tmp_path)
    readers: list[Callable[[], object]] = [lambda: read_sheets("nara.xlsx", path.read_bytes()), lambda: open_national(path)]
    for read in readers:
        with pytest.raises(RefusedError) as refused:
            read()
        assert str(refused.value) == (
            "nara.xlsx:sheet1: refused: expected the result of the formula in H78, found none calculated\n"
            "    mend: open the workbook in a spreadsheet, let it calculate, save it"
        )


def test_calculated_formulas_are_figures(tmp_path: Path) -> None:
    path = tmp_path / "made.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("R5_奈良県").write_formula(0, 0, "=1+1", None, 2)
    book.close()
    assert read_sheets("made.xlsx", path.read_bytes()).sheets[0].rows == [[2.0]]


@pytest.mark.parametrize(
    ("content", "found"),
    [(b"", "found an empty file"), (b"text", "found another kind of file, or half of one")],
)
def test_a_file_that_is_no_workbook_is_refused(content: bytes, found: str) -> None:
    with pytest.raises(RefusedError, match=rf"^x\.xlsx: refused: expected an \.xlsx workbook, {found}\n    mend: "):
        read_sheets("x.xlsx", content)


def test_a_workbook_with_macros_is_refused(country: Country, tmp_path: Path) -> None:
    path = save([page.grid for page in make_pages(country, 2023, "奈良県")], tmp_path / "nara.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"")
    with pytest.raises(RefusedError, match=r"nara\.xlsx: refused: expected a workbook without macros, found macros"):
        read_sheets("nara.xlsx", path.read_bytes())
