"""The proxy of a person at a Linux computer: who set it, whether they may change it, that it comes back as it was."""

from __future__ import annotations

import stat
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from deskside.errors import CallProblem, NotPermitted, Unavailable
from deskside.system import person
from deskside.system.commands import Ran
from deskside.system.linux import network_files, network_variables
from deskside.system.linux.network_desktop import Gnome, Kde, Setting
from deskside.system.linux.network_proxy import Proxy

DEAD = "proxy.example:3128"
LOGIN = (
    b"PATH=/usr/bin\r\n# ours\nhttp_proxy=http://proxy.example:3128/\nHTTPS_PROXY='http://proxy.example:3128'\n"
    b"no_proxy=localhost,.office.example\nLANG=de_DE.UTF-8"
)


class Settings:
    """``gsettings`` and ``kwriteconfig``, as they write and list: GNOME's schema with what a test puts into it."""

    def __init__(self, *, locked: bool = False, **values: str) -> None:
        self.values = {
            "org.gnome.system.proxy mode": "'none'",
            "org.gnome.system.proxy autoconfig-url": "''",
            "org.gnome.system.proxy ignore-hosts": "['localhost', '127.0.0.0/8', '::1']",
            "org.gnome.system.proxy.http host": "''",
            "org.gnome.system.proxy.http port": "8080",
            "org.gnome.system.proxy.http authentication-password": "'never'",
            "org.gnome.system.proxy.https host": "''",
            "org.gnome.system.proxy.https port": "0",
            "org.gnome.system.proxy.socks host": "''",
            "org.gnome.system.proxy.socks port": "0",
        }
        for key, value in values.items():
            self.put(*key.rsplit("__", 1), value)
        self.locked = locked
        self.kde: dict[str, str] = {}

    def put(self, part: str, key: str, value: str) -> None:
        schema = "org.gnome.system.proxy" + ("" if part == "top" else f".{part}")
        assert f"{schema} {key}" in self.values
        self.values[f"{schema} {key}"] = value

    def __call__(self, argv: Sequence[str], limit: float, words: Mapping[str, str] | None = None) -> Ran:
        match list(argv):
            case ["gsettings", "list-recursively", "org.gnome.system.proxy"]:
                return Ran(0, "".join(f"{key} {value}\n" for key, value in self.values.items()), "")
            case ["gsettings", "writable", "org.gnome.system.proxy", "mode"]:
                return Ran(0, "false\n" if self.locked else "true\n", "")
            case ["gsettings", "set", schema, key, value]:
                if self.locked:
                    return Ran(1, "", "The key is not writable\n")
                self.values[f"{schema} {key}"] = value if value.isdecimal() else f"'{value}'"
                return Ran(0, "", "")
        raise Unavailable(argv[0], "not recorded")


class NoDesktop:
    """A computer without any desktop's program."""

    def __call__(self, argv: Sequence[str], limit: float, words: Mapping[str, str] | None = None) -> Ran:
        raise Unavailable(argv[0], "no such program")


@pytest.fixture
def login(tmp_path: Path) -> Path:
    """The system's own file of variables."""
    path = tmp_path / "environment"
    path.write_bytes(b"")
    return path


def manual() -> Settings:
    return Settings(
        top__mode="'manual'", http__host="'proxy.example'", http__port="3128", https__host="'proxy.example'",
        https__port="3128",
    )  # fmt: skip


def proxy(run: Settings | NoDesktop, login: Path, environ: Mapping[str, str] | None = None) -> Proxy:
    return Proxy(run, environ or {}, login, login.parent)


def as_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person, "is_administrator", lambda: False)


def as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person, "is_administrator", lambda: True)


def test_a_computer_without_a_proxy_says_none(login: Path) -> None:
    assert proxy(Settings(), login).told()["kind"] == "none"
    assert proxy(NoDesktop(), login).told()["kind"] == "none"


