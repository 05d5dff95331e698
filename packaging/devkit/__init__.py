"""The commands of ``dev``, one module each. Nothing but the standard library: they run before anything is installed."""
