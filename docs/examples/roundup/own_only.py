# ruff: noqa: ARG001
"""A detector for Roundup: who has the role "Requester" writes in their own name, and adds what they made themselves.

Without it, somebody who may change the list of messages of a request of theirs
could put a stranger's message into it, and so read it. And no private message is mailed to them: Roundup
itself sends every new message to all on the list of a request.
"""

from roundup.exceptions import Reject

MAY_SAY = ("resolved", "chatting")
"""The statuses that a requester may set: the settings ``solved_status`` and ``open_status`` of Deskside."""


def asks(db):
    """Whether who does this now is somebody who asks, and no more."""
    return db.user.has_role(db.getuid(), "Requester") and not db.user.has_role(db.getuid(), "Agent", "Admin")


def own_words(db, cl, nodeid, newvalues):
    if asks(db):
        newvalues["author"] = db.getuid()
        _only_their_own(db.file, newvalues.get("files") or (), (), db.getuid())


def own_parts(db, cl, nodeid, newvalues):
    if not asks(db):
        return
    for name in ("messages", "files"):
        if name in newvalues:
            wanted = newvalues[name] or []
            there = cl.get(nodeid, name) if nodeid else []
            if set(there) - set(wanted):
                raise Reject(f"Nothing is taken out of {name}.")
            _only_their_own(db.getclass("msg" if name == "messages" else "file"), wanted, there, db.getuid())
    if nodeid and "status" in newvalues:
        allowed = [db.status.lookup(name) for name in MAY_SAY]
        if newvalues["status"] not in (*allowed, cl.get(nodeid, "status")):
            raise Reject("This status is set by the help desk.")


def private_words(db, cl, nodeid, newvalues):
    """Whom a message was sent to already, it is not sent to again: so they are written down as that."""
    nosy = newvalues.get("nosy") or (cl.get(nodeid, "nosy") if nodeid else [])
    kept_from = [one for one in nosy if not db.user.has_role(one, "Agent", "Admin")]
    there = cl.get(nodeid, "messages") if nodeid else []
    for message in newvalues.get("messages") or ():
        if message not in there and db.msg.get(message, "private"):
            known = db.msg.get(message, "recipients")
            db.msg.set(message, recipients=[*known, *(one for one in kept_from if one not in known)])


def _only_their_own(cl, wanted, there, userid):
    for itemid in wanted:
        if itemid not in there and cl.get(itemid, "creator") != userid:
            raise Reject("That is somebody else's.")


def init(db):
    db.msg.audit("create", own_words)
    for deed in ("create", "set"):
        db.issue.audit(deed, own_parts)
        db.issue.audit(deed, private_words, priority=200)  # after the list was made
