"""The island's name server: knows one name. The line "quiet" silences it until the line "speak"."""

from __future__ import annotations

import select
import socket
import sys

KNOWN = b"\x08intranet\x07example\0"
HERE = bytes([192, 0, 2, 80])
_ANSWER, _NO_SUCH_NAME = b"\x81\x80", b"\x81\x83"
_A, _MINUTE = b"\x00\x01\x00\x01", (60).to_bytes(4, "big")


def answer(asked: bytes) -> bytes:
    """To one question about one name; the only record there is is an address of IPv4."""
    end = asked.index(b"\0", 12) + 1
    question, kind = asked[12 : end + 4], asked[end : end + 4]
    if asked[12:end].lower() != KNOWN:
        return asked[:2] + _NO_SUCH_NAME + b"\0\1" + bytes(6) + question
    record = b"\xc0\x0c" + _A + _MINUTE + b"\0\4" + HERE if kind == _A else b""
    return asked[:2] + _ANSWER + b"\0\1" + (b"\0\1" if record else b"\0\0") + bytes(4) + question + record


def main() -> None:
    speaks = True
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        way.bind(("127.0.0.1", 53))
        sys.stdout.write("there\n")
        sys.stdout.flush()
        while True:
            for ready in select.select([way, sys.stdin], [], [])[0]:
                if ready is way:
                    asked, sender = way.recvfrom(4096)
                    if speaks:
                        way.sendto(answer(asked), sender)
                    continue
                line = sys.stdin.readline()
                if not line:
                    return
                speaks = line != "quiet\n"
                sys.stdout.write(line)
                sys.stdout.flush()


if __name__ == "__main__":
    main()
