"""Addresses of pages, relative to the root of a language's pages. They are made from names alone and do not move.

The page of a report is `reports/<report>/`, that of a printed table `reports/<report>/<table>/`, the line of a figure the id
`<row>` there and the figure itself `<row>:<column>`; all four names are those of `fact_id`. A list that prints one account
more than `PART` times goes on at `reports/<report>/<table>/2/` and so on; which part holds a row is told by the number that
ends its name, so no address depends on what else is printed.
"""

import re

PART = 500
INDEX = "index.html"
_REPEATED = re.compile(r"-([0-9]+)\Z")


def place_of(report: str, table: str, part: int = 1) -> str:
    """Give where the page of a table, or of a part of it, stands."""
    return f"reports/{report}/{table}" + (f"/{part}" if part > 1 else "")


def part_of(row: str) -> int:
    """Give the part of its table that a row stands in.

    >>> part_of("land"), part_of("jlis_municipal_grant-500"), part_of("jlis_municipal_grant-501")
    (1, 1, 2)
    """
    repeated = _REPEATED.search(row)
    return (int(repeated[1]) - 1) // PART + 1 if repeated else 1


def fact_page(fact_id: str) -> str:
    """Give the permalink of a figure.

    >>> fact_page("294241-2023-statements:general_bs:land:amount")
    'reports/294241-2023-statements/general_bs/index.html#land:amount'
    """
    report, table, row, column = fact_id.split(":", 3)
    return f"{place_of(report, table, part_of(row))}/{INDEX}#{row}:{column}"


def table_page(report: str, table: str) -> str:
    """Give the permalink of a printed table."""
    return f"{place_of(report, table)}/{INDEX}"


def report_page(report: str) -> str:
    """Give the permalink of a report."""
    return f"reports/{report}/{INDEX}"


def body_page(body: str) -> str:
    """Give the permalink of a body."""
    return f"bodies/{body}/{INDEX}"


def rule_page(rule: str) -> str:
    """Give the permalink of a rule."""
    return f"rules/{rule}/{INDEX}"


def indicator_page(indicator: str) -> str:
    """Give the permalink of an indicator."""
    return f"indicators/{indicator}/{INDEX}"


def account_page(account: str, statement: str) -> str:
    """Give the permalink of an account; `statement` is that of the form it is a line of."""
    return f"accounts/{statement}/{INDEX}#{account}"
