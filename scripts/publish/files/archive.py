"""Archives of packages: the same bytes for the same files, without clock and without order of the disk."""

import io
import zipfile
from collections.abc import Mapping

from scripts.publish.files.shelf import SUMS, Shelf

# Archives bear no clock: the first moment a zip can name.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PACKED = (".parquet", ".xlsx", ".zip")
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Give the files, by path, as a zip; what is packed already is stored as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, _NO_TIME)
            entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
            archive.writestr(entry, files[path], zipfile.ZIP_STORED if path.endswith(_PACKED) else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def write_archive(shelf: Shelf, folder: str, name: str) -> str:
    """Write `name`.zip into `folder` of the shelf with every file that stands there, below a folder `name`; give its path.

    Files of folders below are left out. The archive has a SHA256SUMS of its own.
    """
    below = f"{folder}/" if folder else ""
    paths = [path for path in shelf.paths(folder) if "/" not in path.removeprefix(below)]
    files = {f"{name}/{path.removeprefix(below)}": (shelf.root / path).read_bytes() for path in paths}
    files[f"{name}/{SUMS}"] = shelf.sums(paths, below).encode()
    target = f"{below}{name}.zip"
    shelf.write(target, zip_bytes(files))
    return target
