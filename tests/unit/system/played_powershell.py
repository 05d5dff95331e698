"""Stands in for PowerShell at the other end of the pipes: reads line by line, and does what the script's name says.

What a line means is known only as far as the frame goes: words as numbers, the
script between "try{" and "}catch{", the mark at the end.
"""

from __future__ import annotations

import re
import sys

LINE = re.compile(
    r"(?P<words>(?:\$env:[A-Z_]+=[^;]*;)*)\$code=0;\$why='';try\{(?P<script>.*)\}catch\{.*'(?P<mark>deskside-\d+) '"
)
WORD = re.compile(r"\$env:(\w+)=(?:''|-join\[char\[\]\]\(([\d,]+)\))")


def main() -> None:
    words: dict[str, str] = {}
    asked = 0
    sys.stdout.write("a banner nobody asked for\n")
    for line in sys.stdin:
        found = LINE.match(line)
        if found is None:
            continue
        asked += 1
        for name, numbers in WORD.findall(found["words"]):
            units = [int(number) for number in numbers.split(",") if number]
            words[name] = b"".join(unit.to_bytes(2, "little") for unit in units).decode("utf-16-le")
        answer(found["script"], found["mark"], words, asked)


def answer(script: str, mark: str, words: dict[str, str], asked: int) -> None:
    out = sys.stdout.buffer
    code, why = 0, ""
    if script == "hang":
        return
    if script == "end":
        sys.exit(3)
    if script == "chatter":
        out.write(b"x" * (6 << 20) + b"\n")
    if script == "throw":
        code, why = 1, "PermissionDenied Windows System Error 5,Enable-NetAdapter"
    elif script == "code":
        code = 44
    elif script == "old":
        out.write('"B\u00fcro"\r\n'.encode("cp850"))
    elif script == "number":
        out.write(f"{asked}\r\n".encode())
    else:
        out.write(words.get("DESKSIDE_QUEUE", "").encode() + b"\r\ndeskside-0 0 of another question\r\n")
    out.write(f"{mark} {code} {why}\r\n".encode())
    out.flush()
    if script == "last":
        sys.exit(0)


main()
