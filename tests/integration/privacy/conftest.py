"""The whole house on a recorded computer."""

from tests.integration.casework.conftest import house

__all__ = ["house"]
