# ruff: noqa: F821
"""The rights of people who ask: put this at the end of the tracker's ``schema.py``, and the detector beside it into
``detectors/``. Who has the role "Requester" and no other sees the requests they made, or were put on the list of
(``nosy``), and what was said there in public; nothing of anybody else's.
"""

db.security.addRole(name="Requester", description="Asks the help desk")
db.security.addPermissionToRole("Requester", "Web Access")  # without it nobody signs in at all
db.security.addPermissionToRole("Requester", "Rest Access")


def own_issue(db, userid, itemid):
    if db.issue.is_retired(itemid):
        return False
    return db.issue.get(itemid, "creator") == userid or userid in db.issue.get(itemid, "nosy")


def own_message(db, userid, itemid):
    if db.msg.get(itemid, "creator") == userid:
        return True
    if db.msg.get(itemid, "private"):
        return False
    return any(own_issue(db, userid, issue) for issue in db.issue.find(messages=itemid))


def own_file(db, userid, itemid):
    if db.file.get(itemid, "creator") == userid:
        return True
    if any(db.msg.get(message, "private") for message in db.msg.find(files=itemid)):
        return False
    return any(own_issue(db, userid, issue) for issue in db.issue.find(files=itemid))


for name, check in (("issue", own_issue), ("msg", own_message), ("file", own_file)):
    right = db.security.addPermission(name="View", klass=name, check=check, description="What is their own")
    db.security.addPermissionToRole("Requester", right)

# What Deskside fills in. Fields of yours that tickets.roundup.fields names go into the list of "issue", too.
FILLED = {
    "issue": ("title", "messages", "files", "clientref", "priority", "keyword"),
    "msg": ("content", "files", "author", "date", "messageid"),
    "file": ("name", "content", "type"),
}
for name, properties in FILLED.items():
    right = db.security.addPermission(name="Create", klass=name, properties=properties)
    db.security.addPermissionToRole("Requester", right)

# To add an answer, to say "it is solved", to open it again.
right = db.security.addPermission(
    name="Edit", klass="issue", check=own_issue, properties=("messages", "files", "status")
)
db.security.addPermissionToRole("Requester", right)

# To ask for one thing. What is found is looked at by the rules above before anything is told.
for name, properties in {"issue": ("id", "clientref"), "msg": ("id",)}.items():
    right = db.security.addPermission(name="Search", klass=name, properties=properties)
    db.security.addPermissionToRole("Requester", right)

# The names of these, and no more.
for name in ("priority", "status", "keyword"):
    db.security.addPermissionToRole("Requester", "View", name)
