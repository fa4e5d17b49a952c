"""A lean client on one kept-alive connection: what it costs is small beside what it measures."""

import re
import socket
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
TIMING = re.compile(rb'Server-Timing: cpu;dur=([0-9.]+), db;desc="(\d+)"', re.IGNORECASE)
LENGTH = re.compile(rb"Content-Length: (\d+)", re.IGNORECASE)
COOKIE = re.compile(rb"Set-Cookie: (vinhdanh=[^;\r]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, how long it took over the loopback, and what the program says of itself."""

    status: int
    location: str
    body: bytes
    milliseconds: float
    cpu_milliseconds: float
    queries: int

    @property
    def form_token(self) -> str:
        """The token of the first form of the page."""
        found = TOKEN.search(self.body.decode())
        return found[1] if found else ""


class Server:
    """A connection to one server process."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._socket = self._connected()

    def _connected(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def exchange(self, request: bytes) -> tuple[bytes, bytes, float]:
        """Send a request; return head and body of the answer, and the milliseconds until its last byte."""
        start = time.perf_counter()
        self._socket.sendall(request)
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        head, body = received[:end], received[end + 4 :]
        length = LENGTH.search(head)
        wanted = int(length[1]) if length else 0
        while len(body) < wanted:
            body += self._more()
        return head, body, (time.perf_counter() - start) * 1000

    def _more(self) -> bytes:
        piece = self._socket.recv(262_144)
        if not piece:
            raise ConnectionError("the server hung up")
        return piece

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


class Browser:
    """One signed-in person: keeps their cookie, sends what a browser sends."""

    def __init__(self, server: Server, cookie: str) -> None:
        self.server, self.cookie = server, cookie

    def get(self, path: str) -> Answer:
        """Fetch a page."""
        return self._send("GET", path, b"")

    def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        """Send a form."""
        return self._send("POST", path, urlencode(fields).encode())

    def _send(self, method: str, path: str, content: bytes) -> Answer:
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: text/html", "Accept-Language: vi,en;q=0.5"]
        lines.append(f"Cookie: {self.cookie}")
        if method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(content)}"]
        request = "\r\n".join([*lines, "", ""]).encode() + content
        head, body, took = self.server.exchange(request)
        if kept := COOKIE.search(head):
            self.cookie = kept[1].decode()
        return _answer(head, body, took)


def _answer(head: bytes, body: bytes, took: float) -> Answer:
    timing = TIMING.search(head)
    location = re.search(rb"Location: ([^\r]+)", head, re.IGNORECASE)
    return Answer(
        int(head.split(b" ", 2)[1]),
        location[1].decode() if location else "",
        body,
        took,
        float(timing[1]) if timing else 0.0,
        int(timing[2]) if timing else 0,
    )


def session_cookie(secret: str, token: str) -> str:
    """Return the cookie that signing in would have set."""
    app = Flask(__name__)
    app.secret_key = secret
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    return f"vinhdanh={signer.dumps({'_user_id': token, '_fresh': True, 'language': 'vi'})}"
