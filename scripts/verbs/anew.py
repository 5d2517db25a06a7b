"""Made anew from the transcripts beside the work, to be compared with what is published: every byte follows from them."""

import contextlib
import filecmp
import io
import json
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from scripts.records import Finding
from scripts.show import build_site, show
from scripts.verbs.bring import NATIONAL, bring
from scripts.verbs.build import commit_time
from scripts.verbs.publish import API, publish_all
from scripts.verbs.show import DOCS

_MEND = "see who changed the file, then build the site anew: python -m scripts build"


def verify_anew(data: Path, *, pages: bool) -> Iterator[Finding]:
    """Give V7 for every published file that is not, byte for byte, what the transcripts make with today's code.

    Compared are `data` and the API beside it; with `pages` the whole site that `data` stands in, where it has pages.
    What stands beside the site's own files (another package) is named by a note.
    """
    site = data.parent
    os.environ["SOURCE_DATE_EPOCH"] = _moment(data)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "published"
        with contextlib.redirect_stderr(io.StringIO()) as said:
            stopped = publish_all(made / "data")
        if stopped:
            message = f"expected transcripts that can be published, found {stopped} findings: {said.getvalue()[:200]}"
            yield Finding("V7", str(data), None, message, "mend the transcripts: python -m scripts check")
            return
        if pages and (site / "index.html").exists():
            if (data / NATIONAL).is_dir():
                bring(data / NATIONAL, made / "data")
                message = "is taken as it stands, for the workbooks that it was made from are not in the repository"
                yield Finding("V7", f"{data.name}/{NATIONAL}", None, message, "publish it anew from the workbooks", "note")
            show(made / "data", DOCS, Path(folder) / "pages")
            build_site(Path(folder) / "pages", Path(folder) / "site", made)
            yield from _differences(Path(folder) / "site", site)
            return
        yield from _differences(made / "data", data)
        if (site / API).is_dir():
            yield from _differences(made / API, site / API)


def _moment(data: Path) -> str:
    """Give the moment that the publication names as its own, in seconds: with another one every package would differ."""
    try:
        told = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))["created"]
        return str(int(datetime.fromisoformat(told).timestamp()))
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return commit_time()


def _differences(made: Path, published: Path) -> Iterator[Finding]:
    ours, theirs = _files(made), _files(published)
    folders = {path.name for path in made.iterdir()}
    for path in sorted(ours | theirs):
        where = f"{published.name}/{path}"
        if path not in ours and "/" in path and path.split("/")[0] not in folders:
            continue
        if path not in ours:
            yield Finding("V7", where, None, "expected only files that the transcripts make, found another", _MEND)
        elif path not in theirs:
            yield Finding("V7", where, None, "expected the file that the transcripts make, found none", _MEND)
        elif not filecmp.cmp(made / path, published / path, shallow=False):
            yield Finding("V7", where, None, "expected the file as the transcripts make it anew, found another", _MEND)
    for name in sorted({path.split("/")[0] for path in theirs if "/" in path} - folders):
        message = "is no folder of the site as the transcripts make it; its files are not compared"
        yield Finding("V7", f"{published.name}/{name}", None, message, "verify it by itself, or remove it", "note")


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink()}
