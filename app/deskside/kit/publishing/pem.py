"""A private key as text: PKCS #8 in PEM, its passphrase made slow to guess by scrypt.

The ``cryptography`` package reads this form, and so does ``openssl pkey``, but it
writes only one with 2,048 rounds of PBKDF2, which a stolen key's thief gets through
a million guesses a second of; so the few bytes of DER are put together here.
"""

from __future__ import annotations

import base64
import os
import textwrap

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

COST = 1 << 14
"""What openssl takes too: 16 MiB and some 40 ms for each guess."""

_PBES2 = bytes.fromhex("06092a864886f70d01050d")
_SCRYPT = bytes.fromhex("06092b06010401da47040b")
_AES_256_CBC = bytes.fromhex("060960864801650304012a")
_SEQUENCE, _OCTETS, _INTEGER = 0x30, 0x04, 0x02
_BLOCK_SIZE, _AT_ONCE = 8, 1


def write_pem(key: Ed25519PrivateKey, passphrase: str, cost: int = COST) -> bytes:
    """The key, to be opened by ``passphrase`` only."""
    salt, start = os.urandom(16), os.urandom(16)
    secret = Scrypt(salt=salt, length=32, n=cost, r=_BLOCK_SIZE, p=_AT_ONCE).derive(passphrase.encode())
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    padder = padding.PKCS7(128).padder()
    cipher = Cipher(algorithms.AES256(secret), modes.CBC(start)).encryptor()
    sealed = cipher.update(padder.update(plain) + padder.finalize()) + cipher.finalize()
    numbers = b"".join(_number(value) for value in (cost, _BLOCK_SIZE, _AT_ONCE))
    stretching = _part(_SEQUENCE, _SCRYPT + _part(_SEQUENCE, _part(_OCTETS, salt) + numbers))
    sealing = _part(_SEQUENCE, _AES_256_CBC + _part(_OCTETS, start))
    how = _part(_SEQUENCE, _PBES2 + _part(_SEQUENCE, stretching + sealing))
    lines = textwrap.wrap(base64.b64encode(_part(_SEQUENCE, how + _part(_OCTETS, sealed))).decode(), 64)
    return "\n".join(
        ("-----BEGIN ENCRYPTED PRIVATE KEY-----", *lines, "-----END ENCRYPTED PRIVATE KEY-----", "")
    ).encode()


def read_pem(text: bytes, passphrase: str) -> Ed25519PrivateKey | None:
    """None when this passphrase does not open it. ValueError when it is no such key at all.

    One wrong passphrase in 256 seems to open it, since what comes out ends as it should: what can't be read then is
    not told apart from a wrong one.
    """
    if b"ENCRYPTED PRIVATE KEY" not in text:
        raise ValueError("not a private key with a passphrase")
    try:
        key = load_pem_private_key(text, passphrase.encode())
    except ValueError:
        return None
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("not an Ed25519 key")
    return key


def _part(kind: int, content: bytes) -> bytes:
    """One element of DER; all of ours are short."""
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x81, size])
    return bytes([kind]) + length + content


def _number(value: int) -> bytes:
    return _part(_INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))
