"""Starts and stops a real Redmine: Debian's packages, a copy of the application and an SQLite database under a folder.

As a program: ``python -m tests.servers.redmine.server start FOLDER`` leaves it
running and FOLDER/env (mode 600) says where it is and whose keys there are;
``stop FOLDER`` ends what that started and nothing else.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from ..running import NoServer, Running, free_port

HERE = Path(__file__).resolve().parent
LIBRARY = Path("/usr/share/redmine")
BUNDLERS = Path("/usr/share/rubygems-integration/all/gems")
PACKAGES = ("redmine", "redmine-sqlite", "puma")
PARTS = ("Gemfile", "Gemfile.lock", "Rakefile", "app", "bin", "config", "config.ru", "db", "extra", "lib", "public")
FOLDERS = ("log", "tmp/cache", "tmp/pdf", "files", "plugins", "templates", "instances/default/config")
INSTALL_SECONDS, SETUP_SECONDS, START_SECONDS = 900, 240, 120

DATABASE = """\
production:
  adapter: sqlite3
  database: {database}
  timeout: 3000
  encoding: utf8
"""
CONFIGURATION = """\
default:
  attachments_storage_path: {app}/files
  email_delivery:
    delivery_method: :file
    file_settings:
      location: {folder}/mail
"""
PUMA = "t = Integer(ENV.fetch('REDMINE_THREADS'))\nthreads t, t\n"


class NoRedmine(NoServer):
    """It could not be installed, set up or started; the message says why."""


class RedmineServer:
    """``start`` returns once it answers. ``folder`` should be new. ``markup`` is "textile" or "common_mark"."""

    def __init__(self, folder: Path, markup: str = "textile") -> None:
        self.folder, self.markup = folder.absolute(), markup
        self.app = self.folder / "app"
        self.port = 0
        self.keys: dict[str, str] = {}
        """By account: employee, other, newcomer, kiosk, agent, seesall, nobody."""
        self.passwords: dict[str, str] = {}
        self.numbers: dict[str, int] = {}
        """What has which number: agent_id, status_closed, field_id, ..."""
        self._running = Running(self.folder)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return self.app / "db" / "production.sqlite3"

    def start(self) -> None:
        install()
        self._copy()
        self.port = free_port()
        self._run("bin/rake", "db:migrate")
        self._run("bin/rake", "redmine:load_default_data")  # on its own: what has just made the tables knows them not
        seeded = self._run("bin/rails", "runner", str(HERE / "seed.rb"))
        found = dict(line.split("=", 1) for line in seeded.splitlines() if "=" in line)
        self.keys = _ending(found, "_KEY")
        self.passwords = _ending(found, "_PASSWORD")
        self.numbers = {name.lower(): int(value) for name, value in found.items() if value.isdecimal()}
        self._write_env(found)
        self.serve()

    def serve(self, threads: int = 1) -> None:
        """One thread: with SQLite several that write at once end in "database is locked" and an answer of 500."""
        environ = {**self._environ(), "REDMINE_THREADS": str(threads)}
        command = ["bin/rails", "server", "-u", "puma", "-e", "production", "-b", "127.0.0.1", "-p", str(self.port)]
        self._running.start([*command, "-P", str(self.folder / "rails.pid")], environ, self.app)
        self._running.wait(f"{self.url}/issues.json", START_SECONDS)

    def stop(self) -> None:
        self._running.stop()
        (self.folder / "rails.pid").unlink(missing_ok=True)

    def rails(self, program: str) -> str:
        """What a Ruby program says that runs inside Redmine, without its web server."""
        return self._run("bin/rails", "runner", program)

    def _copy(self) -> None:
        """Debian's Gemfile and links name paths under /usr and /etc; the copy has its own of all of them."""
        for name in FOLDERS:
            (self.app / name).mkdir(parents=True, exist_ok=True)
        (self.folder / "mail").mkdir(exist_ok=True)
        for name in PARTS:
            source = LIBRARY / name
            if source.is_dir():
                shutil.copytree(source, self.app / name, dirs_exist_ok=True, ignore_dangling_symlinks=True)
            else:
                shutil.copy(source, self.app / name)
        gems = (self.app / "Gemfile").read_text("utf-8").replace(str(LIBRARY), str(self.app))
        (self.app / "Gemfile").write_text(f'{gems}\ngem "puma"\n', "utf-8")
        (self.app / "config" / "puma.rb").write_text(PUMA, "utf-8")
        for config in (self.app / "config", self.app / "instances" / "default" / "config"):
            (config / "database.yml").write_text(DATABASE.format(database=self.database), "utf-8")
            text = CONFIGURATION.format(app=self.app, folder=self.folder)
            (config / "configuration.yml").write_text(text, "utf-8")
        _write_secret(self.folder / "secret", secrets.token_hex(64))

    def _environ(self) -> dict[str, str]:
        return {
            **os.environ,
            "RAILS_ENV": "production",
            "BUNDLE_GEMFILE": str(self.app / "Gemfile"),
            "SECRET_KEY_BASE": (self.folder / "secret").read_text("utf-8"),
            "REDMINE_LANG": "en",
            "REDMINE_INSTANCE": "default",
            "RUBYOPT": "-W0",
            "DISABLE_BOOTSNAP": "1",
            "HOME": str(self.folder),
            "SEED_MARKUP": self.markup,
        }

    def _run(self, *command: str) -> str:
        return _run(command, SETUP_SECONDS, self._environ(), self.app)

    def _write_env(self, found: dict[str, str]) -> None:
        lines = {"REDMINE_URL": self.url, "REDMINE_PROJECT": "helpdesk", "REDMINE_REFERENCE_FIELD": "ClientRef"}
        _write_secret(self.folder / "env", "".join(f"{key}={value}\n" for key, value in {**lines, **found}.items()))


