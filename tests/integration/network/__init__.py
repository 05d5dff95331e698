"""Changes to links, tried for real in a network of the test's own."""
