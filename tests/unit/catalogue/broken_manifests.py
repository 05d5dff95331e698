"""Manifests that publishers really write wrong: what is changed in a good one, the line to name, and what is said.

``old`` is replaced by ``new`` in ``conftest.GOOD``; the line is the one where ``at`` stands afterwards.
"""

from __future__ import annotations

from msgspec import Struct


class Broken(Struct, frozen=True):
    old: str
    new: str
    at: str
    says: str


_FIX = 'fix = { do = "start-service", service = "print", consent = "I can start it again.", seconds = 10 }'
_CHECK = 'questions = ["which"]\ncheck = { is = "service-stopped", service = "print" }'
_QUESTION, _CAUSE = "[[question]]\nid =", "[[cause]]\nid ="
_NEEDS = 'needs = ["printing.queues",'

BROKEN: dict[str, Broken] = {
    "no quotation marks": Broken('title = "Printing does not work"', "title = Printing", "title =", "quotation marks"),
    "a bracket never closed": Broken('keywords = ["printer"]', 'keywords = ["printer"', "keywords", "bracket"),
    "a quotation mark forgotten": Broken('minutes = 3', 'minutes = "3', "minutes", "quotation mark"),
    "the same key twice": Broken("minutes = 3", "minutes = 3\nminutes = 4", "minutes = 4", "second time"),
    "an unknown key": Broken("minutes = 3", "minuets = 3", "minuets", "Did you mean 'minutes'?"),
    "an unknown key nobody can guess": Broken("minutes = 3", "hologram = 3", "hologram", "is not a key"),
    "no title": Broken('title = "Printing does not work"\n', "", "", 'needs "title"'),
    "no api": Broken("api = 1\n", "", "", 'needs "api"'),
    "an api of text": Broken("api = 1", 'api = "1"', "api", "whole number"),
    "another id than the folder": Broken('id = "printer"', 'id = "printers"', "id =", 'folder\'s name, "printer"'),
    "an id with a slash": Broken('id = "printer"', 'id = "../printer"', "id =", "small letters"),
    "a version of two numbers": Broken('"1.0.0"', '"1.0"', "version", "three numbers"),
    "a title without end": Broken('"Printing does not work"', f'"{"x" * 100}"', "title", "80 letters"),
    "a title that hides letters": Broken('"Printing does', '"Printing \\u202E does', "title", "text of at most"),
    "an unknown system": Broken('["linux", "macos"]', '["linus"]', "systems", "Did you mean 'linux'?"),
    "no system": Broken('["linux", "macos"]', "[]", "systems", "a list of"),
    "half a minute": Broken("minutes = 3", "minutes = 0.5", "minutes", "whole number"),
    "phrases as one text": Broken('["my printer won\'t print"]', '"print"', "phrases", "a list of"),
    "an unknown call": Broken(_NEEDS, 'needs = ["printing.qeues",', "needs", "Did you mean 'printing.queues'?"),
    "a narrowed call without its word": Broken(_NEEDS, 'needs = ["services.state:",', "needs", "narrows"),
    "an include of everything": Broken('["internet.*"]', '["*"]', "includes", "internet.*"),
    "a question without words": Broken('ask = "What happens?"\n', "", f'{_QUESTION} "what"', 'needs "ask"'),
    "a question twice": Broken('id = "what"', 'id = "which"', 'id = "which"\nask = "What', "second question"),
    "a question with two lists": Broken("choices = [", 'choices_from = "x"\nchoices = [', '= "x"', "either"),
    "choices from nowhere": Broken('= "printing.queues"', '= "printing.queue"', "choices_from", "'printing.queues'?"),
    "choices from a change": Broken('= "printing.queues"', '= "printing.resume"', "choices_from", "look only"),
    "choices it may not ask for": Broken(_NEEDS, "needs = [", "choices_from", 'among "needs"'),
    "a choice of nothing": Broken('["Nothing",', '["",', "choices = [", "text of at most"),
    "a choice twice": Broken('["Nothing",', '["odd",', "choices = [", "second choice"),
    "a choice that is a number": Broken('["Nothing",', "[7,", "choices = [", "A choice is a text"),
    "a secret to choose": Broken('choices = ["Nothing",', 'secret = true\nchoices = ["Nothing",', "secret", "is typed"),
    "a cause twice": Broken(
        'id = "driver-failed"', 'id = "offline"', 'id = "offline"\nexplain = "The printer\'s', "second cause"),
    "a cause with capitals": Broken('id = "driver-failed"', 'id = "DriverFailed"', "DriverFailed", "small letters"),
    "a cause without a fix": Broken(
        'fix = { people = "IT will put it back." }', "", f'{_CAUSE} "driver-failed"', 'needs "fix"'),
    "a cause without a check": Broken(_CHECK, "", _CAUSE, 'needs "check"'),
    "a cause without words": Broken('explain = "The printer is off."\n', "", f'{_CAUSE} "offline"', 'needs "explain"'),
    "more likely than certain": Broken("likelihood = 0.1", "likelihood = 1.5", "likelihood", "from 0.001 to 1"),
    "a likelihood that is no number": Broken("likelihood = 0.1", "likelihood = nan", "likelihood", "a number"),
    "a likelihood of true": Broken("likelihood = 0.1", "likelihood = true", "likelihood", "a number"),
    "an unknown key of a cause": Broken('tip = "Tell', 'tipp = "Tell', "tipp", "Did you mean 'tip'?"),
    "a cause masked that is not there": Broken('["offline",', '["ofline",', "masks", "Did you mean 'offline'?"),
    "a question that is not there": Broken('["which"]', '["witch"]', "questions", "Did you mean 'which'?"),
    "an unknown check": Broken(_CHECK, _CHECK.replace("pped", "ped"), "check = ", "Did you mean 'service-stopped'?"),
    "a check without its word": Broken(_CHECK, _CHECK.replace("service =", "servise ="), "check = ", "mean 'service'?"),
    "a check that wants more": Broken(_CHECK, _CHECK.replace(', service = "print"', ""), "check = ", 'needs "service"'),
    "a check it may not make": Broken('"services.state:print", ', "", "check = ", "services.state:print"),
    "a check of a number": Broken(_CHECK, _CHECK.replace('"print"', "7"), "check = ", "must be text"),
    "a fix it may not make": Broken('"services.stop:print"', '"services.stop:other"', _FIX[:12], "services.stop:print"),
    "an unknown fix": Broken('do = "start-service"', 'do = "restart-everything"', _FIX[:12], "no ready-made fix"),
    "a fix without consent": Broken(', consent = "I can start it again."', "", _FIX[:12], 'needs "consent"'),
    "a fix that can't be undone and does not say why": Broken("seconds = 10", "undo = false", _FIX[:12], "no_undo_why"),
    "a word on undo where there is one": Broken("seconds = 10", 'no_undo_why = "x"', _FIX[:12], "undo = false"),
    "a fix that takes a day": Broken("seconds = 10", "seconds = 86400", _FIX[:12], "from 0.1 to 3600"),
    "a fix that restarts by itself": Broken("seconds = 10", 'restart = "now"', _FIX[:12], '"sign-out"'),
    "a fix of two kinds": Broken("seconds = 10", 'people = "IT"', _FIX[:12], "exactly one"),
    "a fix of no kind": Broken("{ people =", "{ peeple =", "peeple", "Did you mean 'people'?"),
    "consent for a step": Broken(
        "[cause.fix]\n", '[cause.fix]\nconsent = "May I?"\n', 'consent = "May', "is not a key of a hands-on fix"),
    "a picture that is not there": Broken('"button.svg"', '"buton.svg"', "picture =", "no pictures/buton.svg"),
    "a picture outside": Broken('"button.svg"', '"../../button.svg"', "picture =", "the name of a"),
    "a picture that runs": Broken('"button.svg"', '"button.html"', "picture =", "the name of a"),
    "a picture without words": Broken(
        'picture_says = "The button is on the left."\n', "", "picture =", "picture_says"),
    "one table where many belong": Broken("[[cause]]", "[[causes]]", "[[causes]]", "Did you mean 'cause'?"),
    "a cause for no system at all": Broken('systems = ["linux"]', 'systems = ["linx"]', '"linx"', "'linux'?"),
    "a button that opens nothing": Broken('open = { settings = "printers" }', "", "opens", "both or neither"),
    "a door without a button": Broken('opens = "Open the list of printers"', "", "open =", "both or neither"),
    "a button that opens two things": Broken('{ settings =', '{ folder = "home", settings =', "open =", "exactly one"),
    "a button that opens a word": Broken('{ settings =', "{ setings =", "open =", "Did you mean 'settings'?"),
    "a button that opens a number": Broken('{ settings = "printers"', "{ settings = 7", "open =", "must be text"),
    "a button that opens a program": Broken('settings = "printers"', 'link = "file:///sh"', "open =", "begins with"),
    "a button that is not in needs": Broken(', "open.settings"]', "]", "open =", 'add it to "needs"'),
}  # fmt: skip
