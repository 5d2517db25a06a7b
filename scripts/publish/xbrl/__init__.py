"""Statements in XBRL: a taxonomy made from the reference tables and an xBRL-JSON report per printed report."""

from scripts.publish.xbrl.report import report_json, xbrl_facts
from scripts.publish.xbrl.taxonomy import taxonomy_files

__all__ = ["report_json", "taxonomy_files", "xbrl_facts"]
