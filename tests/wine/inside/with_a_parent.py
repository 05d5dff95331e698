"""Runs Python with these words as a child of this process: what Wine starts by itself has no parent."""

import subprocess
import sys

sys.exit(subprocess.call([sys.executable, *sys.argv[1:]]))
