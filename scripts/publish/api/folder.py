"""The folder of the API: every document, its OpenAPI description, and the sums of all."""

import json
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from scripts.publish.api.contract import openapi_of, read_contract
from scripts.publish.api.documents import Documents
from scripts.publish.api.rows import Rows
from scripts.publish.corpus import Corpus
from scripts.publish.files.packages import CC_BY
from scripts.publish.files.shelf import SUMS, replaced_folder
from scripts.publish.schemas import load_schemas
from scripts.writing import json_text

PLACE = "api/v1"
NOTE = {
    "note_ja": "数値には公表者の利用条件が及びます（報告書の文書のlicence）。出典と、加工したものであることを示してください。",
    "note_en": "Figures stay under their publishers' terms (licence of the report). Name the source; say it was processed.",
}


def publish_api(corpus: Corpus, tables: Mapping[str, pa.Table], data: Path, target: Path) -> None:
    """Write the documents of the API into the folder `target` in place of what stands there.

    `tables` are the published tables and `data` the folder of packages published from them, whose sums documents repeat.
    """
    contract = read_contract()
    schemas = load_schemas(sorted(contract.tables()), corpus.reference)
    head = {"version": corpus.release.version, "licence": {"name": CC_BY["name"], "path": CC_BY["path"], **NOTE}}
    with replaced_folder(target) as shelf:
        for path, content in Documents(Rows(tables, contract, schemas), read_sums(data)).all():
            document = head | {"self": f"{PLACE}/{path}"} | content
            shelf.write(path, (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode())
        shelf.write("openapi.json", json_text(openapi_of(contract, schemas, corpus.release)).encode())
        shelf.write_sums()


def read_sums(data: Path) -> dict[str, str]:
    """Give the SHA-256 of every published file by its path below `data`."""
    lines = (data / SUMS).read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
