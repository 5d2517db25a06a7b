"""The files of a package on a page: those most people want, then the others, and how to take them into a program."""

from itertools import islice

from scripts.show.language import Language
from scripts.show.published import Published
from scripts.show.snippets import SITE, Package, snippets_of

CORPUS = "open-public-accounts"
BODIES = "bodies"
_KILO = 1024
_WANTED = {
    "facts.csv": "file_facts",
    "facts.parquet": "file_parquet",
    "datapackage.json": "file_descriptor",
    "SHA256SUMS": "file_sums",
}
_EXAMPLE = "total_assets"
_LOOKED_AT = 200


def downloads_of(published: Published, language: Language, data: str, folder: str = "") -> dict[str, object]:
    """Give the files of the package in `folder` of the published data; `data` is the way from the page to that data."""
    files = {name: _size(size) for name, size in published.downloads(folder)}
    package = package_of(published, folder)
    wanted = {f"{package.name}.xlsx": "file_workbook", f"{package.name}.zip": "file_zip", **_WANTED}
    first = [(name, files.pop(name), language.say(word)) for name, word in wanted.items() if name in files]
    where = data + (f"{folder}/" if folder else "")
    snippets = snippets_of(package, language.code) if package.account else []
    return {
        "first": first,
        "more": list(files.items()),
        "folder": where,
        "snippets": snippets,
        "site_unknown": any(SITE in snippet["code"] for snippet in snippets),
    }


def package_of(published: Published, folder: str = "") -> Package:
    """Give what snippets say of the package in `folder`: total assets as the example where it prints them, else its first sum."""
    rows = [row for row in islice(published.each("facts", folder), _LOOKED_AT) if row["yen"]]
    row = next((row for row in rows if row["account"] == _EXAMPLE), rows[0] if rows else {"body": "", "account": ""})
    name = folder.rsplit("/", 1)[-1] or CORPUS
    kind = "body" if folder.startswith(f"{BODIES}/") else "report" if folder else "corpus"
    xbrl = {"xbrl"} if published.has(f"{folder}/{name}-xbrl.zip".lstrip("/")) else set[str]()
    return Package(frozenset({kind} | xbrl), f"data/{folder}/" if folder else "data/", name, row["body"], row["account"])


def _size(size: int) -> str:
    return f"{size / _KILO / _KILO:.1f} MB" if size >= _KILO * _KILO else f"{max(1, round(size / _KILO))} kB"
