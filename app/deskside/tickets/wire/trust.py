"""What a person is told of a help desk that does not prove who it is."""

from __future__ import annotations

import ssl

from deskside.language import _


def certificate_words(problem: ssl.SSLCertVerificationError) -> str:
    if problem.verify_code in (9, 10):  # not yet valid, expired
        return _("The help desk's proof of identity is out of date, or this computer's clock is wrong.")
    return _("This may not be the real help desk, so nothing was sent. IT can look into it.")
