"""A report as xBRL-JSON: its statements' figures as facts of the taxonomy, exact to the printed unit."""

from datetime import date

import pandas as pd

from scripts.publish.xbrl.names import OPENING, PREFIX, concept_name, concepts_of, namespace_of
from scripts.reference import Reference

ENTITY = "https://open-public-accounts.example/body"
_ONE_BODY = ("segment", "total"), ("basis", "actual")


def xbrl_facts(facts: pd.DataFrame, taxonomy: str, reference: Reference) -> pd.DataFrame:
    """Give the facts of one report that go into its XBRL, with `concept`: money of the statements, for the body as a whole.

    A line printed twice (a second print) goes in once. Where a heading is printed without a figure (財源 in some
    statements) the sum of its parts stands for it, so that sums above it can be calculated; its `fact_id` begins with
    `derived:`.
    """
    known = {c.name for c in concepts_of(taxonomy, reference)}
    chosen = facts[facts["decimals"].notna()]
    for name, value in _ONE_BODY:
        chosen = chosen[chosen[name] == value]
    names = [concept_name(a, c) for a, c in zip(chosen["account"], chosen["column"], strict=True)]
    chosen = chosen.assign(concept=names)
    chosen = chosen[chosen["concept"].isin(known)].drop_duplicates(["fiscal_year", "scope", "concept"])
    return pd.concat([chosen, _headings(chosen, reference)], ignore_index=True)


def _headings(facts: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    parts = facts.assign(total=[reference.accounts[a].sums_to for a in facts["account"]])
    rows = []
    for (year, scope, column, total), own in parts[parts["total"] != ""].groupby(["fiscal_year", "scope", "column", "total"]):
        heading = reference.accounts[str(total)]
        beside = facts[(facts["fiscal_year"] == year) & (facts["scope"] == scope) & (facts["column"] == column)]
        printed = set(beside["account"])
        if total in printed or heading.sums_to not in printed:
            continue
        signs = [reference.accounts[a].sign for a in own["account"]]
        value = sum(int(y) * s for y, s in zip(own["yen"].fillna(0), signs, strict=True))
        first = own.iloc[0].to_dict()
        first |= {"fact_id": f"derived:{scope}:{total}:{column}", "account": total, "yen": value}
        rows.append(first | {"concept": concept_name(str(total), str(column))})
    return pd.DataFrame(rows, columns=facts.columns).astype(facts.dtypes.to_dict())


def report_json(facts: pd.DataFrame, taxonomy: str, schema: str, reference: Reference) -> dict[str, object]:
    """Give an xBRL-JSON report of the `facts` of one scope (as `xbrl_facts` gives them); `schema` addresses the taxonomy.

    A printed dash is a nil fact; `decimals` are those of the printed unit. An amount printed in yen is exact: it has none,
    which to xBRL-JSON means INF.
    """
    period = {c.name: c.period for c in concepts_of(taxonomy, reference)}
    columns = ["fact_id", "concept", "body", "fiscal_year", "yen", "decimals"]
    rows = facts[columns].itertuples(index=False, name=None)
    return {
        "documentInfo": {
            "documentType": "https://xbrl.org/2021/xbrl-json",
            "namespaces": {
                PREFIX: namespace_of(taxonomy),
                "body": ENTITY,
                "iso4217": "http://www.xbrl.org/2003/iso4217",
                "xbrl": "https://xbrl.org/2021",
            },
            "taxonomy": [schema],
        },
        "facts": {
            # An XML name: no colon, no digit in front.
            "fact_" + fact_id.replace(":", "_"): {
                **_amount(None if pd.isna(yen) else int(yen), int(decimals)),
                "dimensions": {
                    "concept": f"{PREFIX}:{concept}",
                    "entity": f"body:{body}",
                    "period": _period(int(year), concept, period[concept]),
                    "unit": "iso4217:JPY",
                },
            }
            for fact_id, concept, body, year, yen, decimals in rows
        },
    }


def _amount(yen: int | None, decimals: int) -> dict[str, object]:
    if yen is None:
        return {"value": None}
    return {"value": str(yen), "decimals": decimals} if decimals else {"value": str(yen)}


def _period(fiscal_year: int, concept: str, period: str) -> str:
    # Instants are midnights: 31 March is the start of 1 April.
    start, end = date(fiscal_year, 4, 1), date(fiscal_year + 1, 4, 1)
    if period == "instant":
        return f"{start if concept.startswith(OPENING) else end}T00:00:00"
    return f"{start}T00:00:00/{end}T00:00:00"
