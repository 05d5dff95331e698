"""The command line: everything the application can do without a screen. Its shapes and exit codes are a contract."""

from deskside.cli.main import run_cli

__all__ = ["run_cli"]
