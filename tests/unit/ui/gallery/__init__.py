"""A picture of every page in every look: ``./dev gallery DIR``. The checks in ``everyone`` use the same pages."""
