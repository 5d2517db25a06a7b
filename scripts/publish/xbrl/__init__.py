"""Statements in XBRL: a taxonomy made from the reference tables and an xBRL-JSON report per printed report and scope."""

from scripts.publish.xbrl.files import write_report, write_taxonomies

__all__ = ["write_report", "write_taxonomies"]
