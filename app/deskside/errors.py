"""Everything that can go wrong, as one tree. Each carries what is known, and words for a person.

::

    DesksideError
    ├── WrongUsage            the command line was not understood
    ├── SettingProblem        a setting or settings file that cannot be used
    ├── ManifestProblem       a troubleshooter, article or notice that cannot be listed
    ├── NotNow                an event that does not fit where a case stands
    ├── CallProblem           a call to this computer that gave no answer
    │   ├── NotPermitted      the person has no right to do this now
    │   ├── Unavailable       the thing asked for is not there on this computer
    │   ├── TookTooLong       no answer within the call's limit
    │   ├── NotNeeded         the call is not among the manifest's ``needs``
    │   └── WrongCall         no such call, or arguments of the wrong type
    ├── ChildProblem          a child process that ended, flooded or broke the protocol
    ├── CatalogueProblem      nothing could be taken from the organisation's catalogue, or not all of it
    ├── BundleProblem         a packed file that is not opened: not one of ours, or made to do harm
    ├── StorageProblem        the person's data cannot be read or written
    │   ├── DiskFull
    │   ├── NotWritable
    │   ├── Away              the folder lies on another computer, which does not answer
    │   ├── KeptAside         the same, but the message is safe on this computer
    │   └── Damaged           the old file was kept beside the new one
    ├── SecretProblem         the keyring is locked or missing
    ├── NotWritten            a file that a publisher asked for; read by publishers only
    ├── PublishingProblem     the organisation's catalogue can't be changed like this; read by publishers only
    └── SendProblem           a ticket or reply that is not (known to be) sent
        ├── NotReached        nothing left this computer
        ├── Unclear           it may have arrived; ask before sending again
        ├── Busy              a definite "later", with the seconds to wait
        ├── NeedsEdit         the person has to change something
        │   └── TooLarge      the help desk takes no files of this size
        └── Held              someone has to change a setting or a right
            └── Redirected    the same, but what was sent may have been done
"""

from __future__ import annotations

from deskside.language import _


class DesksideError(Exception):
    """The root. ``words()`` is what a person reads; ``str()`` is for logs and agents."""

    def words(self) -> str:
        """One or two plain sentences, in the person's language."""
        return _("Something went wrong inside Deskside. Nothing of yours is lost.")


