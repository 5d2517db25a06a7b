"""A package from its tables to its last file: tables, descriptors, papers, then the archive and the sums of all."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from scripts.publish.corpus import Release
from scripts.publish.files import csvw
from scripts.publish.files.archive import write_archive
from scripts.publish.files.packages import About, descriptor_of, write_descriptor, write_package
from scripts.publish.files.partitions import FOLDER, write_partitions
from scripts.publish.files.shelf import Shelf
from scripts.publish.papers import papers_of
from scripts.publish.schemas import Schema
from scripts.writing import json_text


@dataclass(frozen=True)
class Packer:
    """Writes packages onto a shelf."""

    shelf: Shelf
    schemas: Mapping[str, Schema]
    release: Release

    def write(self, folder: str, about: About, tables: Mapping[str, pa.Table]) -> None:
        """Write the tables of a package into `folder`, with its descriptors (Data Package, CSV on the Web) and papers."""
        resources = write_package(self.shelf, folder, tables, self.schemas)
        write_descriptor(self.shelf, folder, descriptor_of(about, self.release, resources))
        metadata = csvw.csvw_of(about, self.release, self.schemas, tables)
        papers = papers_of(about, tables, self.schemas, self.release)
        below = f"{folder}/" if folder else ""
        for name, content in {csvw.NAME: json_text(metadata).encode(), **papers}.items():
            self.shelf.write(f"{below}{name}", content)

    def write_partitions(self, about: About, facts: pa.Table) -> None:
        """Write the facts cut by year, with their descriptor and sums."""
        resources = write_partitions(self.shelf, facts, self.schemas["facts"])
        write_descriptor(self.shelf, FOLDER, descriptor_of(about, self.release, resources))
        self.shelf.write_sums(FOLDER)

    def close(self, folder: str, name: str) -> None:
        """Write the archive of what stands in `folder`, then the sums of everything there."""
        write_archive(self.shelf, folder, name)
        self.shelf.write_sums(folder)
