"""A country's facts as one data package: Parquet in hive partitions, written piece by piece and never held whole."""

from scripts.publish.national.editions import Edition, Terms, edition_pieces
from scripts.publish.national.package import About, File, write_package
from scripts.publish.national.pieces import Piece, piece_path
from scripts.publish.national.restated import read_prints, restatement_pieces

__all__ = [
    "About",
    "Edition",
    "File",
    "Piece",
    "Terms",
    "edition_pieces",
    "piece_path",
    "read_prints",
    "restatement_pieces",
    "write_package",
]
