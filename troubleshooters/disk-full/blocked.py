"""A disk that takes nothing more: it is full, holds too many files, or cannot be written at all."""

from contextlib import suppress

from deskside.sdk import (
    Answers,
    Automatic,
    Cause,
    Change,
    CouldNotCheck,
    Finding,
    NotPermitted,
    People,
    System,
    Unavailable,
    Volume,
    _,
    could_not_check,
)

from .own_files import CHOOSE, own_files
from .space import (
    Space,
    at_home,
    clear,
    empty_trash,
    few_places,
    home_of,
    least_free,
    space_at_home,
    stops_the_system,
    tried,
)
from .words import MB, amount, largest_of, listed, name_of

GONE_FOR_GOOD = _("What is cleared can't be brought back. Programs make their files again.")
OF_THE_SYSTEM = People(_("IT can make room there. Your own files stay as they are."))


class ReadOnly(Cause):
    """Nothing can be saved in the home folder, and space is not the reason."""

    title = _("Can your files be saved?")
    likelihood = 0.04
    explain = _("Nothing can be saved in the folder with your files.")
    why = _("You can open your files, but you can't change them or keep new ones.")
    tip = _("Copy what matters most to another place now, if you can.")
    masks = ("disk-full", "no-inodes", "trash-big", "temp-big", "downloads-big", "big-files")
    watch = True
    fix = People(_("IT finds out why and makes saving work again. Your files are still there."))

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        written = pc.disk.write()
        if written.ok or written.problem in ("full", "quota", "no-files"):
            return None
        about = "the disk with the home folder cannot be asked"
        with suppress(CouldNotCheck):
            about = home_of(pc).about
        return Finding(self.explain, {"problem": written.problem, "why": written.why, "about": about})


