"""The whole site behind a plain static server that answers range requests: nginx, on loopback."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.show.conftest import whole_site

__all__ = ["whole_site"]

CONFIGURATION = """\
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/errors;
events {{}}
http {{
    types {{ text/html html; text/css css; text/csv csv; application/json json; application/zip zip; }}
    default_type application/octet-stream;
    charset utf-8;
    log_format plain '$status $request_method $uri "$http_range" $body_bytes_sent';
    access_log {folder}/log plain;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {site};
        error_page 404 /404.html;
    }}
}}
"""


@pytest.fixture(scope="session")
def served(whole_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Give the address of the whole site and the log of the server: status, method, path, range and bytes of every answer."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin") or shutil.which("nginx")
    if nginx is None:
        pytest.fail("the tests of clients need nginx: run `make system`", pytrace=False)
    folder = tmp_path_factory.mktemp("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "conf").write_text(CONFIGURATION.format(folder=folder, port=port, site=whole_site), encoding="utf-8")
    server = subprocess.Popen([nginx, "-c", str(folder / "conf"), "-p", str(folder), "-e", str(folder / "errors")])
    try:
        _wait(f"http://127.0.0.1:{port}/data/datapackage.json", server)
        yield f"http://127.0.0.1:{port}/", folder / "log"
    finally:
        server.terminate()
        server.wait()


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        assert server.poll() is None, "nginx ended"
        try:
            with urlopen(address):  # noqa: S310  our own server
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail("nginx does not answer")
