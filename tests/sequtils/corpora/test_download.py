"""Downloads from a server on this machine: whole, resumed, cut, wrong, absent."""

import hashlib
import http.server
import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from sequtils.corpora.download import fetch, sha256

CONTENT = random.Random(1).randbytes(700_001)  # several blocks, the last one short
DIGEST = hashlib.sha256(CONTENT).hexdigest()


class Server(http.server.ThreadingHTTPServer):
    """Serves CONTENT at every path but /missing, and remembers what was asked."""

    def __init__(self):
        super().__init__(("localhost", 0), Handler)
        self.ranges: list[str | None] = []  # the Range header of each request
        self.cut_after: int | None = None  # close the connection after so many bytes
        self.knows_ranges = True

    @property
    def url(self) -> str:
        return f"http://localhost:{self.server_port}/file.bin"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        asked = self.headers["Range"]
        self.server.ranges.append(asked)
        if self.path == "/missing":
            self.send_error(404)
            return
        begin = 0
        if asked and self.server.knows_ranges:
            begin = int(asked.removeprefix("bytes=").removesuffix("-"))
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {begin}-{len(CONTENT) - 1}/{len(CONTENT)}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(CONTENT) - begin))
        self.end_headers()
        self.wfile.write(CONTENT[begin:][: self.server.cut_after])

    def log_message(self, *_):
        """Keep the test's output clean."""


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("no_proxy", "localhost")
    server = Server()
    thread = threading.Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "file.bin"


def get(server, path, digest=DIGEST):
    return fetch(server.url, path, len(CONTENT), digest)


def left(path) -> set[str]:
    """What lies beside the lock file."""
    return {entry.name for entry in path.parent.iterdir()} - {"file.bin.lock"}


def test_sha256_is_that_of_the_whole_file(tmp_path):
    (tmp_path / "file").write_bytes(CONTENT)
    assert sha256(tmp_path / "file") == DIGEST


def test_whole_file(server, path):
    assert get(server, path) == path
    assert path.read_bytes() == CONTENT
    assert left(path) == {"file.bin"}
    assert server.ranges == [None]


def test_a_file_that_is_there_is_not_fetched_again(server, path):
    get(server, path)
    get(server, path)
    assert len(server.ranges) == 1


def test_a_cut_download_goes_on_where_it_stopped(server, path):
    server.cut_after = 300_000
    with pytest.raises(ConnectionError, match=r"300,000 of 700,001 bytes are kept for the next"):
        get(server, path)
    assert left(path) == {"file.bin.part"}
    with pytest.raises(ConnectionError, match=r"600,000 of 700,001 bytes are kept"):
        get(server, path)
    server.cut_after = None
    get(server, path)
    assert path.read_bytes() == CONTENT
    assert left(path) == {"file.bin"}
    assert server.ranges == [None, "bytes=300000-", "bytes=600000-"]


def test_a_server_without_ranges_begins_anew(server, path):
    server.cut_after = 300_000
    with pytest.raises(ConnectionError):
        get(server, path)
    server.cut_after, server.knows_ranges = None, False
    get(server, path)
    assert path.read_bytes() == CONTENT


def test_a_complete_part_needs_no_server(path):
    path.parent.mkdir()
    path.with_name("file.bin.part").write_bytes(CONTENT)
    fetch("http://localhost:1/file.bin", path, len(CONTENT), DIGEST)
    assert path.read_bytes() == CONTENT


def test_a_wrong_file_leaves_nothing(server, path):
    with pytest.raises(ValueError, match=f"SHA-256 {DIGEST}, expected 0{{64}}; nothing was kept"):
        get(server, path, digest="0" * 64)
    assert left(path) == set()


def test_a_wrong_beginning_leaves_nothing(server, path):
    path.parent.mkdir()
    path.with_name("file.bin.part").write_bytes(b"x" * 1000)
    with pytest.raises(ValueError, match="nothing was kept"):
        get(server, path)
    assert left(path) == set()
    get(server, path)
    assert path.read_bytes() == CONTENT


def test_a_file_that_is_too_long_leaves_nothing(server, path):
    with pytest.raises(ValueError, match="nothing was kept"):
        fetch(server.url, path, 1000, DIGEST[::-1])
    assert left(path) == set()


def test_nobody_answers(path):
    with pytest.raises(ConnectionError, match=r"^http://localhost:1/a could not be fetched \("):
        fetch("http://localhost:1/a", path, 10, DIGEST)
    assert left(path) == set()


def test_the_server_does_not_have_it(server, path):
    url = server.url.replace("file.bin", "missing")
    with pytest.raises(ConnectionError, match=r"missing could not be fetched \(HTTP 404 Not Found"):
        fetch(url, path, len(CONTENT), DIGEST)
    assert left(path) == set()


def test_of_several_at_once_one_downloads(server, path):
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: get(server, path), range(4)))
    assert path.read_bytes() == CONTENT
    assert len(server.ranges) == 1


def test_nothing_is_said_where_nobody_watches(server, path, capfd):
    get(server, path)
    assert capfd.readouterr() == ("", "")
