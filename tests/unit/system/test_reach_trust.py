"""Whom this computer trusts, and reading a certificate that may be rubbish."""

from __future__ import annotations

import contextlib
import ssl
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.errors import Unavailable
from deskside.system.reach import certificate, trust

from .sites import HAS_OPENSSL, Authority

pytestmark = pytest.mark.skipif(not HAS_OPENSSL, reason="makes certificates with the openssl program")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def _nothing_where_python_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with a Python that was built for other folders than this system's."""
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "empty"))


@pytest.mark.usefixtures("_nothing_where_python_looks")
def test_the_systems_authorities_are_found_where_systems_keep_them(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trust, "_BUNDLES", (str(tmp_path / "not-here.pem"), str(authority.root)))
    context = trust.system_trust()
    assert [dict(part[0] for part in one["subject"])["commonName"] for one in context.get_ca_certs()] == ["Office Root"]
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


@pytest.mark.usefixtures("_nothing_where_python_looks")
def test_without_any_authorities_nobody_is_called_untrustworthy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trust, "_BUNDLES", ())
    with pytest.raises(Unavailable):
        trust.system_trust()


def test_its_own_authority_is_trusted_beside_the_others(authority: Authority) -> None:
    with_extra, without = trust.system_trust(str(authority.root)), trust.system_trust()
    assert with_extra.cert_store_stats()["x509_ca"] == without.cert_store_stats()["x509_ca"] + 1


def test_a_file_that_holds_no_certificates_is_said(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")
    with pytest.raises(Unavailable):
        trust.system_trust(str(tmp_path / "ca.pem"))


@pytest.fixture(scope="module")
def der(authority: Authority) -> bytes:
    authority.context("DNS:a.example,DNS:b.example,IP:192.0.2.7,email:x@a.example")
    return ssl.PEM_cert_to_DER_cert((authority.folder / "made").read_text())


def test_a_certificate_is_read(der: bytes) -> None:
    about = certificate.describe(der)
    assert (about.issuer, about.names) == ("Office Root", ["a.example", "b.example", "192.0.2.7"])


def test_an_authority_that_names_no_sites_is_called_by_its_own_name(authority: Authority) -> None:
    about = certificate.describe(ssl.PEM_cert_to_DER_cert(authority.root.read_text()))
    assert about.names == ["Office Root"]


@given(data=st.data())
def test_no_certificate_breaks_the_reader(der: bytes, data: st.DataObject) -> None:
    """Whatever another side shows: it is described, or it is no certificate."""
    broken = bytearray(der)
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, min(len(der) - 1, 400)))] = data.draw(st.integers(0, 255))
    for shown in (bytes(broken), bytes(broken[: data.draw(st.integers(0, len(der)))]), data.draw(st.binary())):
        with contextlib.suppress(ValueError):
            certificate.describe(shown)
