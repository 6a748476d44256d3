"""A gate in front of a server on loopback: it lets everything through, until it is told to do something about it."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

Watch = Callable[[bytes], str]


class Gate:
    """`with Gate(port, watch)`: `watch(what a client says)` answers "pass", "drop" (hang up) or "stall" (for ever)."""

    def __init__(self, behind: int, watch: Watch) -> None:
        self.behind, self.watch = behind, watch
        self._sockets: list[socket.socket] = []

    def __enter__(self) -> "Gate":
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        for one in (self._listener, *self._sockets):
            _hang_up(one)

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                client = self._listener.accept()[0]
                server = socket.create_connection(("127.0.0.1", self.behind))
                self._sockets += [client, server]
                threading.Thread(target=self._asks, args=(client, server), daemon=True).start()
                threading.Thread(target=self._answers, args=(server, client), daemon=True).start()

    def _asks(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while said := client.recv(65536):
                verdict = self.watch(said)
                if verdict == "drop":
                    _hang_up(client)
                    break
                if verdict == "stall":
                    continue
                server.sendall(said)
        _hang_up(server)

    def _answers(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while said := server.recv(65536):
                client.sendall(said)
        _hang_up(client)


def _hang_up(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
