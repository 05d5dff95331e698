#!/usr/bin/env python3
"""The lab's own authority and the certificates of its sites: ``certificates.py FOLDER``.

Each folder below FOLDER holds one NAME.pem a site, with its key: ``real``, of
the authority that the PC trusts; ``intercepted``, of one it does not know; and
``expired`` and ``wrong-name``, in which other.test alone is not as it should
be. FOLDER/authority.pem is what the PC trusts.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NAMES = ("good.test", "other.test", "check.test", "portal.lab.test", "default")
ODD = "other.test"
DAY = timedelta(days=1)
NOW = datetime.now(UTC)


class Authority(NamedTuple):
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def authority(name: str) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    made = (
        _draft(name, _called(name), key.public_key(), NOW - 400 * DAY, NOW + 3650 * DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(usage, critical=True)
    )
    return Authority(key, made.sign(key, SHA256()))


def site(of: Authority, name: str, until: datetime = NOW + 300 * DAY) -> bytes:
    """The key and the certificate of a site, as one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        _draft(name, of.certificate.subject, key.public_key(), NOW - 90 * DAY, until)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(of.key.public_key()), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(of.key, SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return secret + made.public_bytes(Encoding.PEM)


def _called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _draft(
    name: str, issuer: x509.Name, key: ec.EllipticCurvePublicKey, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    draft = x509.CertificateBuilder().subject_name(_called(name)).issuer_name(issuer).public_key(key)
    return draft.serial_number(x509.random_serial_number()).not_valid_before(since).not_valid_after(until)


def write(folder: Path) -> None:
    ours, strange = authority("Lab Authority"), authority("ACME Secure Web Gateway")
    real = {name: site(ours, name) for name in NAMES}
    folders = {
        "real": real,
        "intercepted": {name: site(strange, name) for name in NAMES},
        "expired": real | {ODD: site(ours, ODD, until=NOW - DAY)},
        "wrong-name": real | {ODD: site(ours, "shop.test")},
    }
    for kind, sites in folders.items():
        (folder / kind).mkdir(parents=True)
        for name, pem in sites.items():
            (folder / kind / f"{name}.pem").write_bytes(pem)
    (folder / "authority.pem").write_bytes(ours.certificate.public_bytes(Encoding.PEM))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
