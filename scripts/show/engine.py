"""The engine of the page that explores the data: our modules in `docs/engine/` and three packages of npm, bundled by esbuild.

The packages come by `requirements/web/package-lock.json` into `.web/`. Where they are not there the site is built all the same,
and the page says that the engine is not in this build.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.show.sources import Sources

WEB = Path(__file__).resolve().parents[2] / ".web" / "node_modules"
ENGINE, LICENCES = "assets/engine.js", "assets/engine-licences.txt"
_PACKAGES = ("hyparquet", "squirreling", "fzstd")
_ENTRY = Path("engine") / "worker.js"
_NOT_THERE = "The page that explores the data is built without its engine: {} is missing; `make set-up` fetches it"


class EngineError(RuntimeError):
    """The engine could not be bundled; the message is what esbuild said."""


def has_engine(web: Path = WEB) -> bool:
    """Tell whether everything the engine is made of is there."""
    return not _lacking(web)


def engine_files(docs: Path, sources: Sources, web: Path = WEB) -> Iterator[tuple[str, bytes]]:
    """Give the bundle and the licences of what is in it; nothing, with a sentence on standard error, where `web` lacks them."""
    for path in sources.names(docs / _ENTRY.parent, "**/*"):
        if path.is_file():
            sources.read(path)
    if lacking := _lacking(web):
        sys.stderr.write(_NOT_THERE.format(web / lacking[0]) + "\n")
        return
    yield ENGINE, _bundle(_programs(web)[0], docs / _ENTRY, web)
    texts = (f"{name}\n\n{(web / name / 'LICENSE').read_text(encoding='utf-8').strip()}\n" for name in _PACKAGES)
    yield LICENCES, "\n\n".join(texts).encode()


def _lacking(web: Path) -> list[str]:
    return ([] if _programs(web) else ["esbuild"]) + [name for name in _PACKAGES if not (web / name).is_dir()]


def _programs(web: Path) -> list[Path]:
    return [path for pattern in ("bin/esbuild", "esbuild.exe") for path in sorted(web.glob(f"@esbuild/*/{pattern}"))]


def _bundle(program: Path, entry: Path, web: Path) -> bytes:
    """Give one script of everything that `entry` imports; the same bytes on every machine."""
    options = ("--bundle", "--minify", "--format=iife", "--target=es2022", "--charset=utf8", "--legal-comments=none")
    banner = f"--banner:js=/* Also holds {', '.join(_PACKAGES)}: see {Path(LICENCES).name} */"
    done = subprocess.run(  # noqa: S603 - the program of the lock, our own modules
        [program, entry.name, *options, banner],
        cwd=entry.parent,
        env={**os.environ, "NODE_PATH": str(web)},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise EngineError(f"{entry}: esbuild refused it:\n{done.stderr.decode()}")
    return done.stdout
