"""The command line: `python -m scripts VERB`. Each verb loads only what it needs, so that `--help` is immediate."""

import functools
import importlib
import sys

import click

from scripts.verbs.guarded import watch

# Verb -> module under scripts/verbs, in the order in which a figure travels.
VERBS = {
    "convert": "convert",
    "import": "import_",
    "check": "check",
    "publish": "publish",
    "national": "country",
    "show": "show",
    "build": "build",
    "diff": "diff",
    "audit": "audit",
}
# Verbs that take a stranger's file work in a child process under limits.
WATCHED = {"convert", "import"}


class Verbs(click.Group):
    """A group of commands whose modules are loaded when they are called."""

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


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    run = functools.partial(main, prog_name="python -m scripts")
    sys.exit(watch(run) if sys.argv[1:2] and sys.argv[1] in WATCHED else run())
