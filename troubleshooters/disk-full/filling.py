"""What fills a disk: the trash, downloads, what programs keep, and the person's own large files."""

from deskside.sdk import Answers, Automatic, Cause, Change, Finding, HandsOn, System, Unavailable, _

from .own_files import CHOOSE, own_files
from .space import clear, space_at_home
from .words import GB, MB, amount, in_kinds, largest_of, listed, name_of


class TrashBig(Cause):
    """What was thrown away still takes up space."""

    title = _("Is the trash large?")
    likelihood = 0.2
    cost = 15.0
    explain = _("The trash takes up a lot of space.")
    why = _("What you delete stays on the disk until the trash is emptied.")
    tip = _("Empty the trash now and then.")
    fix = Automatic(
        consent=_("I can empty the trash. If you are not sure, please look into it first."),
        changes=(_("The trash is empty."), _("The disk has more free space.")),
        seconds=20.0,
        no_undo_why=_("What was in the trash is gone for good."),
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        trash, space = pc.disk.trash(), space_at_home(pc)
        if space.in_trash < space.large(share=5, least=GB, most=20 * GB):
            return None
        if pc.name == "windows":
            says = _("The Recycle Bin takes up {size}.").format(size=amount(pc, trash.size))
        else:
            says = _("The trash takes up {size}.").format(size=amount(pc, trash.size))
        facts = {"size": trash.size, "items": trash.items, **space.facts()}
        return Finding(says, facts, shows=largest_of(pc, trash.files))

    def apply(self, pc: System, finding: Finding) -> Change:
        before = pc.disk.trash()
        pc.disk.empty_trash()
        return Change(before.size, pc.disk.trash().size)

    def verify(self, pc: System, finding: Finding) -> bool:
        """Nearly all of it is gone; something may have been thrown away meanwhile."""
        return bool(pc.disk.trash().size < max(finding.evidence["size"] // 10, 100 * MB))


class DownloadsBig(Cause):
    """The person's own downloads: shown, never touched."""

    title = _("Is the Downloads folder large?")
    likelihood = 0.15
    cost = 120.0
    explain = _("Your Downloads folder takes up a lot of space.")
    why = _("What you downloaded once is often not needed again. Only you can know what may go.")
    tip = _("Move what you want to keep to another folder. Then the rest can go.")
    fix = HandsOn(
        _(
            "Open your Downloads folder and sort it by size. Put what you do not need into the trash. "
            "Then empty the trash."
        ),
        picture="downloads.svg",
        picture_says=_("A folder with an arrow into it. Beside it, a large file goes into a trash can."),
        seconds=120.0,
        opens=_("Open Downloads"),
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        downloads, space = pc.disk.downloads(), space_at_home(pc)
        usual = min(max(2 * GB, space.home.size // 5), 50 * GB)
        wanted = space.large(share=20, least=2 * GB, most=50 * GB) if space.own_files_fill_it else usual
        if downloads.size < wanted:
            return None
        says = _("Your Downloads folder takes up {size}.").format(size=amount(pc, downloads.size))
        facts = {"size": downloads.size, "files": in_kinds(downloads.files[:10]), **space.facts()}
        return Finding(says, facts, shows=largest_of(pc, downloads.files))

    def open(self, pc: System, finding: Finding) -> None:
        pc.open.folder("downloads")


class TempBig(Cause):
    """What programs keep to be faster has grown large."""

    title = _("Do programs keep too much?")
    likelihood = 0.15
    cost = 10.0
    explain = _("Programs keep a lot of files to be faster.")
    why = _("These files take up space, and none of them is yours.")
    fix = Automatic(
        consent=_("I can clear them. Nothing of yours is lost."),
        changes=(_("What programs keep for themselves is cleared."), _("A page may open more slowly the first time.")),
        seconds=20.0,
        no_undo_why=_("Programs make these files again when they need them."),
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        caches, space = pc.disk.caches(), space_at_home(pc)
        ours = [(name_of(cache), cache.size) for cache in caches if not cache.volume]
        size = sum(one for _name, one in ours)
        if size < space.large(share=10, least=2 * GB, most=30 * GB):
            return None
        says = _("Programs keep {size} to be faster.").format(size=amount(pc, size))
        return Finding(says, {"size": size, **space.facts()}, shows=listed(pc, ours))

    def apply(self, pc: System, finding: Finding) -> Change:
        cleared = clear(pc, [cache for cache in pc.disk.caches() if not cache.volume])
        if not cleared and not self.verify(pc, finding):
            raise Unavailable("nothing could be cleared")
        return Change(finding.evidence["size"], _kept(pc), cleared=cleared)

    def verify(self, pc: System, finding: Finding) -> bool:
        """Most of it is gone. What a program uses at this moment stays."""
        return bool(_kept(pc) < finding.evidence["size"] / 2)


class BigFiles(Cause):
    """Only the person's own files are left to fill the disk: the largest are shown, to choose from."""

    title = _("Which of your files are the largest?")
    likelihood = 0.1
    cost = 300.0
    explain = _("Your own files take up most of the space.")
    why = _("I never delete your files. Only you can know what may go.")
    tip = _("Old films and copies of a phone are often the largest.")
    fix = CHOOSE

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        space = space_at_home(pc)
        if not space.own_files_fill_it:
            return None
        theirs = own_files(pc)
        if not theirs:
            return None
        facts = {"largest": in_kinds(pc.disk.largest()), **space.facts()}
        return Finding(_("Your own files fill the disk."), facts, shows=largest_of(pc, theirs, most=10))

    def open(self, pc: System, finding: Finding) -> None:
        pc.open.folder("home")


def _kept(pc: System) -> int:
    """What programs on the disk of the home folder keep now."""
    return sum(cache.size for cache in pc.disk.caches() if not cache.volume)
