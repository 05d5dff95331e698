"""Keys lie apart, sealed by a passphrase that is never typed into a command line."""

from __future__ import annotations

import base64
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from tests.published import CHEAP, PASSPHRASE, Publisher, packed

from deskside.errors import PublishingProblem, SecretProblem
from deskside.kit.publishing.keys import Keys
from deskside.kit.publishing.office import Office
from deskside.kit.publishing.opening import Opening, open_catalogue
from deskside.kit.publishing.passphrases import Passphrases
from deskside.kit.publishing.pem import COST, read_pem, write_pem
from deskside.kit.publishing.publication import Publication
from deskside.kit.publishing.renewal import Renewal

posix = pytest.mark.skipif(sys.platform == "win32", reason="rights are not numbers there")


def plain(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())


def test_a_key_is_opened_by_its_passphrase_only() -> None:
    key = Ed25519PrivateKey.generate()
    text = write_pem(key, PASSPHRASE, CHEAP)
    opened = read_pem(text, PASSPHRASE)
    assert opened is not None
    assert plain(opened) == plain(key)
    assert read_pem(text, "correct horse batterz") is None


def test_other_programs_open_it_too_at_the_price_of_a_real_one() -> None:
    text = write_pem(Ed25519PrivateKey.generate(), PASSPHRASE)
    assert load_pem_private_key(text, PASSPHRASE.encode())
    assert b"\x02\x02" + COST.to_bytes(2, "big") in base64.b64decode(b"".join(text.splitlines()[1:-1]))


def test_a_key_without_a_passphrase_is_none_of_ours() -> None:
    text = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with pytest.raises(ValueError, match="passphrase"):
        read_pem(text, PASSPHRASE)


@posix
def test_only_its_owner_may_read_a_key(publisher: Publisher) -> None:
    for file in publisher.key_folder.rglob("*"):
        rights = stat.S_IMODE(file.stat().st_mode)
        assert rights == (0o700 if file.is_dir() else 0o644 if file.name == "root.json" else 0o600), file
    assert stat.S_IMODE(publisher.key_folder.stat().st_mode) == 0o700


def test_no_private_key_is_in_the_catalogue_nor_anywhere_unsealed(publisher: Publisher) -> None:
    publisher.publish("vpn")
    for file in publisher.folder.rglob("*"):
        assert file.is_dir() or b"PRIVATE KEY" not in file.read_bytes()
    sealed = [file.read_bytes() for file in publisher.key_folder.rglob("*.pem")]
    assert len(sealed) == 10
    assert all(b"ENCRYPTED PRIVATE KEY" in text for text in sealed)


@pytest.mark.parametrize("inside", ["catalogue/keys", "catalogue", "."])
def test_keys_never_lie_where_the_web_server_gives_them_out(tmp_path: Path, inside: str) -> None:
    keys = Keys([tmp_path / inside], Passphrases(known=(PASSPHRASE,)), cost=CHEAP)
    with pytest.raises(PublishingProblem, match="must lie in folders apart"):
        open_catalogue(tmp_path / "catalogue", keys, Opening(), Publisher(tmp_path / "other").now)
    assert not (tmp_path / "catalogue").exists()


def test_a_link_does_not_get_keys_into_the_catalogue(publisher: Publisher) -> None:
    (publisher.top / "link").symlink_to(publisher.folder, target_is_directory=True)
    with pytest.raises(PublishingProblem, match="folders apart"):
        publisher.office(publisher.top / "link" / "keys")


@posix
def test_a_passphrase_that_others_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE)
    file.chmod(0o640)
    with pytest.raises(PublishingProblem, match=f"Others may read the passphrase in {file}. Run: chmod 600"):
        Passphrases([file])
    file.chmod(0o600)
    assert next(Passphrases([file]).tried_for(tmp_path / "any.pem")) == PASSPHRASE


def test_the_online_keys_open_by_the_passphrase_beside_them(publisher: Publisher) -> None:
    keys = Keys([publisher.key_folder / "online"], Passphrases(), cost=CHEAP)
    Office(publisher.folder, keys, now=lambda: publisher.now).change(Renewal())
    beside = (publisher.key_folder / "online" / "passphrase").read_text()
    assert PASSPHRASE not in beside
    assert len(beside.strip()) >= 32