class DiskFull(Cause):
    """The disk is full, or so nearly that programs stumble. What programs keep for themselves goes first."""

    title = _("Is the disk full?")
    likelihood = 0.35
    cost = 10.0
    explain = _("The disk is full.")
    why = _("Without free space, nothing new can be saved. Programs may stop working.")
    tip = _("Keep some space free. Then updates and programs run well.")
    masks = ("temp-big", "big-files")
    watch = True
    fix = Automatic(
        consent=_(
            "I can clear what programs keep to be faster. "
            "If that is not enough, I also empty the trash. Your own files stay."
        ),
        changes=(
            _("What programs keep for themselves is cleared."),
            _("If need be, the trash is emptied."),
            _("A page may open more slowly the first time."),
        ),
        seconds=20.0,
        no_undo_why=GONE_FOR_GOOD,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        space = space_at_home(pc)
        if space.full:
            says, evidence = _full(pc, space), {"volume": space.home.name, **space.facts()}
            if space.own_files_alone:
                return Finding(says, evidence, shows=largest_of(pc, own_files(pc), most=10), instead=CHOOSE)
            return Finding(says, evidence, shows=listed(pc, _can_go(pc, space)))
        other = next((volume for volume in pc.disk.volumes() if stops_the_system(volume)), None)
        if other is not None:
            says = _("A part of the disk that the system needs is full.")
            evidence = {"volume": other.name, "free": other.free, "size": other.size, "about": other.about}
            return Finding(says, evidence, instead=None if _ours_on(pc, other.name) else OF_THE_SYSTEM)
        if space.written is None:
            could_not_check("writing could not be tried")
        return None

    def open(self, pc: System, finding: Finding) -> None:
        pc.open.folder("home")

    def apply(self, pc: System, finding: Finding) -> Change:
        name = finding.evidence["volume"]
        before = _named(pc, name)
        if _roomy(pc, name):
            return Change(before.free, before.free, cleared=[])
        ours = "" if before.home else name
        cleared = clear(pc, [cache for cache in pc.disk.caches() if cache.volume == ours])
        if before.home and not _roomy(pc, name):
            cleared += empty_trash(pc)
        if not cleared and not before.home:
            raise NotPermitted(f"nothing on {name} is this person's to clear")
        if not cleared:
            raise Unavailable("nothing is left that may be cleared: the person's own files fill the disk")
        return Change(before.free, _named(pc, name).free, cleared=cleared)

    def verify(self, pc: System, finding: Finding) -> bool:
        """There is room again, and a file is really kept."""
        return _roomy(pc, finding.evidence["volume"])


class NoInodes(Cause):
    """Very many small files have used up the disk's list of files, though space is left."""

    title = _("Is there room for more files?")
    likelihood = 0.01
    cost = 10.0
    systems = ("linux",)
    explain = _("There is space left, but the disk can't hold more files.")
    why = _("A disk can hold only so many files. Very many small ones use up all places.")
    tip = _("If this comes back, tell IT. Some program makes too many small files.")
    fix = Automatic(
        consent=_(
            "I can clear the small files that programs keep to be faster. "
            "If that is not enough, I also empty the trash. Your own files stay."
        ),
        changes=(_("What programs keep for themselves is cleared."), _("If need be, the trash is emptied.")),
        seconds=30.0,
        no_undo_why=GONE_FOR_GOOD,
    )

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        home, written = home_of(pc), tried(pc)
        refused = written is not None and written.problem == "no-files"
        if not refused and not few_places(home):
            return None
        places = {"files": home.files, "files_free": home.files_free}
        return Finding(self.explain, {**space_at_home(pc).facts(), **places})

    def apply(self, pc: System, finding: Finding) -> Change:
        before = home_of(pc).files_free
        if self.verify(pc, finding):
            return Change(before, before, cleared=[])
        cleared = clear(pc, [cache for cache in pc.disk.caches() if not cache.volume])
        if not self.verify(pc, finding):
            cleared += empty_trash(pc)
        if not cleared:
            raise NotPermitted("nothing is left that may be cleared")
        return Change(before, home_of(pc).files_free, cleared=cleared)

    def verify(self, pc: System, finding: Finding) -> bool:
        return pc.disk.write().ok and not few_places(home_of(pc))


def _full(pc: System, space: Space) -> str:
    """How full it is, and what could go."""
    if space.written is not None and space.written.problem == "quota":
        says = _("You have used all the space that IT gives you.")
    elif space.refused or space.home.free < 50 * MB:
        says = _("The disk is full.")
    else:
        says = _("The disk is almost full: {free} are left.").format(free=amount(pc, space.home.free))
    whole, holder = space.in_caches + space.in_trash, space.holder
    if holder is not None:
        more = _("Please close {program} first. Then I can free {size}.")
        size = amount(pc, whole + holder.held)
        return f"{says} {more.format(program=name_of(holder), size=size)}"
    if space.own_files_alone:
        return f"{says} {_('Only your own files are left on it.')}"
    return f"{says} {_('I can free {size}.').format(size=amount(pc, whole))}"


def _can_go(pc: System, space: Space) -> list[tuple[str, int]]:
    """What can be cleared on the disk of the home folder, by name."""
    trash = _("the Recycle Bin") if pc.name == "windows" else _("the trash")
    return [*((name_of(cache), cache.size) for cache in space.caches), (trash, space.in_trash)]


def _ours_on(pc: System, name: str) -> bool:
    """Whether this person may clear anything there, as far as that can be told."""
    with suppress(CouldNotCheck):
        return any(cache.volume == name for cache in pc.disk.caches())
    return True


def _named(pc: System, name: str) -> Volume:
    there = next((volume for volume in pc.disk.volumes() if volume.name == name), None)
    return there or could_not_check(f"{name} is gone")


def _roomy(pc: System, name: str) -> bool:
    volumes = pc.disk.volumes()
    home = at_home(volumes)
    if home.name == name:
        return pc.disk.write().ok and home.free >= least_free(home.size)
    return not any(volume.name == name and stops_the_system(volume) for volume in volumes)
