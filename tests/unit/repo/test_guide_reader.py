"""What the guides' commands are tested with reads them as a person would, and sees what nobody could follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.deploy.guide import Typed, Written, as_printed, steps

GUIDE = """\
# A guide

<!-- at: web as ana -->
```console
$ echo one \\
    two
one two
$ true
```

<!-- at: desk as root file: /etc/deskside/policy.toml -->
```toml
[catalogue]
```

```toml
shown = "only"
```
"""


def read(tmp_path: Path, text: str) -> list[Typed | Written]:
    (tmp_path / "guide.md").write_text(text, "utf-8")
    return list(steps(tmp_path / "guide.md"))


def test_commands_their_output_and_files_come_in_the_order_of_the_page(tmp_path: Path) -> None:
    assert read(tmp_path, GUIDE) == [
        Typed("web", "ana", "echo one \\\n    two", "one two\n", 5),
        Typed("web", "ana", "true", "", 8),
        Written("desk", "root", "/etc/deskside/policy.toml", "[catalogue]\n", 13),
    ]


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("```console\n$ ls\n```\n", 2),
        ("<!-- a remark -->\n```bash\n$ ls\n```\n", 3),
        ("<!-- at: web as ana -->\n```console\n$ ls\n# rm x\n```\n", 4),
        ("<!-- at: web as ana -->\n```console\nout of nothing\n```\n", 3),
    ],
)
def test_a_command_that_nobody_could_follow_is_a_mistake_in_the_guide(tmp_path: Path, block: str, line: int) -> None:
    with pytest.raises(ValueError, match=rf"guide\.md:{line}:"):
        read(tmp_path, block)


def test_a_command_for_another_system_stands_beside_the_reason_why_it_is_not_run(tmp_path: Path) -> None:
    assert read(tmp_path, "<!-- not run: Windows -->\n```console\n> msiexec /i x.msi\n```\n") == []


def test_what_is_printed_is_compared_word_by_word_except_for_the_dots() -> None:
    assert as_printed("one … three\n", "one two three  \n\n")
    assert as_printed("", "whatever")
    assert not as_printed("one … three", "one two four")
    assert not as_printed("one", "one\ntwo")
    assert as_printed("one\n…", "one\ntwo\nthree")