class WrongUsage(DesksideError):
    """The command line was not understood."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says

    def words(self) -> str:
        return self.says


class SettingProblem(DesksideError):
    """``key`` (dotted, may be empty) in ``file`` at ``line`` (from 1, 0 if unknown)."""

    def __init__(self, says: str, *, key: str = "", file: str = "", line: int = 0) -> None:
        super().__init__(f"{file}:{line}: {key}: {says}")
        self.says, self.key, self.file, self.line = says, key, file, line

    def words(self) -> str:
        return self._told(self.file)

    def briefly(self) -> str:
        """Without the folder of the file, which is of no use to a person at their work."""
        return self._told(self.file.replace("\\", "/").rpartition("/")[2])

    def _told(self, file: str) -> str:
        where = _("{file}, line {line}").format(file=file, line=self.line) if self.line else file
        return " ".join(part for part in (self.says, f"({where})" if where else "") if part)


class ManifestProblem(DesksideError):
    """``says`` names what is wrong; ``suggestion`` is the nearest thing that would be right, or ""."""

    def __init__(self, says: str, *, file: str = "", line: int = 0, suggestion: str = "") -> None:
        super().__init__(f"{file}:{line}: {says}" + (f" Did you mean {suggestion!r}?" if suggestion else ""))
        self.says, self.file, self.line, self.suggestion = says, file, line, suggestion

    def words(self) -> str:
        return str(self)


class NotNow(DesksideError):
    """``event`` does not fit a case that stands at ``stand``."""

    def __init__(self, event: str, stand: str) -> None:
        super().__init__(f"{event} does not fit {stand}")
        self.event, self.stand = event, stand


class CallProblem(DesksideError):
    """``call`` gave no answer; ``why`` is technical and goes to the agent."""

    kind = "problem"

    def __init__(self, call: str, why: str = "") -> None:
        super().__init__(f"{call}: {why}")
        self.call, self.why = call, why

    def words(self) -> str:
        return _("This could not be looked at.")


class NotPermitted(CallProblem):
    kind = "not-permitted"

    def words(self) -> str:
        return _("Only IT may do this on your computer.")


class Unavailable(CallProblem):
    kind = "unavailable"

    def words(self) -> str:
        return _("This computer does not have what is needed to look.")


class TookTooLong(CallProblem):
    kind = "took-too-long"

    def words(self) -> str:
        return _("There was no answer in time.")


class NotNeeded(CallProblem):
    kind = "not-needed"


class WrongCall(CallProblem):
    kind = "wrong-call"


CALL_PROBLEMS: dict[str, type[CallProblem]] = {
    kind.kind: kind for kind in (CallProblem, NotPermitted, Unavailable, TookTooLong, NotNeeded, WrongCall)
}


class ChildProblem(DesksideError):
    """``what`` is "ended", "flooded", "garbage", "no-start" or "too-slow"; ``why`` is technical."""

    def __init__(self, what: str, why: str = "") -> None:
        super().__init__(f"{what}: {why}")
        self.what, self.why = what, why

    def words(self) -> str:
        return _("This check stopped by itself.")


class CatalogueProblem(DesksideError):
    """``why`` is for IT, ``says`` is plain. ``reached``: something answered; it may ask for ``seconds`` of peace."""

    def __init__(self, why: str, *, says: str, reached: bool = True, seconds: float = 0.0) -> None:
        super().__init__(why)
        self.why, self.says, self.reached, self.seconds = why, says, reached, seconds

    def words(self) -> str:
        return self.says


class BundleProblem(DesksideError):
    """A packed file that is not opened. ``why`` is technical; ``says`` is for the person."""

    def __init__(self, why: str, *, says: str = "") -> None:
        super().__init__(why)
        self.why, self.says = why, says

    def words(self) -> str:
        return self.says or _("Deskside does not open this packed file. It may be damaged, or made to do harm.")


class StorageProblem(DesksideError):
    """``path`` is the file or folder."""

    def __init__(self, path: str, why: str = "") -> None:
        super().__init__(f"{path}: {why}")
        self.path, self.why = path, why

    def words(self) -> str:
        return _("I can't read or save your data at the moment. A person can help.")


class DiskFull(StorageProblem):
    def words(self) -> str:
        return _("There is no space left on this computer. What you wrote is still here.")


class NotWritable(StorageProblem):
    def words(self) -> str:
        return _("Deskside may not save in its own folder: {path}").format(path=self.path)


class Away(StorageProblem):
    def words(self) -> str:
        return _("The folder with your things can't be reached now. Please try again in a while.")


class KeptAside(StorageProblem):
    def words(self) -> str:
        return _("Your own folder can't be reached now. Your message is kept on this computer and goes out later.")


class Damaged(StorageProblem):
    """``path`` is where the damaged file was moved to."""

    def words(self) -> str:
        return _("Saved data could not be read. It was kept here: {path}").format(path=self.path)


class SecretProblem(DesksideError):
    """The keyring gave no secret for ``key``; ``why`` is "locked", "missing" or "no-keyring"."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(f"{key}: {why}")
        self.key, self.why = key, why

    def words(self) -> str:
        if self.why == "missing":
            return _("The sign-in for the help desk is not set up on this computer yet.")
        if self.why == "no-keyring":
            return _("There is no safe place for passwords here. IT can set one up.")
        return _("Your saved passwords are locked. Please unlock them once.")


class NotWritten(DesksideError):
    """``path``: the file that could not be written, or the folder not made; ``why``: as the system says."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path, self.why = path, why

    def words(self) -> str:
        return f"{self.path} can't be written: {self.why}."


class PublishingProblem(DesksideError):
    """``says`` tells a publisher what is in the way and what to do; nothing was changed."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says

    def words(self) -> str:
        return self.says


class SendProblem(DesksideError):
    """``why`` is technical and goes to the log; ``says`` is more than ``words`` would know, or ""."""

    def __init__(self, why: str, *, says: str = "") -> None:
        super().__init__(why)
        self.why, self.says = why, says

    def words(self) -> str:
        return _("Your message is safe here. It will be sent later.")


class NotReached(SendProblem):
    def words(self) -> str:
        return self.says or _("The help desk can't be reached now. Your message is safe and will be sent later.")


class Unclear(SendProblem):
    """``seconds``: how long the help desk asked us to wait, 0 when it did not."""

    def __init__(self, why: str, *, says: str = "", seconds: float = 0.0) -> None:
        super().__init__(why, says=says)
        self.seconds = seconds

    def words(self) -> str:
        return self.says or _("Your message may have arrived. Deskside asks before it sends it again.")


class Busy(SendProblem):
    """``seconds``: how long the help desk asked us to wait."""

    def __init__(self, why: str, seconds: float) -> None:
        super().__init__(why)
        self.seconds = seconds

    def words(self) -> str:
        return _("The help desk is busy. Your message is safe and will be sent soon.")


class NeedsEdit(SendProblem):
    def words(self) -> str:
        return self.says or _("The help desk could not take this. Please change it a little.")


class TooLarge(NeedsEdit):
    def words(self) -> str:
        return self.says or _("This is too large for the help desk. Please leave a file out.")


class Held(SendProblem):
    def words(self) -> str:
        return self.says or _(
            "Sending is not set up right on this computer. IT can put it right. Your message is safe."
        )


class Redirected(Held):
    """Something was sent and answered by a way elsewhere, which is never followed: as after a success, or before."""
