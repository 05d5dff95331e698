"""A real Request Tracker on loopback, with its own small database, started and stopped by the tests."""
