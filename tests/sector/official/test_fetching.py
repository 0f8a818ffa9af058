"""Downloads over https from allowed hosts alone, against a server on this machine with a certificate made here."""

import datetime as dt
import http.server
import ipaddress
import ssl
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from difference.errors import BadInput
from difference.sector.official import declared, fetching

pytestmark = [pytest.mark.once, pytest.mark.real_time]
CONTENT = b"a,b,c\n" + b"1,2,3\n" * 50_000


class Publisher(http.server.BaseHTTPRequestHandler):
    """Gives a file, a redirection, a web page, half a file, or an error."""

    def do_GET(self):
        self.server.asked.append(self.path)
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.server.targets[self.path])
            self.end_headers()
            return
        body = {"/file": CONTENT, "/half": CONTENT, "/page": b"\n<html>sign in</html>", "/nothing": b""}.get(self.path)
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write((body or b"")[: 1000 if self.path == "/half" else None])

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A key and a certificate for this machine, made for this run."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    alternatives = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
        .add_extension(alternatives, critical=False).add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def publisher(certificate, monkeypatch):
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.asked, server.targets = [], {}
    server.host = f"localhost:{server.server_address[1]}"
    trust = ssl.create_default_context(cafile=str(certificate))
    server.way = fetching.Way(frozenset({server.host}), 1, 10, trust)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_file_is_downloaded_whole(publisher, tmp_path):
    kept = fetching.fetch(f"https://{publisher.host}/file", tmp_path / "downloads" / "a.csv", publisher.way)
    assert kept.read_bytes() == CONTENT
    assert [found.name for found in kept.parent.iterdir()] == ["a.csv"]


def test_a_redirection_is_followed_within_the_list_and_nowhere_else(publisher, tmp_path):
    publisher.targets = {
        "/to/file": f"https://{publisher.host}/file",
        "/to/plain": f"http://{publisher.host}/file",
        "/to/other": "https://example.org/file",
    }
    assert fetching.fetch(f"https://{publisher.host}/to/file", tmp_path / "a.csv", publisher.way).read_bytes() == CONTENT
    for elsewhere in ("/to/plain", "/to/other"):
        with pytest.raises(BadInput, match="is not an https address of a publisher’s"):
            fetching.fetch(f"https://{publisher.host}{elsewhere}", tmp_path / "b.csv", publisher.way)
    assert [found.name for found in tmp_path.iterdir()] == ["a.csv"]


def test_no_other_address_is_asked(publisher, tmp_path):
    for address in (
        f"http://{publisher.host}/file",
        "https://example.org/file",
        "file:///etc/hostname",
        f"https://user@{publisher.host}/file",
        "ftp://localhost/a",
    ):
        with pytest.raises(BadInput, match="is not an https address"):
            fetching.fetch(address, tmp_path / "a.csv", publisher.way)
    assert publisher.asked == []


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/page", "a web page instead"),
        ("/half", r"stopped early|IncompleteRead|could not be downloaded"),
        ("/nothing", "stopped early"),
        ("/missing", "answered 404"),
    ],
)
def test_what_fails_leaves_nothing_and_keeps_what_was_there(publisher, tmp_path, path, says):
    (tmp_path / "a.csv").write_text("before")
    with pytest.raises(fetching.Unreachable, match=says):
        fetching.fetch(f"https://{publisher.host}{path}", tmp_path / "a.csv", publisher.way)
    assert [(found.name, found.read_text()) for found in tmp_path.iterdir()] == [("a.csv", "before")]


def test_a_host_whose_certificate_is_not_trusted_is_not_asked(publisher, tmp_path):
    stranger = fetching.Way(publisher.way.hosts, 1, 10, None)
    with pytest.raises(fetching.Unreachable, match="could not be downloaded"):
        fetching.fetch(f"https://{publisher.host}/file", tmp_path / "a.csv", stranger)
    assert publisher.asked == []


def test_a_file_that_is_too_large_is_not_kept(publisher, tmp_path):
    small = fetching.Way(publisher.way.hosts, 0, 10, publisher.way.trust)
    with pytest.raises(fetching.Unreachable, match="larger than 0 MB"):
        fetching.fetch(f"https://{publisher.host}/file", tmp_path / "a.csv", small)
    assert list(tmp_path.iterdir()) == []


def test_every_source_of_the_list_is_allowed_and_belongs_to_a_data_set():
    assert len({source.name for source in fetching.sources()}) == len(fetching.sources())
    for source in fetching.sources():
        fetching._allow(source.on(dt.date(2026, 6, 2)), fetching.way())
        assert source.dataset in declared.datasets()
    [schools] = fetching.wanted(["schools"])
    assert schools.on(dt.date(2026, 6, 2)).endswith("edubasealldata20260602.csv")
    with pytest.raises(BadInput, match="The list has no “a”, “b”"):
        fetching.wanted(["a", "schools", "b"])