def test_file_then_keyring_then_a_question_and_no_more_than_three(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return f"typed {len(asked)}"

    passphrases = Passphrases(known=["given"], keyring=lambda: "kept", ask=ask)
    key = tmp_path / "root-1a2b3c4d.pem"
    assert list(passphrases.tried_for(key)) == ["given", "kept", "typed 1", "typed 2", "typed 3"]
    assert asked[0] == "Passphrase of root-1a2b3c4d.pem: "


def test_a_keyring_that_is_locked_or_missing_is_no_end(tmp_path: Path) -> None:
    def locked() -> str:
        raise SecretProblem("catalogue.passphrase", "locked")

    assert list(Passphrases(keyring=locked).tried_for(tmp_path / "x.pem")) == []
    with pytest.raises(PublishingProblem, match="--passphrase-file, keep it in the keyring"):
        Passphrases(keyring=locked).for_new(tmp_path / "x.pem")


def test_new_keys_want_a_long_passphrase_typed_twice_alike(tmp_path: Path) -> None:
    with pytest.raises(PublishingProblem, match="12 letters or more"):
        Passphrases(known=["short"]).for_new(tmp_path / "x.pem")
    answers = iter(["correct horse battery", "correct horse batterz"])
    with pytest.raises(PublishingProblem, match="differ"):
        Passphrases(ask=lambda _question: next(answers)).for_new(tmp_path / "x.pem")
    twice = Passphrases(ask=lambda _question: PASSPHRASE)
    assert twice.for_new(tmp_path / "x.pem") == twice.for_new(tmp_path / "y.pem") == PASSPHRASE


def test_a_wrong_passphrase_is_said_with_the_keys_file_and_nothing_changes(publisher: Publisher) -> None:
    keys = Keys([publisher.key_folder], Passphrases(known=["wrong horse battery"]))
    with pytest.raises(PublishingProblem, match=r"No passphrase at hand opens .*team-network-[0-9a-f]{8}\.pem"):
        Office(publisher.folder, keys).change(Publication((packed("vpn", "1.0.0"),), "network"))
    assert publisher.office().books().archives() == {}


def test_a_key_under_anothers_name_is_noticed(publisher: Publisher) -> None:
    team = next((publisher.key_folder / "team-network").glob("*.pem"))
    release = next((publisher.key_folder / "release").glob("*.pem"))
    team.write_bytes(release.read_bytes())
    with pytest.raises(PublishingProblem, match="is another key than its name says"):
        publisher.publish("vpn")


def test_keys_may_lie_on_several_sticks(publisher: Publisher, tmp_path: Path) -> None:
    first, second, third = sorted((publisher.key_folder / "root").glob("*.pem"))
    sticks = [tmp_path / "a", tmp_path / "b"]
    for stick, file in zip(sticks, (first, third), strict=True):
        stick.mkdir()
        file.rename(stick / file.name)
    second.unlink()
    with pytest.raises(PublishingProblem, match="root wants 2 of its 3 keys, 1 here"):
        publisher.change(Renewal(("root",)), sticks[0], publisher.key_folder)
    publisher.change(Renewal(("root",)), *sticks, publisher.key_folder)
    assert publisher.office().books().root.signed.version == 2


def test_openssl_reads_our_keys(tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    file.write_bytes(write_pem(Ed25519PrivateKey.generate(), PASSPHRASE))
    command = ["openssl", "pkey", "-in", str(file), "-passin", f"pass:{PASSPHRASE}", "-noout", "-text"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    except FileNotFoundError:
        pytest.skip("there is no openssl here")
    assert said.stdout.startswith("ED25519 Private-Key"), said.stderr


def test_a_wrong_passphrase_that_seems_to_fit_is_a_wrong_passphrase() -> None:
    text = write_pem(Ed25519PrivateKey.generate(), PASSPHRASE, 2)
    assert {read_pem(text, f"wrong {number}") for number in range(2_000)} == {None}


def test_a_key_file_that_was_damaged_is_not_told_to_be_the_passphrase_alone(publisher: Publisher) -> None:
    file = next((publisher.key_folder / "team-network").glob("*.pem"))
    lines = file.read_text().splitlines()
    file.write_text("\n".join([lines[0], *lines[2:], ""]))
    with pytest.raises(PublishingProblem, match="the file is damaged: take another copy"):
        publisher.publish("vpn")
