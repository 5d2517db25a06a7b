"""Published packages as strangers get them: every file against its sum, every descriptor against its files."""

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from scripts.records import Finding

SUMS = "SHA256SUMS"
ANEW = "publish anew: python -m scripts publish"


def verify_packages(data: Path) -> Iterator[Finding]:
    """Give what does not hold in the published folder `data`: nothing is taken from anywhere but its files.

    V1 as of `verify_sums`. V2: a descriptor whose files have another hash, size, number of rows or other columns than it says.
    """
    yield from verify_sums(data)
    for descriptor in sorted(data.rglob("datapackage.json")):
        yield from _verify_descriptor(descriptor, data)


def verify_sums(data: Path) -> Iterator[Finding]:
    """Give V1 for every file below `data` that is not there, is named by no list of sums or has another sum."""
    lists = sorted(data.rglob(SUMS))
    if not lists:
        yield Finding("V1", str(data), None, f"expected a list of sums {SUMS}, found none", ANEW)
    sums: dict[Path, str] = {}
    for path in lists:
        yield from _verify_list(path, data, sums)
    for file in sorted(path for path in data.rglob("*") if path.is_file() and path.name != SUMS and path not in sums):
        yield Finding("V1", _at(file, data), None, f"expected a file that {SUMS} names, found another", "remove it, or " + ANEW)


def _at(path: Path, data: Path) -> str:
    return path.relative_to(data).as_posix()


def _verify_list(listed: Path, data: Path, sums: dict[Path, str]) -> Iterator[Finding]:
    for number, line in enumerate(listed.read_text(encoding="utf-8", errors="replace").split("\n")[:-1], 1):
        digest, _, name = line.partition("  ")
        where = f"{_at(listed, data)}:{number}"
        if not name or not _is_below(name):
            yield Finding("V1", where, None, "expected a sum and a name below the folder, found something else", ANEW)
            continue
        file = listed.parent / name
        if file not in sums and file.is_file():
            sums[file] = hashlib.sha256(file.read_bytes()).hexdigest()
        found = sums.get(file, "no file")
        if found != digest:
            yield Finding("V1", where, None, f"expected {name} with the sum {digest}, found {found}", ANEW)


def _is_below(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _verify_descriptor(descriptor: Path, data: Path) -> Iterator[Finding]:
    rows: dict[str, int] = {}
    try:
        resources = json.loads(descriptor.read_text(encoding="utf-8"))["resources"]
        if not all(isinstance(one["name"], str) and isinstance(one.get("schema", {}), dict | str) for one in resources):
            raise TypeError("a resource without name or schema")  # noqa: TRY301
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        yield Finding("V2", _at(descriptor, data), None, f"expected a descriptor of resources, found another text: {error}", ANEW)
        return
    for resource in resources:
        where = f"{_at(descriptor, data)}: {resource['name']}"
        path = descriptor.parent / resource["path"] if isinstance(resource.get("path"), str) else None
        if path is None or not _is_below(resource["path"]) or not path.is_file():
            yield Finding("V2", where, None, f"expected the file {resource.get('path')}, found none", ANEW)
            continue
        for message in _differences(resource, descriptor.parent, path, rows):
            yield Finding("V2", where, None, message, ANEW)


def _columns_of(resource: dict[str, Any], folder: Path) -> list[str]:
    """Give the columns that a resource says it has; its schema may be a file of its package."""
    schema = resource["schema"]
    if isinstance(schema, str):
        schema = json.loads((folder / schema).read_text(encoding="utf-8")) if _is_below(schema) else {}
    return [str(field["name"]) for field in schema["fields"]]


def _differences(resource: dict[str, Any], folder: Path, path: Path, rows: dict[str, int]) -> Iterator[str]:
    content = path.read_bytes()
    digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
    if resource.get("hash", digest) != digest:
        yield f"expected the hash {resource['hash']}, found {digest}"
    if resource.get("bytes", len(content)) != len(content):
        yield f"expected {resource['bytes']:,} bytes, found {len(content):,}"
    if path.suffix not in (".csv", ".parquet"):
        return
    try:
        header, count = _shape(path)
        names = _columns_of(resource, folder)
    except (pa.ArrowException, csv.Error, OSError, ValueError, LookupError, TypeError) as error:
        yield f"expected a table that can be read, found another file: {' '.join(str(error).split())[:200]}"
        return
    if header != names:
        yield f"expected the columns {', '.join(names)}, found {', '.join(header)}"
    first = rows.setdefault(str(path.with_suffix("")), count)
    if resource.get("rows", count) != count:
        yield f"expected {resource['rows']:,} rows, found {count:,}"
    if first != count:
        yield f"expected {first:,} rows as in the CSV of the same table, found {count:,}"


def _shape(path: Path) -> tuple[list[str], int]:
    if path.suffix == ".parquet":
        with pq.ParquetFile(path) as file:
            return file.schema_arrow.names, file.metadata.num_rows
    with path.open(encoding="utf-8", newline="") as text:
        reader = csv.reader(text)
        header = next(reader, [])
        return header, sum(1 for _ in reader)