def install() -> None:
    """Installs what is missing, where that is allowed; waits while another installation is at it."""
    ask = ("dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *PACKAGES)
    listed = subprocess.run(ask, capture_output=True, text=True, timeout=60, check=False).stdout
    missing = [name for name in PACKAGES if f"{name} installed" not in listed.splitlines()]
    if not missing:
        return
    if os.geteuid() != 0:
        raise NoRedmine(f"not installed, and only root may: {' '.join(missing)}")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ("apt-get", "-y", "-qq", "-o", f"DPkg::Lock::Timeout={INSTALL_SECONDS}", "--no-install-recommends")
    _run((*apt, "update"), INSTALL_SECONDS, environ)
    # Redmine's own set-up asks Bundler for gems that are there. Only the one that Debian has changed knows that they
    # are; Ruby's own, which came newer with a security update, would fetch them.
    _run((*apt, "install", "ruby-bundler"), INSTALL_SECONDS, environ)
    (bundler,) = sorted(BUNDLERS.glob("bundler-*"))[-1:] or (Path("bundler-0"),)
    environ["BUNDLER_VERSION"] = bundler.name.removeprefix("bundler-")
    _run((*apt, "install", *missing), INSTALL_SECONDS, environ)


def _run(command: Sequence[str], seconds: int, environ: dict[str, str], folder: Path | None = None) -> str:
    try:
        done = subprocess.run(
            command,
            env=environ,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise NoRedmine(f"{' '.join(command)}: {problem}") from problem
    if done.returncode:
        raise NoRedmine(
            f"{' '.join(command)} ended with {done.returncode}: {done.stdout[-1000:]} {done.stderr[-2000:]}"
        )
    return done.stdout


def _ending(found: dict[str, str], ending: str) -> dict[str, str]:
    return {name.removesuffix(ending).lower(): value for name, value in found.items() if name.endswith(ending)}


def _write_secret(path: Path, text: str) -> None:
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or arguments[0] not in ("start", "stop"):
        sys.stderr.write("usage: python -m tests.servers.redmine.server start|stop FOLDER\n")
        return 2
    server = RedmineServer(Path(arguments[1]))
    try:
        server.start() if arguments[0] == "start" else server.stop()
    except NoServer as problem:
        sys.stderr.write(f"Redmine is not running: {problem}\n")
        return 1
    sys.stdout.write(f"{server.url if arguments[0] == 'start' else 'stopped'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
