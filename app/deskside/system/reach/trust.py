"""Which authorities this computer trusts: the system's own, and one file that IT may have named.

A Python that was built elsewhere may look for them in folders that are not
here; then the places where systems keep them are tried.
"""

from __future__ import annotations

from pathlib import Path

from deskside.errors import CallProblem, Unavailable

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ssl

_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/var/lib/ca-certificates/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
_KEYCHAINS = ("/Library/Keychains/System.keychain",)
"""What an organisation adds on macOS, beside the file above."""


def system_trust(extra: str = "") -> ssl.SSLContext:
    """Checks certificates as the system's browser would; ``extra`` is a PEM file to trust as well."""
    import ssl

    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"] and not _has_folder(ssl.get_default_verify_paths().capath):
        _load_bundle(context)
    _load_keychains(context)
    if extra:
        try:
            context.load_verify_locations(extra)
        except OSError as problem:
            raise Unavailable("network.extra_ca", f"{extra}: {problem}") from problem
    return context


def _has_folder(folder: str | None) -> bool:
    return bool(folder) and any(Path(folder or "").glob("*.0"))


def _load_bundle(context: ssl.SSLContext) -> None:
    for bundle in _BUNDLES:
        try:
            context.load_verify_locations(bundle)
        except OSError:
            continue
        return
    raise Unavailable("reach.fetch", "this system's trusted authorities were not found")


def _load_keychains(context: ssl.SSLContext) -> None:
    """macOS keeps the organisation's own authorities where OpenSSL does not look."""
    present = [name for name in _KEYCHAINS if Path(name).exists()]
    if not present:
        return
    import ssl

    from deskside.system.commands import run

    try:
        told = run(["security", "find-certificate", "-a", "-p", *present], 2.0).out
        if "BEGIN CERTIFICATE" in told:
            context.load_verify_locations(cadata=told)
    except (CallProblem, ssl.SSLError):
        return
