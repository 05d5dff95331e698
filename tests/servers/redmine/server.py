"""Starts and stops a real Redmine: Debian's packages, a copy of the application and an SQLite database under a folder.

FOLDER/env (mode 600) says where it is and whose keys there are. By hand: ``by_hand.py``.
"""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import Self

from ..running import Running, apt, free_port, missing, ran, write_private

HERE = Path(__file__).resolve().parent
LIBRARY = Path("/usr/share/redmine")
BUNDLERS = Path("/usr/share/rubygems-integration/all/gems")
PACKAGES = ("redmine", "redmine-sqlite", "puma")
PARTS = ("Gemfile", "Gemfile.lock", "Rakefile", "app", "bin", "config", "config.ru", "db", "extra", "lib", "public")
FOLDERS = ("log", "tmp/cache", "tmp/pdf", "files", "plugins", "templates", "instances/default/config")
SETUP_SECONDS, START_SECONDS = 240, 120

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
        write_private(self.folder / "secret", secrets.token_hex(64))

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
        return ran(command, SETUP_SECONDS, environ=self._environ(), cwd=self.app)

    def _write_env(self, found: dict[str, str]) -> None:
        lines = {"REDMINE_URL": self.url, "REDMINE_PROJECT": "helpdesk", "REDMINE_REFERENCE_FIELD": "ClientRef"}
        write_private(self.folder / "env", "".join(f"{key}={value}\n" for key, value in {**lines, **found}.items()))


def install() -> None:
    """Redmine's own set-up asks Bundler for gems that are there. Only the one that Debian has changed knows that they
    are; Ruby's own, which came newer with a security update, would fetch them.
    """
    if names := missing(PACKAGES):
        apt("update")
        apt("install", "ruby-bundler")
        (bundler,) = sorted(BUNDLERS.glob("bundler-*"))[-1:] or (Path("bundler-0"),)
        apt("install", *names, BUNDLER_VERSION=bundler.name.removeprefix("bundler-"))


def _ending(found: dict[str, str], ending: str) -> dict[str, str]:
    return {name.removesuffix(ending).lower(): value for name, value in found.items() if name.endswith(ending)}
