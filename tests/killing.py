"""A server in a process of its own that can be killed with SIGKILL and is there again in a moment.

``python -m tests.killing`` loads the application once and then, for each line it is sent, forks a child that answers
requests on a free port: what is killed is a whole server, and starting the next one costs no second import.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

from flask import Flask

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"


class Nursery:
    """Starts servers of one application, one after the other."""

    def __init__(self, process: "subprocess.Popen[str]", cookie: str) -> None:
        self._process, self._cookie = process, cookie

    def server(self) -> "Server":
        """Start a server and wait until it listens."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("serve\n")
        self._process.stdin.flush()
        pid, port = self._process.stdout.readline().split()
        return Server(int(pid), int(port), self._cookie)


class Server:
    """A running server."""

    def __init__(self, pid: int, port: int, cookie: str) -> None:
        self.pid, self.port, self._cookie = pid, port, cookie

    def post(self, path: str, fields: list[tuple[str, str]], token: str) -> int:
        """Send a form as the holder of ``token`` and return the status; 0 when the server died before it answered."""
        connection = HTTPConnection(HOST, self.port, timeout=60)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"{self._cookie}={token}"}
        try:
            connection.request("POST", path, urlencode(fields), headers)
            return connection.getresponse().status
        except (HTTPException, OSError):
            return 0
        finally:
            connection.close()

    def kill(self) -> None:
        """Kill the whole process, as ``kill -9`` does, and wait until it is gone."""
        os.kill(self.pid, signal.SIGKILL)
        while _is_alive(self.pid):
            time.sleep(0.002)

    def post_and_kill(self, path: str, fields: list[tuple[str, str]], token: str, *, after: float) -> int:
        """Send a form, kill the server ``after`` seconds, and return the status or 0."""
        answers: list[int] = []
        thread = Thread(target=lambda: answers.append(self.post(path, fields, token)))
        thread.start()
        time.sleep(after)
        self.kill()
        thread.join()
        return answers[0]


@contextmanager
def nursery(app: Flask) -> Iterator[Nursery]:
    """Lend servers of ``app`` on its database."""
    environment: Mapping[str, str] = {
        **os.environ,
        "VINHDANH_ENV": "development",
        "DATABASE_URL": str(app.config["SQLALCHEMY_DATABASE_URI"]),
        "SECRET_KEY": str(app.config["SECRET_KEY"]),
        "INSTANCE_DIR": str(app.instance_path),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.killing"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Nursery(process, app.config["SESSION_COOKIE_NAME"])
    finally:
        process.kill()
        process.communicate()


def _is_alive(pid: int) -> bool:
    """Say whether a process still runs; one that is dead and waits for its parent does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def main() -> None:
    """Fork a server for each line of standard input and print its process and port."""
    import waitress

    from app import create_app

    app = create_app(with_commands=False)
    app.config["WTF_CSRF_ENABLED"] = False
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _line in sys.stdin:
        listener = socket.create_server((HOST, 0))
        pid = os.fork()
        if pid == 0:
            waitress.serve(app, sockets=[listener], threads=4, ident=None)
        print(pid, listener.getsockname()[1], flush=True)
        listener.close()


if __name__ == "__main__":
    main()
