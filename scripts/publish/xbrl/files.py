"""The XBRL files of a publication: taxonomies once, a report in xBRL-JSON per scope, and a report package per report."""

from collections import Counter

import pandas as pd

from scripts.publish.files.archive import zip_bytes
from scripts.publish.files.shelf import Shelf
from scripts.publish.xbrl.report import report_json, xbrl_facts
from scripts.publish.xbrl.taxonomy import taxonomy_files
from scripts.reference import Reference
from scripts.writing import json_text

FOLDER = "xbrl"
_PACKAGE_TYPE = {"documentInfo": {"documentType": "https://xbrl.org/report-package/2023"}}


def write_taxonomies(shelf: Shelf, reference: Reference) -> None:
    """Write the taxonomy of every standard below `xbrl/`."""
    for taxonomy in taxonomies(reference):
        for name, content in taxonomy_files(taxonomy, reference).items():
            shelf.write(f"{FOLDER}/{name}", content)


def taxonomies(reference: Reference) -> list[str]:
    """Give the names of the taxonomies, sorted."""
    return sorted({account.taxonomy for account in reference.accounts.values()})


def write_report(shelf: Shelf, report: str, facts: pd.DataFrame, reference: Reference) -> None:
    """Write the statements of a report in XBRL: `<report>/xbrl/<year>-<scope>.json` and all in `<report>/<report>-xbrl.zip`.

    A report without statements of a known taxonomy has none.
    """
    known = facts[facts["account"].isin(reference.accounts)]
    if known.empty:
        return
    taxonomy = Counter(reference.accounts[a].taxonomy for a in known["account"]).most_common(1)[0][0]
    chosen = xbrl_facts(known, taxonomy, reference)
    package = {f"taxonomy/{name}": content for name, content in taxonomy_files(taxonomy, reference).items()}
    for (year, scope), own in chosen.groupby(["fiscal_year", "scope"], sort=True):
        name = f"{year}-{scope}.json"
        outside = report_json(own, taxonomy, f"../../{FOLDER}/{taxonomy}.xsd", reference)
        shelf.write(f"{report}/{FOLDER}/{name}", json_text(outside).encode())
        package[f"reports/{name}"] = json_text(report_json(own, taxonomy, f"../taxonomy/{taxonomy}.xsd", reference)).encode()
    if not chosen.empty:
        package["META-INF/reportPackage.json"] = json_text(_PACKAGE_TYPE).encode()
        shelf.write(f"{report}/{report}-xbrl.zip", zip_bytes({f"{report}/{name}": content for name, content in package.items()}))
