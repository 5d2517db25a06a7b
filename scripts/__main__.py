"""The command line: `python -m scripts VERB`. Each verb loads only what it needs, so that `--help` is immediate."""

import errno
import functools
import importlib
import os
import sys

import click

from scripts.faults import FaultError
from scripts.replacing import BusyError
from scripts.verbs.guarded import watch

# Verb -> module under scripts/verbs, in the order in which a figure travels.
VERBS = {
    "convert": "convert_files",
    "import": "import_",
    "check": "check",
    "publish": "publish",
    "national": "country",
    "show": "show",
    "build": "build",
    "diff": "diff",
    "diff-national": "diff_national",
    "audit": "audit",
    "verify": "verify",
    "same": "same",
}
# What to do about what the system says of a file.
MENDS = {
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room within the quota",
    errno.EROFS: "choose a folder on a disk that can be written to",
    errno.EACCES: "choose a folder that you may write to",
    errno.EPERM: "choose a folder that you may write to",
}
# Verbs that take a stranger's file work in a child process under limits.
WATCHED = {"convert", "import"}


class Verbs(click.Group):
    """A group of commands whose modules are loaded when they are called."""

    def invoke(self, ctx: click.Context) -> object:
        """Call a verb; what the disk or another run refuses is said in a sentence."""
        try:
            return super().invoke(ctx)
        except (BusyError, FaultError) as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            mend = MENDS.get(error.errno or 0, "mend what the system names")
            if error.filename is None:
                said = f"what there is to say could not be written: {error.strerror or error}"
                raise click.ClickException(f"{said}\n    mend: {mend}, then say the same again") from error
            said = f"{error.filename}: {error.strerror}; nothing half-written was left\n    mend: {mend}, then say the same again"
            raise click.ClickException(said) from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Give the verbs in the order of the work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Give the command of a verb, None when there is no such verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"scripts.verbs.{VERBS[cmd_name]}").command
        return command


@click.command(cls=Verbs)
def main() -> None:
    """Read printed financial statements of Japanese public bodies, check, publish and show them."""


def _open_streams() -> None:
    """Open what the caller closed of the three standard streams: files would get their numbers, and what is said with them."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # the lowest number that is free is the stream's own
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


if __name__ == "__main__":
    _open_streams()
    if sys.getfilesystemencoding() != "utf-8":  # names of files would be other names
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - this program itself
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    run = functools.partial(main, prog_name="python -m scripts")
    sys.exit(watch(run) if sys.argv[1:2] and sys.argv[1] in WATCHED else run())
