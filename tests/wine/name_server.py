"""The island's name server: knows no name, and says so. The line "quiet" silences it until the line "speak"."""

from __future__ import annotations

import select
import socket
import sys

NO_SUCH_NAME = b"\x81\x83"
"""An answer, recursion offered, code 3."""


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
                    if speaks and len(asked) >= 12:
                        way.sendto(asked[:2] + NO_SUCH_NAME + asked[4:6] + bytes(6) + asked[12:], sender)
                    continue
                line = sys.stdin.readline()
                if not line:
                    return
                speaks = line != "quiet\n"
                sys.stdout.write(line)
                sys.stdout.flush()


if __name__ == "__main__":
    main()
