"""A real Redmine on loopback, with its own small database, started and stopped by the tests."""
