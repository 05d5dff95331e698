"""Strict stand-ins for help desks that can't run here, each written by hand from its makers' published interface."""
