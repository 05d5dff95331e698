"""T01 to T05: only a help desk that proves who it is gets a sign-in, whatever else this computer says."""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path

import pytest

from deskside import errors
from deskside.system.web.network import Network
from deskside.tickets.wire.http import Wire

from .fault_desk import TOKEN, FaultDesk

HERE = "IP:127.0.0.1"


class Authority:
    """A certificate authority of the tests' own, by the ``openssl`` program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "root.pem"
        subject = ("-subj", "/CN=Tests", "-days", "2", "-nodes", "-newkey", "rsa:2048")
        self._openssl("req", "-x509", *subject, "-keyout", "root.key", "-out", "root.pem")

    def context(self, name: str, *, days: int = 2, self_signed: bool = False) -> ssl.SSLContext:
        """What a server shows that calls itself ``name``; ``days`` below 0: it ran out."""
        extension = self.folder / "names"
        extension.write_text(f"subjectAltName={name}\n", encoding="utf-8")
        self._openssl(
            "req", "-new", "-subj", "/CN=desk", "-nodes", "-newkey", "rsa:2048", "-keyout", "key", "-out", "request"
        )
        signer = ("-signkey", "key") if self_signed else ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial")
        times = ("-days", str(days))
        self._openssl("x509", "-req", "-in", "request", *signer, *times, "-extfile", "names", "-out", "certificate")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "certificate", self.folder / "key")
        return context

    def _openssl(self, *arguments: str) -> None:
        command = ["openssl", *arguments]
        subprocess.run(command, cwd=self.folder, capture_output=True, timeout=120, check=True)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def ask(desk: FaultDesk, network: Network | None = None) -> object:
    return Wire(f"{desk.url}/REST/2.0", lambda: f"token {TOKEN}", network).get("/user/33", dict)


def refused(desk: FaultDesk, network: Network | None = None) -> errors.Held:
    with pytest.raises(errors.Held) as told:
        ask(desk, network)
    assert (desk.requests, desk.authorizations) == ([], set())
    return told.value


def test_t01_a_help_desk_that_vouches_for_itself_gets_nothing(authority: Authority) -> None:
    with FaultDesk(tls=authority.context(HERE, self_signed=True)) as desk:
        assert "may not be the real help desk" in refused(desk).words()


def test_t01_an_authority_nobody_installed_is_not_trusted(authority: Authority) -> None:
    with FaultDesk(tls=authority.context(HERE)) as desk:
        assert "certificate" in refused(desk).why


def test_t02_a_proof_that_ran_out_is_refused_and_the_clock_is_named(authority: Authority) -> None:
    with FaultDesk(tls=authority.context(HERE, days=-1)) as desk:
        told = refused(desk, Network(extra_ca=str(authority.root)))
    assert "clock" in told.words()


def test_t03_another_hosts_proof_is_refused(authority: Authority) -> None:
    with FaultDesk(tls=authority.context("DNS:other.example")) as desk:
        refused(desk, Network(extra_ca=str(authority.root)))


def test_t05_an_authority_in_the_systems_store_is_trusted(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.root))  # where OpenSSL looks for the system's store
    with FaultDesk(tls=authority.context(HERE)) as desk:
        assert ask(desk)


def test_t05_an_authority_that_it_names_in_the_settings_is_trusted(authority: Authority) -> None:
    with FaultDesk(tls=authority.context(HERE)) as desk:
        assert ask(desk, Network(extra_ca=str(authority.root)))


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_variables_of_other_programs_change_nothing(
    authority: Authority, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, str(authority.root))
    with FaultDesk(tls=authority.context(HERE)) as desk:
        refused(desk)
