"""The page of a body of the country: the newest edition in sentences, pictures and tables, and what was checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

from scripts.show.figures import Figures
from scripts.show.national.group import TAXONOMY, Amount, Group, Print
from scripts.show.national.names import Names
from scripts.show.national.pictures import pictures_of
from scripts.show.national.proofs import Proof, Restated, as_printed, counts_of, marks_of, proofs_of, restated_of
from scripts.show.national.ratios import ratios_of
from scripts.show.national.sheets import Sheets, way_of
from scripts.show.national.statements import Printed, cell_of, grouped, read_before, read_printed
from scripts.show.national.telling import citation_of, files_of, others_of, proof_of, restated_rows, years_of
from scripts.show.page import Page
from scripts.show.rendering import Desk
from scripts.show.report import Fact, Report, Row
from scripts.show.sentences import Storyteller


@dataclass(frozen=True)
class Bureau:
    """What the pages of a group are made with in one language."""

    desk: Desk
    group: Group
    names: Names
    sheets: Sheets


@dataclass(frozen=True)
class Known:
    """What is known of a body, the same in both languages."""

    body: str
    about: Row
    printed: Print
    scope: str
    lines: Printed
    before: Mapping[str, tuple[str, str]]
    course: Mapping[int, Mapping[str, Amount]]
    proofs: tuple[Proof, ...]
    restated: tuple[Restated, ...]


def know(group: Group, body: str) -> Known:
    """Give what is known of a body of a group."""
    printed = group.prints[body]
    reports = group.national.reports_of(body)
    about = next((row for row in reports if int(row["fiscal_year"]) == printed.edition), {})
    scope = group.scope_of(body)
    name = about.get("report", "")
    lines = read_printed(printed, body, name, scope)
    proofs = tuple(proofs_of(group, printed, body, name))
    before, restated = read_before(printed, body, scope), tuple(restated_of(group, body))
    return Known(body, about, printed, scope, lines, before, group.course(body, scope), proofs, restated)


def body_page(bureau: Bureau, known: Known) -> Page:
    """Give the page."""
    desk, names, place = bureau.desk, bureau.names, bureau.names.place(known.body)
    language, name, row = desk.language, bureau.names.body(known.body), bureau.group.national.body(known.body)
    year = language.year(known.printed.fiscal_year)
    figures = _figures(desk, known)
    with_scope = language.say("name_with_scope", name=name.text, scope=desk.reader.scope(known.scope))
    text = desk.render(
        "national_body.md.j2",
        place,
        name=name,
        row=row,
        body=known.body,
        about=known.about,
        area=names.area_of(known.body),
        find=names.find(place, [known.body]),
        municipalities=names.municipalities_of(known.body),
        year=year,
        edition=language.year(known.printed.edition),
        scope=desk.reader.scope(known.scope),
        story=Storyteller(figures, language, way_of, str(with_scope)).tell(),
        pictures=pictures_of(desk, figures, known.course),
        years=years_of(desk, known.course),
        tables=bureau.sheets.tables(known.lines, _before(desk, known), _marks(desk, known), known.scope),
        sheet=known.lines.sheet,
        ratios=ratios_of(desk, bureau.group, known.printed, known.body, figures.report.facts),
        counts=counts_of(bureau.group, known.about.get("report", "")),
        share=(1000 * known.lines.corroborated // known.lines.money) / 10 if known.lines.money else None,
        proofs=[proof_of(desk, proof, known.scope) for proof in known.proofs],
        others=others_of(desk, bureau.group, known.body, known.proofs),
        restated=restated_rows(desk, known.restated),
        corpus=desk.body_page(place, known.body) if known.body in desk.published.reports else "",
        files=files_of(desk, bureau.group, place, known.printed.edition),
        group=bureau.group.name,
        citation=citation_of(desk, name.text, year, place),
    )
    title = name.text if name.text == name.other or not name.other else f"{name.text} ({name.other})"
    return Page(place, title, str(language.say("body_description", name=name.text, year=year)), text, twinned=False)


def _figures(desk: Desk, known: Known) -> Figures:
    """Give the facts of the leading scope as sentences and charts take them."""
    about = {"report": "", **known.about, "fiscal_year": str(known.printed.fiscal_year)}
    tables: dict[str, list[Fact]] = {}
    for fact in known.lines.facts:
        tables.setdefault(fact.table, []).append(fact)
    kept = tuple(({"table": table, "scope": known.scope}, tuple(facts)) for table, facts in tables.items())
    return Figures(desk.published, Report(about, kept, (), (), (), (), {}, TAXONOMY), known.scope)


def _before(desk: Desk, known: Known) -> dict[str, str]:
    """Give the cells of the year before, those that this edition restated with both values."""
    year, edition = known.printed.fiscal_year - 1, known.printed.edition
    changed = {it.key: it for it in known.restated if (it.fiscal_year, it.edition, it.scope) == (year, edition, known.scope)}
    cells = {key: cell_of(*printed) for key, printed in known.before.items()}
    for key, was in changed.items():
        if key in cells:
            cells[key] = _changed(desk, known.before[key][0], was)
    for (key, scope), numbers in marks_of(known.proofs, previous=True).items():
        if scope == known.scope and key in cells:
            cells[key] = _marked(desk, cells[key], numbers)
    return cells


def _changed(desk: Desk, raw: str, was: Restated) -> str:
    before = desk.language.say("national_was", amount=as_printed(was.before))
    return f'<td class="restated"><ins>{escape(grouped(raw))}</ins><small>{before}</small></td>'


def _marks(desk: Desk, known: Known) -> dict[tuple[str, str], str]:
    """Give the cells of the figures that stand in a check that does not hold."""
    if not known.proofs:
        return {}
    marks = marks_of(known.proofs, previous=False)
    cells = {(row.key, scope): cell for rows in known.lines.forms.values() for row in rows for scope, cell in row.cells.items()}
    return {place: _marked(desk, cells[place], numbers) for place, numbers in marks.items() if place in cells}


def _marked(desk: Desk, cell: str, numbers: Sequence[int]) -> str:
    """Give a cell with the ways to the proofs it stands in."""
    links = "".join(f' <a href="#proof-{n}">{desk.language.say("national_mark", number=n)}</a>' for n in numbers)
    inside = cell.removesuffix("</td>").partition(">")[2]
    return f'<td class="doubt">{inside}{links}</td>'