def test_the_desktops_own_setting_is_told_with_its_exceptions(login: Path) -> None:
    told = proxy(manual(), login).told()
    assert (told["kind"], told["address"], told["where"], told["managed"]) == ("manual", DEAD, "desktop", False)
    assert told["except"] == ["localhost", "127.0.0.0/8", "::1"]


def test_a_script_is_told_by_its_link_and_searching_for_one_is_no_proxy(login: Path) -> None:
    script = Settings(top__mode="'auto'", **{"top__autoconfig-url": "'http://wpad.example/proxy.pac'"})
    assert proxy(script, login).told()["script"] == "http://wpad.example/proxy.pac"
    assert proxy(Settings(top__mode="'auto'"), login).told()["kind"] == "none"


def test_what_it_has_locked_is_managed(login: Path) -> None:
    locked = Settings(locked=True, top__mode="'manual'", http__host="'proxy.example'", http__port="3128")
    assert proxy(locked, login).told()["managed"] is True
    assert proxy(locked, login).may_set() is False
    with pytest.raises(NotPermitted):
        proxy(locked, login).set(Setting("none"))


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("http://proxy.example:3128/", DEAD),
        ("proxy.example:3128", DEAD),
        ("'http://ann:secret@proxy.example:3128'", DEAD),
        ("http://proxy.example", "proxy.example:80"),
        ("socks5://proxy.example", "proxy.example:1080"),
        ("http://[2001:db8::1]:8080", "[2001:db8::1]:8080"),
        ("http://proxy.example:port", ""),
        ("", ""),
    ],
)
def test_however_a_proxy_is_written_and_never_with_its_password(value: str, address: str) -> None:
    assert network_variables.address_of(value) == address


