# ruff: noqa: INP001  a script, no package
"""Puts the comparison that a checked pull request left behind under that pull request, as one comment, kept up to date.

Runs from the default branch, after the run that checked the pull request. Nothing of the pull request is run or written to
disk: its artifact is one short text, looked at in memory, cut to what a comment may hold, its mentions made harmless. Which
pull request it is, is asked of the forge, not of the artifact. Needs Python and `gh`; what it works on stands in the environment.
"""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
import zlib

MARK = "<!-- what the figures of this pull request change -->"
MOST_BYTES = 1_000_000
MOST_ZIPPED = 300_000
MOST_CHARACTERS = 60_000
_FOLD = "<details>"
_HTML = re.compile(r"<(?!/?(?:details|summary)>)")
# Pictures, links, bare addresses, mentions, references: each is broken behind its first character.
_ACTS = re.compile(r"!\[|\](?=[\[(:])|:(?=//)|w(?<=www)(?=\.)|@|#(?=\w)|-(?<=GH-)(?=\d)", re.IGNORECASE)


def main() -> str:
    """Write the comment; give a sentence on what was done."""
    repository, run = os.environ["REPOSITORY"], os.environ["RUN"]
    number = _pull_request(repository)
    if number is None:
        return "no open pull request stands at this commit any more: nothing to say"
    content = _artifact(repository, run)
    if content is None:
        return "the run left no comparison behind: nothing to say"
    body = comment_of(content, f"https://github.com/{repository}/actions/runs/{run}")
    old = _own_comment(repository, number)
    if old is None:
        _ask(f"repos/{repository}/issues/{number}/comments", "POST", {"body": body})
        return f"commented on #{number}"
    _ask(f"repos/{repository}/issues/comments/{old}", "PATCH", {"body": body})
    return f"renewed the comment on #{number}"


def comment_of(content: bytes, run: str) -> str:
    """Give the comment for the text of an artifact, cut where it is too long: nothing in it acts.

    The checked run is a stranger's and may have left any text: no control characters, no HTML but folds, no pictures, no
    links, no mentions and no references to other threads are left of it.
    """
    text = content.decode("utf-8", "replace")
    text = "".join(c for c in text if c == "\n" or c.isprintable() or c == "\u200b").replace(MARK, "")
    text = _HTML.sub("<\u200b", text)
    text = _ACTS.sub(lambda match: match[0][0] + "\u200b" + match[0][1:], text)
    end = f"\n\n[The whole comparison]({run}) stands in the summary of the run."
    if len(text) > MOST_CHARACTERS:
        kept = text[: text.rindex("\n", 0, MOST_CHARACTERS) if "\n" in text[:MOST_CHARACTERS] else MOST_CHARACTERS]
        open_folds = kept.count(_FOLD) - kept.count("</details>")
        left = text.count("\n", len(kept))
        text = kept + "\n\n</details>" * open_folds + f"\n\n**Cut here: {left:,} more lines.**"
    return f"{MARK}\n{text.strip()}{end}\n"


def _pull_request(repository: str) -> int | None:
    head = f"{os.environ['HEAD_OWNER']}:{os.environ['HEAD_BRANCH']}"
    found = _ask(f"repos/{repository}/pulls", "GET", {"state": "open", "head": head})
    own = [pull["number"] for pull in found if pull["head"]["sha"] == os.environ["HEAD_SHA"]]
    return int(own[0]) if len(own) == 1 else None


def _artifact(repository: str, run: str) -> bytes | None:
    listed = _ask(f"repos/{repository}/actions/runs/{run}/artifacts", "GET", {"name": "diff"})["artifacts"]
    fit = [a for a in listed if not a["expired"] and a["size_in_bytes"] <= MOST_ZIPPED]
    if len(fit) != 1:
        return None
    zipped = _gh("api", f"repos/{repository}/actions/artifacts/{int(fit[0]['id'])}/zip")
    try:
        with zipfile.ZipFile(io.BytesIO(zipped)) as archive, archive.open("diff.md") as file:
            return file.read(MOST_BYTES)
    except (zipfile.BadZipFile, KeyError, RuntimeError, OSError, EOFError, ValueError, zlib.error):
        return None


def _own_comment(repository: str, number: int) -> int | None:
    for page in range(1, 11):
        path = f"repos/{repository}/issues/{number}/comments"
        comments = _ask(path, "GET", {"per_page": "100", "page": str(page)})
        for comment in comments:
            if comment["user"]["login"] == "github-actions[bot]" and comment["body"].startswith(MARK):
                return int(comment["id"])
        if len(comments) < 100:  # noqa: PLR2004
            break
    return None


def _ask(path: str, method: str, values: dict[str, str]):  # noqa: ANN202  any JSON
    if method == "GET":
        fields = [argument for name, value in values.items() for argument in ("-f", f"{name}={value}")]
        return json.loads(_gh("api", "--method", "GET", path, *fields))
    return json.loads(_gh("api", "--method", method, path, "--input", "-", given=json.dumps(values).encode()))


def _gh(*arguments: str, given: bytes = b"") -> bytes:
    return subprocess.run(["gh", *arguments], input=given, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603, S607


if __name__ == "__main__":
    sys.stdout.write(main() + "\n")
