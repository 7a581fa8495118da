"""A webhook's receiver on this machine: it keeps what is posted to it."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any


class Receiver:
    """`posts` are the JSON bodies received, oldest first. It hangs up on the first `hang_ups` callers."""

    def __init__(self, status: int = 200, hang_ups: int = 0) -> None:
        self.posts: list[dict[str, Any]] = []
        self.calls = 0

        class Handler(BaseHTTPRequestHandler):
            def do_POST(handler) -> None:  # noqa: N805 - `self` is the receiver
                self.calls += 1
                if self.calls <= hang_ups:
                    handler.close_connection = True
                    return
                self.posts.append(json.loads(handler.rfile.read(int(handler.headers["Content-Length"]))))
                handler.send_response(status)
                handler.end_headers()

            def log_message(handler, *_: Any) -> None:  # noqa: N805
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/night"

    def __enter__(self) -> "Receiver":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
