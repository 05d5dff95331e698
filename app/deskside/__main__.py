"""``python -m deskside``."""

import sys

from deskside.application.main import main

sys.exit(main())
