"""A report whose words are made to hurt, published and shown as any other: past the vetting, for every door must hold alone."""

from pathlib import Path

from scripts.amounts import read_amount
from scripts.check.audit import audit
from scripts.publish import Corpus, publish, publish_api, read_release
from scripts.records import Entry, Place, Table
from scripts.reference import Reference, load_reference
from scripts.show import build_site, show
from scripts.transcripts import Transcript
from scripts.verbs.check import check_reports

DOCS = Path(__file__).resolve().parents[2] / "docs"
WORDS = (
    "<img src=x onerror=pwned=1>",
    '"><script>pwned=1</script>',
    "'><svg onload=pwned=1>",
    "{{ 7*7 }}{% raw %}{#x#}",
    "[a](javascript:pwned=1)",
    "<a href=javascript:pwned=1>a</a>",
    '=HYPERLINK("http://evil.example","資産")',
    "+cmd|' /C calc'!A0",
    "@SUM(1,1)",
    "-2+3+cmd",
    "../../../../etc/passwd",
    "..\\..\\CON",
    "]]><x/><!--",
    "&lt;script&gt;pwned=1&lt;/script&gt;",
    "<!--/html-->\n# Heading\n<!--html-->",
    "`code` **b** ~~s~~ | a | b |",
    "長" * 900,
    "\u202e資産\u202c",
    "</script></style></title><script>pwned=1</script>",
    "$(touch /tmp/pwned) `id`; rm -rf /",
)
EVIL = WORDS[1] + WORDS[3] + WORDS[6]
REPORT = "jlis-2023-hostile"


def reference() -> Reference:
    """The knowledge of the repository with a body of a hostile name."""
    known = load_reference()
    bodies = [row | {"name_ja": EVIL, "name_en": EVIL} if row["body"] == "jlis" else row for row in known.tables["bodies"]]
    return Reference(known.tables | {"bodies": bodies})


def report(known: Reference) -> Transcript:
    """A balance sheet whose every label is hostile; its sums hold, so that charts are drawn."""
    form = "unified_bs"
    lines = [account.account for account in known.lines[form]]
    printed = dict.fromkeys(lines, "-") | {
        "total_assets": "1,000",
        "fixed_assets": "1,000",
        "total_liabilities": "400",
        "total_net_assets": "600",
        "total_liabilities_and_net_assets": "1,000",
    }
    entries = []
    for number, account in enumerate(lines):
        word, amount = WORDS[number % len(WORDS)], read_amount(printed[account])
        place = Place(number + 1, cell=f"{WORDS[0]}!A{number + 1}")
        entries.append(
            Entry(word, WORDS[4], account, "amount", printed[account], amount.value, amount.missing, place, remark=WORDS[6])
        )
    statement = known.forms[form].statement
    table = Table("general_bs", form, statement, "general", 2023, "thousand_yen", EVIL, Place(1), tuple(entries))
    meta: dict[str, object] = {
        "report": {
            "body": "jlis",
            "kind": "statements",
            "fiscal_year": 2023,
            "title": EVIL,
            "title_en": EVIL,
            "rounding": "nearest",
        },
        "source": {"file": "../../x.txt", "publisher": EVIL, "page": "javascript:pwned=1", "licence": EVIL, "licence_en": EVIL},
    }
    return Transcript(REPORT, meta, (table,))


def build_hostile_site(folder: Path) -> Path:
    """Give the site of the hostile report."""
    known = reference()
    reports = (report(known),)
    facts, result = check_reports(reports, known)
    corpus = Corpus(reports, facts, result.checks, result.check_facts, known, read_release(), audit(result))
    site = folder / "site"
    tables = publish(corpus, site / "data")
    publish_api(corpus, tables, site / "data", site / "api" / "v1")
    pages = folder / "build" / "pages"
    show(site / "data", DOCS, pages)
    build_site(pages, site)
    return site
