"""Where every child process begins. As a script: ``python -I -S -u entry.py plugin|system``; frozen: ``main(kind)``.

Kept tiny: a script is compiled at each start, what it imports is not.
"""

import sys


def main(kind: str) -> None:
    """Runs one child of this kind until its host closes the pipe."""
    if kind == "plugin":
        from deskside.children.plugin_child import run
    else:
        from deskside.children.system_child import run
    run()


if __name__ == "__main__":
    sys.path.insert(0, __file__.replace("\\", "/").rsplit("/deskside/", 1)[0])
    main(sys.argv[1])
