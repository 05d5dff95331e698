"""Words that any computer may say in a message; none of them tells of somebody."""

from __future__ import annotations

import errno
import http
import os
import re

from deskside.diagnostics.rules.given_names import GIVEN_NAMES, NOT_NAMES
from deskside.errors import CALL_PROBLEMS
from deskside.kit.hiding.known import CHECK_TEXTS, REASONS
from deskside.kit.hiding.paths import ENDINGS, STANDARD

_SAID = """
    clear cleared clearing delete deleted remove removed bookworm bullseye
    a acl an and another answer answers anyone apfs asked at attr2 authority barrier be before beh being below
    bitlocker block_validity body browser btrfs busy bytes cable call calls can cancel canceled cannot certificate
    change changed charset check checked checks choose cifs class command commit complete completed compress connect
    connecting connection content continue coredumpctl could cover crypt cups cupsenable daemon data dax day days
    delalloc dev device did dioread_nolock directory discard disk div dm-0 dm-1 dnssd do doctype documents does
    driver during eacces each ebusy econnrefused econnreset edquot ehostunreach eio else elsewhere empty en end
    ended enetunreach enoent enospc enough eperm erofs errno error errors etimedout execute executing exfat exit
    expected experience ext2 ext3 ext4 f2fs fat32 fatal file filter filters finished fixed foomatic-rip for format
    found free from full fuseblk gave give given gives got grpquota gstoraster had handle has have hdd head held
    here hfs hold holding home hour hours how hpcups href html http https idle if img in incoming info init_itable
    initial ink inode64 inside installed instead into io ioerror ip ipp is it its itself jam job jobs journalctl
    kept kernel know known lang last later launchctl lazytime left less lets level like line link list load logbsize
    logbufs loop loop0 lost low lpadmin lpd lpinfo lpstat luks lvm made make manager many mapper may mdraid media
    memory message meta minute minutes missing mmcblk0 mmcblk0p1 mmcblk0p2 mount mounted moved must name need needed
    needs network new next nfs nfs4 nmcli no noatime nobody nodev nodiscard noexec none noquota nosuid noted nothing
    now ntfs ntfs3 number nvme0n1 nvme0n1p1 nvme0n1p2 nvme0n1p3 nvme0n1p4 nvme1n1 of off ok old on once one online
    only open opened operation or order ordered oserror other out over overlay page pages paper part path paused
    pdftopdf pdftops pending permitted pid place please plugged port possible powershell print printed printer
    printers printing prjquota process processing program programs protocol pstops quota raster rastertopwg read
    reading ready received recoverable refs refused rel relatime remount remount-ro remounted removable replied
    reply request required resolved response resume resumed retry returned ro root rtnetlink running rw same say
    says scale scheduler scope script sda sda1 sda2 sda3 sda4 sdb sdb1 sdc sdc1 second seconds secure see send
    sending sent server service services session set should shows sign signal since single size slow smb snmp socket
    some something soon space span src ssd ssl stalled standard started starting state status still stop stopped
    stopping storage strict stripe stuck style subvol subvolid successful such supply support supported switched
    system systemctl takes temporarily text than that the their them then there these they thing this those time
    timed timeout timeouterror title tls tmpfs to toner too took transitional trap tray tried tries try trying
    turned two type unable unexpected unit unknown unless unlock unsupported until up us usb used user user_xattr
    uses using usrquota utf utf-8 value vda vda1 vda2 vda3 verify version very vfat via viewport wait waiting waits
    warning was way web welcome went were what when where whether which while who whole why width will window with
    within without work working works would write writing written wrong xfs yes yet you your zfs zstd
"""


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.lower()))


def _of_the_system() -> set[str]:
    """What this system says of its own errors, in the language it speaks."""
    said = [os.strerror(number) for number in errno.errorcode]
    return _words(" ".join([*said, *errno.errorcode.values(), *(status.phrase for status in http.HTTPStatus)]))


HARMLESS = frozenset(
    {
        *_SAID.split(),
        *NOT_NAMES,
        *_of_the_system(),
        *_words(" ".join((*CALL_PROBLEMS, *CHECK_TEXTS, *REASONS, *STANDARD, *ENDINGS))),
    }
    - GIVEN_NAMES
)
