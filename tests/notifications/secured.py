"""Servers on loopback that speak TLS, with certificates made for the test: good ones, and all the others."""

import base64
import functools
import ipaddress
import socket
import ssl
import tempfile
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

AUTHORITY = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An authority of the tests")])
PASSWORD = "le mot de passe"  # of every server here
_authority_key = ec.generate_private_key(ec.SECP256R1())
_key = ec.generate_private_key(ec.SECP256R1())


def _certificate(subject: x509.Name, issuer: x509.Name, *, days: int, names: list[x509.GeneralName], signed_by, of):
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(of.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=days, hours=1))
        .add_extension(x509.BasicConstraints(ca=not names, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(of.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signed_by.public_key()), critical=False)
    )
    if names:
        made = made.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return made.sign(signed_by, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def trusting() -> ssl.SSLContext:
    """A client that knows the authority of the tests."""
    pem = _certificate(AUTHORITY, AUTHORITY, days=1000, names=[], signed_by=_authority_key, of=_authority_key)
    return ssl.create_default_context(cadata=pem.decode())


@functools.cache
def identity(kind: str) -> ssl.SSLContext:
    """What a server shows: "good" (300 days), "soon" (5 days), "expired", "other name" or "self-signed"."""
    address = "192.0.2.1" if kind == "other name" else "127.0.0.1"
    more = x509.IPAddress(ipaddress.ip_address("127.0.0.2"))
    names = [x509.IPAddress(ipaddress.ip_address(address)), more]
    days = {"soon": 5, "expired": -10}.get(kind, 300)
    server = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example.org")])
    signer, issuer = (_key, server) if kind == "self-signed" else (_authority_key, AUTHORITY)
    pem = _certificate(server, issuer, days=days, names=names, signed_by=signer, of=_key)
    pem += _key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(pem)
        context.load_cert_chain(file.name)
    return context


class Talk:
    """One conversation, line by line."""

    def __init__(self, plain: socket.socket) -> None:
        self.socket = plain
        self._read = b""

    def say(self, *lines: str) -> None:
        self.socket.sendall("".join(f"{line}\r\n" for line in lines).encode())

    def hear(self) -> str:
        while b"\n" not in self._read:
            more = self.socket.recv(4096)
            if not more:
                raise ConnectionError
            self._read += more
        line, _end, self._read = self._read.partition(b"\n")
        return line.decode("latin-1").strip()  # a wrong client may say anything

    def secure(self, context: ssl.SSLContext) -> None:
        self.socket = context.wrap_socket(self.socket, server_side=True)


class Server:
    """`with Server(smtp, …) as server:` answers at `server.port`, one conversation at a time, until it is left."""

    def __init__(self, talk: Callable[[Talk], None], *, tls: str = "", host: str = "127.0.0.1") -> None:
        self._talk, self._tls = talk, tls
        self._listener = socket.create_server((host, 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._run)
        self._is_over = False

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        self._is_over = True
        self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept()
        self._listener.close()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._is_over:
            try:
                plain, _address = self._listener.accept()
            except OSError:
                return
            plain.settimeout(5)
            talk = Talk(plain)
            try:
                if self._tls:
                    talk.secure(identity(self._tls))
                self._talk(talk)
            except OSError:
                pass  # the other side left, or did not like our certificate
            finally:
                talk.socket.close()


def smtp(*, starttls: str = "", size: str = "SIZE 35882577", mail: str = "250 ok", heard: list[str] | None = None):
    """A mail server; `starttls` names its identity, and it offers none when empty. Every line it hears is noted."""

    def talk(them: Talk) -> None:
        them.say("220 mail.example.org ready")
        is_plain = True
        while True:
            line = them.hear()
            if heard is not None:
                heard.append(line)
            verb = line.split(" ")[0].upper()
            if verb == "EHLO":
                offers = ["STARTTLS"] if starttls and is_plain else []
                lines = ["mail.example.org", *offers, "AUTH PLAIN", size]
                them.say(*[f"250-{word}" for word in lines[:-1]], f"250 {lines[-1]}")
            elif verb == "STARTTLS":
                them.say("220 go on")
                them.secure(identity(starttls))
                is_plain = False
            elif verb == "AUTH":
                is_right = base64.b64decode(line.split(" ")[2]).decode().endswith(f"\0{PASSWORD}")
                them.say("235 welcome" if is_right else "535 5.7.8 no")
            elif verb == "QUIT":
                them.say("221 bye")
                return
            else:
                them.say(mail if verb == "MAIL" else "250 ok")

    return talk


def imap(*, starttls: str = "", uids: tuple[int, ...] = (3, 7, 9)):
    """A mailbox with one folder, INBOX."""

    def talk(them: Talk) -> None:
        them.say("* OK ready")
        while True:
            tag, verb, *words = them.hear().split(" ")
            if verb == "CAPABILITY":
                them.say(f"* CAPABILITY IMAP4rev1{' STARTTLS' if starttls else ''}", f"{tag} OK done")
            elif verb == "STARTTLS":
                them.say(f"{tag} OK go on")
                them.secure(identity(starttls))
            elif verb == "LOGIN":
                them.say(f"{tag} OK welcome" if PASSWORD in " ".join(words) else f"{tag} NO no")
            elif verb == "EXAMINE" and words == ['"INBOX"']:
                them.say(f"* {len(uids)} EXISTS", "* OK [UIDVALIDITY 1] valid", f"{tag} OK [READ-ONLY] done")
            elif verb == "UID":
                first = int(words[2].partition(":")[0])
                found = [uid for uid in uids if uid >= first] or list(uids[-1:])
                them.say(f"* SEARCH {' '.join(map(str, found))}", f"{tag} OK done")
            elif verb == "LOGOUT":
                them.say("* BYE", f"{tag} OK bye")
                return
            else:
                them.say(f"{tag} NO there is none")

    return talk
