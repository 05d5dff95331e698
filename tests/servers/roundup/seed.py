"""Run by Roundup's own Python: makes the tracker's database and its people. Passwords come by standard input, as JSON
by account, so that they stand on no command line; ``argv``: the tracker, and NAME=ROLES for each.
"""

import json
import sys

import roundup.instance
from roundup import password

tracker = roundup.instance.open(sys.argv[1])
passwords = json.load(sys.stdin)
tracker.init(password.Password(passwords["admin"], config=tracker.config), tx_Source="cli")
db = tracker.open("admin")
for told in sys.argv[2:]:
    name, _, roles = told.partition("=")
    secret = password.Password(passwords[name], config=db.config)
    db.user.create(username=name, address=f"{name}@helptest.invalid", password=secret, roles=roles)
db.commit()
db.close()
