"""The person's own large files: shown, largest first, and never touched."""

from deskside.sdk import HandsOn, Item, System, _

from .words import of_programs

CHOOSE = HandsOn(
    _(
        "Look at the list. Move what you want to keep to another disk or to a shared folder. "
        "Put what you do not need into the trash. Then empty the trash."
    ),
    picture="largest.svg",
    picture_says=_("A list of files, the largest at the top. An arrow shows it going to another disk."),
    seconds=300.0,
    opens=_("Open my files"),
)


def own_files(pc: System) -> list[Item]:
    """The largest of what a person knows as theirs: not what programs keep."""
    return [item for item in pc.disk.largest() if not of_programs(item.name)]
