"""A real IMAP server on loopback: Debian's dovecot, with a folder, users and certificates of its own."""

import datetime as dt
import ipaddress
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.live import free_port

USER, PASSWORD = "guichet", "a-password-of-the-test"
START_SECONDS = 20
AUTHORITY = "Guichet test authority"
CONFIGURATION = """
base_dir = {folder}/run
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail
first_valid_uid = 1
default_internal_user = {account}
default_login_user = {account}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={account} gid={group} home={folder}/home
}}
"""


@dataclass
class Dovecot:
    """`with Dovecot(folder)`: one mailbox, read at `url` (in the open) or at `tls_url` (trusting `authority`)."""

    folder: Path

    def __enter__(self) -> "Dovecot":
        program = shutil.which("dovecot") or "/usr/sbin/dovecot"
        assert Path(program).exists(), "The tests of the mailbox need dovecot: apt install dovecot-imapd"
        self.port, self.tls_port = free_port(), free_port()
        self.folder.mkdir(parents=True)
        for part in ("new", "cur", "tmp"):
            (self.folder / "mail" / part).mkdir(parents=True)
        (self.folder / "home").mkdir()
        (self.folder / "users").write_text(f"{USER}:{PASSWORD}\n")
        self.authority = certificates(self.folder)
        self.account = _account()
        ports = {"port": self.port, "tls_port": self.tls_port}
        who = {"account": self.account.pw_name, "group": self.account.pw_gid}
        (self.folder / "dovecot.conf").write_text(CONFIGURATION.format(folder=self.folder, **ports, **who))
        self._give_away()
        command = [program, "-F", "-c", str(self.folder / "dovecot.conf")]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait()
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)

    @property
    def url(self) -> str:
        return f"imap://{USER}:{PASSWORD}@127.0.0.1:{self.port}/INBOX"

    @property
    def tls_url(self) -> str:
        return f"imaps://{USER}:{PASSWORD}@localhost:{self.tls_port}/INBOX"

    def receive(self, raw: bytes, *, days_old: int = 0) -> None:
        """Put a message into the mailbox, as a mail server that delivers it."""
        moment = time.time() - days_old * 86_400
        name = f"{int(moment)}.{time.monotonic_ns()}.test"
        path = self.folder / "mail" / "tmp" / name
        path.write_bytes(raw)
        os.utime(path, (moment, moment))  # dovecot takes a message's date of arrival from here
        shutil.chown(path, self.account.pw_name)
        path.rename(self.folder / "mail" / "new" / name)

    def number_anew(self) -> None:
        """Forget every number given so far, as a server does that was restored from a copy."""
        for index in (self.folder / "mail").glob("dovecot*"):
            index.unlink()

    def files(self) -> int:
        """How many messages lie in the mailbox."""
        return sum(1 for part in ("new", "cur") for _file in (self.folder / "mail" / part).iterdir())

    def _give_away(self) -> None:
        for path in (self.folder, *self.folder.rglob("*")):
            shutil.chown(path, self.account.pw_name, self.account.pw_gid)
            path.chmod(0o755 if path.is_dir() else 0o644)

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        log = self.folder / "dovecot.log"
        raise AssertionError(log.read_text() if log.exists() else "dovecot does not start")


def certificates(folder: Path) -> Path:
    """An authority, and a certificate of localhost that it signed; the path of the authority's own."""
    now = dt.datetime.now(dt.UTC)
    authority_key, server_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = _certificate(AUTHORITY, authority_key, authority_key, now, ca=True)
    server = _certificate("localhost", server_key, authority_key, now, ca=False)
    pem, private = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "server.pem").write_bytes(server.public_bytes(pem))
    (folder / "server.key").write_bytes(server_key.private_bytes(pem, private, serialization.NoEncryption()))
    (folder / "authority.pem").write_bytes(authority.public_bytes(pem))
    return folder / "authority.pem"


def _certificate(
    name: str, key: ec.EllipticCurvePrivateKey, signer: ec.EllipticCurvePrivateKey, now: dt.datetime, *, ca: bool
) -> x509.Certificate:
    def named(common_name: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])

    hosts = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(AUTHORITY))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(hosts, critical=False)
        .sign(signer, hashes.SHA256())
    )


def _account() -> pwd.struct_passwd:
    """Whom dovecot runs as: itself refuses root. Whoever runs the tests as somebody else stays that."""
    return pwd.getpwuid(os.getuid()) if os.getuid() else pwd.getpwnam("nobody")
