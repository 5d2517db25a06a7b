"""How to cite a report, a printed table or a body: a line of text, BibTeX and RIS, with version and permalink."""

from dataclasses import dataclass

from scripts.show.rendering import Desk
from scripts.show.report import Report, Row

PUBLISHER = "Open Public Accounts"
_SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", **{sign: f"\\{sign}" for sign in "&%$#_"}}


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited: its key, who published the figures, title, fiscal year in words, and where its page stands."""

    key: str
    author: str
    title: str
    year: str
    place: str


def work_of(desk: Desk, report: Report, table: Row | None = None, part: int = 1) -> Work:
    """Give a report, or one of its tables, as a work."""
    author, year = desk.body_name(report.about["body"]), desk.language.year(report.fiscal_year)
    if table is None:
        return Work(report.name, author, desk.report_title(report.about), year, f"reports/{report.name}")
    title = _joined(desk, desk.reader.title(table).text, desk.report_title(report.about))
    place = f"reports/{report.name}/{table['table']}"
    return Work(f"{report.name}:{table['table']}", author, title, year, place + (f"/{part}" if part > 1 else ""))


def body_work(desk: Desk, body: str) -> Work:
    """Give everything published of a body as a work."""
    name = desk.body_name(body)
    return Work(body, name, desk.language.tell("dataset_body", name=name), "", f"bodies/{body}")


def own_work(place: str, title: str) -> Work:
    """Give a page of the project's own (accounts, a rule, an indicator) as a work."""
    return Work(place.replace("/", ":"), PUBLISHER, title, "", place)


def cite(desk: Desk, work: Work) -> dict[str, str]:
    """Give the citation for the templates, and keep its BibTeX and RIS to be written beside the page."""
    desk.files[f"{work.place}/cite.bib"] = bibtex(desk, work).encode()
    desk.files[f"{work.place}/cite.ris"] = ris(desk, work).encode()
    version = _version(desk)
    title = _joined(desk, work.title, work.year)
    parts = {"title": title, "version": version, "day": _day(desk), "address": _address(desk, work)}
    own = work.author == PUBLISHER
    told = desk.language.tell("citation_own", **parts) if own else desk.language.tell("citation", author=work.author, **parts)
    return {"text": told, "address": f"{work.place}/"}


def bibtex(desk: Desk, work: Work) -> str:
    """Give the entry for BibTeX. Without a known address of the site it names the way from the site's first page."""
    fields = {
        "author": f"{{{_tex(work.author)}}}",
        "title": f"{{{_tex(work.title)}}}",
        "year": _day(desk)[:4],
        "publisher": PUBLISHER,
        "version": _version(desk),
        "note": _tex(_note(desk, work)),
        ("url" if desk.site else "howpublished"): _address(desk, work) if desk.site else _tex(_address(desk, work)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_key(work)},", *lines, "}", ""])


def ris(desk: Desk, work: Work) -> str:
    """Give the record for RIS, lines ended as the format asks."""
    fields = [
        ("TY", "DATA"),
        ("ID", _key(work)),
        ("AU", work.author),
        ("TI", work.title),
        ("PB", PUBLISHER),
        ("PY", _day(desk)[:4]),
        ("ET", _version(desk)),
        ("N1", _note(desk, work)),
        ("UR", _address(desk, work)),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields if value or tag == "ER")


def _joined(desk: Desk, *parts: str) -> str:
    return ("、" if desk.language.code == "ja" else ", ").join(filter(None, parts))


def _key(work: Work) -> str:
    return "opa-" + work.key.replace(":", "-")


def _note(desk: Desk, work: Work) -> str:
    return desk.language.tell("citation_note", key=work.key, year=work.year) if work.year else ""


def _address(desk: Desk, work: Work) -> str:
    language = "" if desk.language.code == "ja" else f"{desk.language.code}/"
    return f"{desk.site}{language}{work.place}/"


def _version(desk: Desk) -> str:
    return str(desk.published.told("version") or "")


def _day(desk: Desk) -> str:
    return desk.published.day()


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(text.split()))
