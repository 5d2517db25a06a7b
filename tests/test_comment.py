"""The comment under a pull request: a stranger's text is shown, cut to size, and cannot act; a stand-in for `gh` notes it all."""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / ".github" / "scripts" / "comment.py"
# Answers from files named after the request; notes what it is given to send.
GH = """\
#!{python}
import pathlib, sys
folder = pathlib.Path({folder!r})
path = next(a for a in sys.argv[1:] if a.startswith("repos/"))
method = sys.argv[sys.argv.index("--method") + 1] if "--method" in sys.argv else "GET"
if method == "GET":
    sys.stdout.buffer.write((folder / path.replace("/", "_")).read_bytes())
else:
    (folder / "sent").write_text(method + " " + path + "\\n" + sys.stdin.read())
    print("{{}}")
"""
REPOSITORY, RUN, SHA = "town/accounts", "77", "0" * 40


class Forge:
    """A forge with one pull request, its comments, and the artifact that a checked run left behind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answer("pulls", [{"number": 5, "head": {"sha": SHA}}])
        self.answer("issues/5/comments", [{"id": 1, "user": {"login": "somebody"}, "body": "hello"}])

    def answer(self, path: str, value: object) -> None:
        name = f"repos/{REPOSITORY}/{path}".replace("/", "_")
        content = value if isinstance(value, bytes) else json.dumps(value).encode()
        (self.folder / name).write_bytes(content)

    def leave(self, content: bytes, name: str = "diff.md", artifact: Mapping[str, object] | None = None) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)
        about = {"id": 9, "expired": False, "size_in_bytes": len(packed.getvalue())} | dict(artifact or {})
        self.answer(f"actions/runs/{RUN}/artifacts", {"artifacts": [about]})
        self.answer("actions/artifacts/9/zip", packed.getvalue())

    def damage(self, place: int, byte: bytes) -> None:
        """Change a byte of the archive's directory."""
        path = self.folder / f"repos/{REPOSITORY}/actions/artifacts/9/zip".replace("/", "_")
        content = path.read_bytes()
        at = content.index(b"PK\x01\x02") + place
        path.write_bytes(content[:at] + byte + content[at + 1 :])

    def comment(self) -> tuple[str, str, Any]:
        """Run the script; give what it says, the request it sent (nothing: empty) and the body."""
        gh = self.folder / "gh"
        gh.write_text(GH.format(python=sys.executable, folder=str(self.folder)), encoding="utf-8")
        gh.chmod(0o755)
        about = {"REPOSITORY": REPOSITORY, "RUN": RUN, "HEAD_SHA": SHA, "HEAD_OWNER": "fork", "HEAD_BRANCH": "$(touch bad)"}
        surroundings = os.environ | about | {"PATH": f"{self.folder}:{os.environ['PATH']}"}
        command = [sys.executable, str(SCRIPT)]
        done = subprocess.run(command, env=surroundings, cwd=self.folder, capture_output=True, text=True, check=True)
        sent = self.folder / "sent"
        request, _, body = sent.read_text(encoding="utf-8").partition("\n") if sent.exists() else ("", "", "")
        return done.stdout.strip(), request, json.loads(body)["body"] if body else ""


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    return Forge(tmp_path)


def test_a_comparison_becomes_a_comment(forge: Forge) -> None:
    forge.leave("**2 changed**\n\n* 土地: 1 \\-\\> 2\n".encode())
    said, request, body = forge.comment()
    assert (said, request) == ("commented on #5", "POST repos/town/accounts/issues/5/comments")
    assert "**2 changed**\n\n* 土地: 1 \\-\\> 2" in body
    assert f"https://github.com/{REPOSITORY}/actions/runs/{RUN}" in body


