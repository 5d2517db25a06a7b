"""A static host on loopback: a site under a sub-path, with ranges and compression as plain web servers have them."""

import gzip
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BELOW = "/some/where/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'"
)
_COMPRESSED = (".html", ".js", ".json", ".css", ".csv", ".svg")


@dataclass
class Host:
    """A running host: its address, what was asked of it (path and bytes sent), and the paths it pretends not to have."""

    address: str
    asked: list[tuple[str, int]] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, host: Host, site: Path, ranges: bool) -> None:
        self.host, self.ranges = host, ranges
        super().__init__(*args, directory=str(site))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        inside = path.removeprefix(BELOW)
        file = Path(self.translate_path("/" + inside))
        if not path.startswith(BELOW) or inside in self.host.gone or not file.is_file():
            self.host.asked.append((inside, 0))
            self.send_error(404)
            return
        content, headers = file.read_bytes(), {"Content-Type": self.guess_type(str(file)), "Content-Security-Policy": POLICY}
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if asked and self.ranges:
            first, last = int(asked[1]), min(int(asked[2]), len(content) - 1)
            headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
            content = content[first : last + 1]
        elif file.suffix in _COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            content, headers["Content-Encoding"] = gzip.compress(content, mtime=0), "gzip"
        self.host.asked.append((inside, len(content)))
        self.send_response(206 if "Content-Range" in headers else 200)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@contextmanager
def serve(site: Path, *, ranges: bool = True) -> Iterator[Host]:
    """Serve `site` below a sub-path until the block ends; without `ranges` every answer is a whole file."""
    host = Host("")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, host=host, site=site, ranges=ranges)) as server:
        host.address = f"http://127.0.0.1:{server.server_address[1]}{BELOW}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield host
        server.shutdown()
        thread.join()
