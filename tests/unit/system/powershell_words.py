"""Reads a PowerShell line as far as quotes and brackets go, so that a slip is found where there is no PowerShell."""

from __future__ import annotations

_PAIRS = {")": "(", "]": "[", "}": "{"}


def complaint(line: str) -> str:
    """What is wrong with the line; "" when every quote and bracket has its partner and no word is left unfilled."""
    open_brackets: list[str] = []
    quote = ""
    for place, letter in enumerate(line):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in "([{":
            open_brackets.append(letter)
        elif letter in _PAIRS and (not open_brackets or open_brackets.pop() != _PAIRS[letter]):
            return f"{letter} at {place} closes nothing"
    if quote or open_brackets:
        return f"left open: {quote or open_brackets[-1]}"
    return "braces were doubled and not halved" if "{{" in line.replace("@{{", "") else ""