def test_a_proxy_of_the_log_in_is_its_own(login: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_person(monkeypatch)
    told = proxy(Settings(), login, {"https_proxy": "http://proxy.example:3128"}).told()
    assert (told["address"], told["where"], told["managed"]) == (DEAD, "environment", False)


def test_the_systems_file_is_its_own_and_only_root_may_change_it(login: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    login.write_bytes(LOGIN)
    as_person(monkeypatch)
    for run in (Settings(), manual()):
        assert proxy(run, login).told()["managed"] is True
        assert proxy(run, login).may_set() is False
    as_root(monkeypatch)
    assert (proxy(Settings(), login).told()["managed"], proxy(Settings(), login).told()["where"]) == (False, "system")
    assert proxy(Settings(), login).told()["except"] == ["localhost", ".office.example"]


def test_switched_off_everywhere_and_back_as_it_was(login: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_root(monkeypatch)
    login.write_bytes(LOGIN)
    login.chmod(0o640)
    run, before = manual(), dict(manual().values)
    environ = {"http_proxy": "http://proxy.example:3128/", "HTTPS_PROXY": "http://proxy.example:3128"}
    proxy(run, login, environ).set(Setting("none"))
    assert proxy(run, login, environ).told()["kind"] == "none", "what this process was started with is old news"
    assert network_variables.active([login]) == {"no_proxy": "localhost,.office.example"}
    proxy(run, login, environ).set(Setting("manual", DEAD))
    assert login.read_bytes() == LOGIN
    assert stat.S_IMODE(login.stat().st_mode) == 0o640
    assert run.values == before


def test_only_the_place_that_was_on_comes_back_on(login: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_root(monkeypatch)
    login.write_bytes(LOGIN)
    run = Settings()
    before = dict(run.values)
    proxy(run, login).set(Setting("none"))
    proxy(run, login).set(Setting("manual", DEAD))
    assert (login.read_bytes(), run.values) == (LOGIN, before)


def test_a_persons_own_file_is_theirs_to_change(login: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_person(monkeypatch)
    own = login.parent / ".config" / "environment.d" / "proxy.conf"
    own.parent.mkdir(parents=True)
    own.write_text("https_proxy=http://proxy.example:3128\n")
    assert proxy(NoDesktop(), login).told()["where"] == "environment"
    proxy(NoDesktop(), login).set(Setting("none"))
    assert proxy(NoDesktop(), login).told()["kind"] == "none"
    proxy(NoDesktop(), login).set(Setting("manual", DEAD))
    assert own.read_text() == "https_proxy=http://proxy.example:3128\n"


def test_what_goes_without_a_proxy_is_nothing_to_switch_off(login: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_person(monkeypatch)
    login.write_bytes(b"no_proxy=localhost\n")

    def refuse(path: Path, new: list[bytes]) -> None:
        raise NotPermitted(str(path), "not this person's")

    monkeypatch.setattr(network_files, "write", refuse)
    run = manual()
    assert proxy(run, login).may_set() is True
    proxy(run, login).set(Setting("none"))
    assert proxy(run, login).told()["kind"] == "none"


def test_a_person_may_not_when_it_keeps_another_proxy_behind_theirs(
    login: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_person(monkeypatch)
    login.write_bytes(b"https_proxy=http://other.example:8080\n")
    assert proxy(manual(), login).may_set() is False


def test_a_refused_file_leaves_the_other_places_as_they_are(login: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_root(monkeypatch)
    login.write_bytes(LOGIN)

    def refuse(path: Path, new: list[bytes]) -> None:
        raise NotPermitted(str(path), "read-only")

    monkeypatch.setattr(network_files, "write", refuse)
    run, before = manual(), dict(manual().values)
    with pytest.raises(NotPermitted):
        proxy(run, login).set(Setting("none"))
    assert run.values == before


def test_a_new_proxy_goes_where_the_person_keeps_theirs(login: Path) -> None:
    run = Settings()
    proxy(run, login).set(Setting("manual", "new.example:8080"))
    assert proxy(run, login).told()["address"] == "new.example:8080"
    proxy(run, login).set(Setting("script", "", "http://wpad.example/a.pac"))
    assert proxy(run, login).told()["script"] == "http://wpad.example/a.pac"
    with pytest.raises(Unavailable):
        proxy(NoDesktop(), login).set(Setting("manual", DEAD))


def test_nothing_to_switch_off_is_said(login: Path) -> None:
    with pytest.raises(CallProblem):
        proxy(Settings(), login).set(Setting("none"))


@pytest.mark.parametrize(
    ("kind", "more", "setting"),
    [
        ("0", "httpProxy=http://proxy.example 3128", Setting("none")),
        ("1", "httpProxy=http://proxy.example 3128", Setting("manual", DEAD)),
        ("1", "httpsProxy=http://proxy.example:3128\nNoProxyFor=.a, b", Setting("manual", DEAD, "", (".a", "b"))),
        ("1", "socksProxy=socks://proxy.example 1080", Setting("manual", "proxy.example:1080", "", (), "socks")),
        ("2", "Proxy Config Script=http://w.example/p.pac", Setting("script", "", "http://w.example/p.pac")),
        ("3", "", Setting("none")),
    ],
)
def test_kdes_own_file_is_read(kind: str, more: str, setting: Setting, tmp_path: Path) -> None:
    (tmp_path / "kioslaverc").write_text(f"[$Version]\nx=1\n\n[Proxy Settings]\nProxyType={kind}\n{more}\n")
    assert Kde(NoDesktop(), tmp_path).setting() == setting
    assert Kde(NoDesktop(), tmp_path / "elsewhere").setting() is None


def test_gnome_without_its_schema_is_no_desktop() -> None:
    class NoSchema:
        def __call__(self, argv: Sequence[str], limit: float, words: Mapping[str, str] | None = None) -> Ran:
            return Ran(1, "", "No such schema\n")

    assert Gnome(NoSchema()).setting() is None


def test_a_file_is_replaced_whole_and_a_link_to_it_stays_one(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"a\r\nb")
    link.symlink_to(real)
    lines = network_files.lines(link)
    assert lines == [b"a\r\n", b"b"]
    network_files.write(link, [*lines, b"\n"])
    assert (link.is_symlink(), real.read_bytes()) == (True, b"a\r\nb\n")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