def test_the_comment_of_an_earlier_run_is_renewed_and_nobody_elses(forge: Forge) -> None:
    forge.leave(b"new")
    mark = forge.comment()[2].split("\n")[0]
    mine = {"id": 3, "user": {"login": "github-actions[bot]"}, "body": mark + "\nold"}
    forge.answer("issues/5/comments", [{"id": 2, "user": {"login": "fork"}, "body": mark + "\nfaked"}, mine])
    assert forge.comment()[:2] == ("renewed the comment on #5", "PATCH repos/town/accounts/issues/comments/3")


def test_mentions_and_control_characters_do_not_act(forge: Forge) -> None:
    forge.leave("@everyone \x1b[31m\u202etxt".encode())
    body = forge.comment()[2]
    assert "@everyone" not in body
    assert "@\u200beveryone [31mtxt" in body


def test_a_long_comparison_is_cut_at_a_line_and_says_so(forge: Forge) -> None:
    forge.leave(("<details>\n" + "* a line of forty characters or so ......\n" * 5_000).encode())
    body = forge.comment()[2]
    assert len(body) < 65_536
    assert "</details>\n\n**Cut here: 3," in body
    assert body.rstrip().endswith("stands in the summary of the run.")


@pytest.mark.parametrize(
    "artifact",
    [
        {"size_in_bytes": 1_000_000},
        {"expired": True},
    ],
)
def test_an_artifact_too_large_or_gone_is_left_alone(artifact: dict[str, object], forge: Forge) -> None:
    forge.leave(b"x", artifact=artifact)
    assert forge.comment() == ("the run left no comparison behind: nothing to say", "", "")


def test_a_bomb_is_read_no_further_than_a_megabyte(forge: Forge) -> None:
    forge.leave(b"0" * 200_000_000)
    assert len(forge.comment()[2]) < 65_536


@pytest.mark.parametrize("name", ["other.md", "../diff.md"])
def test_another_file_is_no_comparison(name: str, forge: Forge) -> None:
    forge.leave(b"x", name)
    assert forge.comment()[1] == ""


def test_a_pull_request_that_moved_on_gets_no_comment(forge: Forge) -> None:
    forge.leave(b"x")
    forge.answer("pulls", [{"number": 5, "head": {"sha": "1" * 40}}])
    assert forge.comment() == ("no open pull request stands at this commit any more: nothing to say", "", "")
    assert not (forge.folder / "bad").exists()


HOSTILE = (
    "<img src=https://evil.example/b.png> <a href='https://evil.example'>x</a> <script>x</script> <!-- -->",
    "![b](https://evil.example/b.png) [sign in](https://evil.example) [x][r] [a](//evil.example) [b](/settings)",
    "[r]: https://evil.example\nhttps://evil.example www.evil.example WWW.evil.example <https://evil.example>",
    "@maintainer @town/team a@evil.example #1 other/repository#2 GH-3 gh-4",
)


def test_nothing_that_a_forged_artifact_says_acts(forge: Forge) -> None:
    forge.leave("\n\n".join(HOSTILE).encode())
    body = forge.comment()[2].removesuffix("stands in the summary of the run.\n")
    said = body[: body.rindex("[The whole comparison]")].removeprefix("<!-- what the figures of this pull request change -->")
    assert re.findall(r"<(?=[a-z!/])|!\[|\]\(|\]\[|\]:|://|www\.|@(?=\w)|#(?=\d)|GH-(?=\d)", said, re.IGNORECASE) == []
    assert "[The whole comparison](https://github.com/" in body


def test_folds_are_kept(forge: Forge) -> None:
    forge.leave(b"<details><summary>3 more</summary>\n\n* x\n\n</details>")
    assert "<details><summary>3 more</summary>\n\n* x\n\n</details>" in forge.comment()[2]


def test_a_broken_archive_is_no_comparison(forge: Forge) -> None:
    for damage in ((10, b"\x63"), (8, b"\x01")):  # an unknown method; locked
        forge.leave(b"x" * 1000)
        forge.damage(*damage)
        assert forge.comment() == ("the run left no comparison behind: nothing to say", "", "")
