"""The documents of the API by path, without the head that all share."""

from collections.abc import Iterator, Mapping
from typing import Any

from scripts.addresses import account_page, body_page, fact_page, indicator_page, report_page, rule_page, table_page
from scripts.publish.api.rows import Row, Rows, pages, statuses
from scripts.publish.files.catalog import BODIES

_API = "api/v1"
Document = tuple[str, dict[str, Any]]


class Documents:
    """Makes every document of the API from the published tables; `sums` are those of the published files, by path."""

    def __init__(self, rows: Rows, sums: Mapping[str, str]) -> None:
        self.rows = rows
        self._files = _by_folder(sums)
        self._forms = {row["form"]: row["statement"] for row in rows.table("forms")}
        self._accounts = {row["account"]: row for row in rows.table("accounts")}
        self._reports = {row["report"]: self._report(row) for row in rows.table("reports")}
        used = {row["body"] for row in rows.table("reports")}
        self._bodies = {row["body"]: self._body(row) for row in rows.table("bodies") if row["body"] in used}
        self._series = rows.by("facts", "body", "account")

    def all(self) -> Iterator[Document]:
        """Give every document with its path below the folder of the API."""
        yield "index.json", self._index()
        yield "bodies.json", {"bodies": list(self._bodies.values())}
        yield "reports.json", {"reports": list(self._reports.values())}
        yield "accounts.json", {"accounts": [self._account_link(row) for row in self._accounts.values()]}
        yield from self._body_documents()
        yield from self._report_documents()
        yield from self._statement_documents()
        yield from self._series_documents()
        yield from self._account_documents()
        yield from self._rule_documents()
        yield from self._indicator_documents()

    def _index(self) -> Row:
        plain = [path for path in self.rows.contract.paths if "{" not in path["path"] and path["path"] != "/index.json"]
        links = [{"url": _API + p["path"], "title_ja": p["title_ja"], "title_en": p["title_en"]} for p in plain]
        counts = {"bodies": len(self._bodies), "reports": len(self._reports), "facts": len(self.rows.table("facts"))}
        return {
            "counts": counts,
            "links": links,
            "openapi": f"{_API}/openapi.json",
            "datapackage": "data/datapackage.json",
        }

    def _report(self, row: Row) -> Row:
        name = row["report"]
        return self.rows.shaped("Report", row, url=f"{_API}/reports/{name}.json", page=pages(report_page(name)))

    def _body(self, row: Row) -> Row:
        name = row["body"]
        return self.rows.shaped("Body", row, url=f"{_API}/bodies/{name}.json", page=pages(body_page(name)))

    def _account_link(self, row: Row) -> Row:
        return self.rows.shaped("AccountLink", row, url=f"{_API}/accounts/{row['account']}.json")

    def _series_link(self, body: str, account: str) -> Row:
        points = len(self._series[body, account])
        return {"body": body, "account": account, "points": points, "url": f"{_API}/series/{body}/{account}.json"}

    def _files_of(self, folder: str) -> list[Row]:
        return [{"url": f"data/{path}", "sha256": digest} for path, digest in self._files.get(folder, [])]

    def _body_documents(self) -> Iterator[Document]:
        indicators = self.rows.by("indicators", "body")
        for name, body in self._bodies.items():
            yield (
                f"bodies/{name}.json",
                {
                    "body": body,
                    "reports": [report for report in self._reports.values() if report["body"] == name],
                    "series": [self._series_link(*key) for key in self._series if key[0] == name],
                    "indicators": [self.rows.shaped("IndicatorValue", row) for row in indicators.get((name,), [])],
                    "files": self._files_of(f"{BODIES}/{name}"),
                },
            )

    def _report_documents(self) -> Iterator[Document]:
        tables, checks = self.rows.by("tables", "report"), self.rows.by("checks", "report")
        gaps = self.rows.by("discrepancies", "report")
        statements = self.rows.by("facts", "report", "scope", "statement")
        for row in self.rows.table("reports"):
            name = row["report"]
            yield (
                f"reports/{name}.json",
                {
                    "report": self._reports[name],
                    "source": self.rows.shaped("Source", row),
                    "tables": [self._table(table) for table in tables.get((name,), [])],
                    "statements": [_statement_link(key, len(facts)) for key, facts in statements.items() if key[0] == name],
                    "checks": statuses(checks.get((name,), [])),
                    "discrepancies": [self._gap(gap) for gap in gaps.get((name,), [])],
                    "files": self._files_of(name),
                },
            )

    def _table(self, row: Row) -> Row:
        return self.rows.shaped("Table", row, permalink=pages(table_page(row["report"], row["table"])))

    def _gap(self, row: Row) -> Row:
        return self.rows.shaped("Discrepancy", row, permalink=pages(rule_page(row["rule"])))

    def _statement_documents(self) -> Iterator[Document]:
        tables = {(row["report"], row["table"]): row for row in self.rows.table("tables")}
        for (report, scope, statement), facts in self.rows.by("facts", "report", "scope", "statement").items():
            yield (
                f"statements/{report}/{scope}/{statement}.json",
                {
                    "report": self._reports[report],
                    "scope": scope,
                    "statement": statement,
                    "tables": [self._table(tables[report, name]) for name in dict.fromkeys(fact["table"] for fact in facts)],
                    "facts": [self._fact("Fact", fact) for fact in facts],
                },
            )

    def _fact(self, kind: str, row: Row) -> Row:
        return self.rows.shaped(kind, row, permalink=fact_page(row["fact_id"]))

    def _series_documents(self) -> Iterator[Document]:
        for (body, account), facts in self._series.items():
            points = sorted(facts, key=lambda fact: (fact["fiscal_year"], fact["report"]))
            yield (
                f"series/{body}/{account}.json",
                {
                    "body": self._bodies[body],
                    "account": self._account_link(self._accounts[account]),
                    "points": [self._fact("Point", fact) for fact in points],
                },
            )

    def _account_documents(self) -> Iterator[Document]:
        printed: dict[str, list[Row]] = {}
        for body, account in self._series:
            printed.setdefault(account, []).append(self._series_link(body, account))
        for name, row in self._accounts.items():
            page = pages(account_page(name, self._forms[row["form"]]))
            account = self.rows.shaped("Account", row, url=f"{_API}/accounts/{name}.json", page=page)
            yield f"accounts/{name}.json", {"account": account, "series": printed.get(name, [])}

    def _rule_documents(self) -> Iterator[Document]:
        checks, gaps = self.rows.by("checks", "rule"), self.rows.by("discrepancies", "rule")
        listed = []
        for row in self.rows.table("rules"):
            name = row["rule"]
            rule = self.rows.shaped("Rule", row, url=f"{_API}/rules/{name}.json", page=pages(rule_page(name)))
            listed.append(rule)
            found = {"rule": rule, "checks": statuses(checks.get((name,), []))}
            yield f"rules/{name}.json", found | {"discrepancies": [self._gap(gap) for gap in gaps.get((name,), [])]}
        yield "rules.json", {"rules": listed}

    def _indicator_documents(self) -> Iterator[Document]:
        values, listed = self.rows.by("indicators", "indicator"), []
        for (name,), formulas in self.rows.by("formulas", "indicator").items():
            shown = {key: formulas[0][key] for key in ("indicator", "label_ja", "label_en")}
            indicator = shown | {"url": f"{_API}/indicators/{name}.json", "page": pages(indicator_page(name))}
            listed.append(indicator)
            found = {"indicator": indicator, "formulas": [self.rows.shaped("Formula", row) for row in formulas]}
            own = [self.rows.shaped("IndicatorValue", row) for row in values.get((name,), [])]
            yield f"indicators/{name}.json", found | {"values": own}
        yield "indicators.json", {"indicators": listed}


def _statement_link(key: tuple[str, ...], facts: int) -> Row:
    report, scope, statement = key
    url = f"{_API}/statements/{report}/{scope}/{statement}.json"
    return {"scope": scope, "statement": statement, "facts": facts, "url": url}


def _by_folder(sums: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for path, digest in sums.items():
        found.setdefault(path.rpartition("/")[0], []).append((path, digest))
    return found
