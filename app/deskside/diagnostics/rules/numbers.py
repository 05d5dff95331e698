"""Numbers that belong to one person: cards, bank accounts, identity numbers, telephone numbers written as such.

All long runs of digits are found in one go; what each may be is then decided by
its shape and its check digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.diagnostics.rules.phones import is_phone
from deskside.diagnostics.rules.rule import Behind, Finder, Rule, Span, Text

_RUN = re.compile(r"[\d(](?<![\w.\-+/:].)[\d \-./()]{7,80}+")
"""Anything that may be a long number; what it is, or only a date, is seen later."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[ .\-/()]|$)")
_CARD = re.compile(r"(?<![\d.\-])(?:\d{4}([ \-]?)\d{4}\1\d{4}\1\d{1,7}|3\d{3}[ \-]?\d{6}[ \-]?\d{4,5})(?![\d\-]|\.\d)")
_SOCIAL = re.compile(r"(?<![\d\-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d\-])")
_NIR = re.compile(r"(?<![\d\-])[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?\d{2} ?\d{3} ?\d{3} ?\d{2}(?![\d\-])")
_CPF = re.compile(r"(?<![\d\-])\d{3}\.\d{3}\.\d{3}-\d{2}(?![\d\-])")
_NORDIC = re.compile(r"(?<![\d\-])(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-\d{4}(?![\d\-])")
_PHONE = re.compile(
    r"(?<![\d.\-/])(?:00[1-9]\d[ \-]?|\(0\d{1,5}\) ?|0\d{1,5}[ \-/.]{1,3})\d{2,4}(?:[ \-/.]?\d{2,4}){1,4}(?![\d\-]|"
    r"\.\d)"
    r"|(?<![\d.\-/])(?:1[ \-.])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ \-.])\d{3}[ \-.]\d{4}(?![\d\-]|\.\d)"
)
_CARD_LENGTHS = (
    (re.compile(r"4"), (13, 16, 19)),
    (re.compile(r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), (16,)),
    (re.compile(r"3[47]"), (15,)),
    (re.compile(r"6011|65|64[4-9]|62|35|81"), (16, 17, 18, 19)),
    (re.compile(r"3(?:0[0-5]|[689])"), (14,)),
    (re.compile(r"50|5[6-9]|6[37]"), (16, 17, 18, 19)),
)


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (cards, Nordic numbers)."""
    total = 0
    for i, char in enumerate(reversed(digits)):
        value = int(char) * (1 + i % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _digits(value: str) -> str:
    return re.sub(r"[^0-9]", "", value)


def _is_card(value: str) -> bool:
    digits = _digits(value)
    fits = any(head.match(digits) and len(digits) in lengths for head, lengths in _CARD_LENGTHS)
    return fits and len(set(digits)) > 1 and luhn(digits)


def _is_nir(value: str) -> bool:
    digits = _digits(value)
    return len(digits) == 15 and int(digits[13:]) == 97 - int(digits[:13]) % 97


def _is_cpf(value: str) -> bool:
    digits = [int(char) for char in value if char.isdigit()]
    checks = [sum(d * w for d, w in zip(digits, range(n + 1, 1, -1), strict=False)) * 10 % 11 % 10 for n in (9, 10)]
    return digits[9:] == checks


def _is_nordic(value: str) -> bool:
    return luhn(_digits(value)[-10:])


_SHAPES = (
    (_CARD, "card", _is_card),
    (_SOCIAL, "id", None),
    (_NIR, "id", _is_nir),
    (_CPF, "id", _is_cpf),
    (_NORDIC, "id", _is_nordic),
    (_PHONE, "phone", is_phone),
)


def _runs(text: Text) -> Iterator[Span]:
    for run in _RUN.finditer(text.text):
        start = run.start() + (10 if _DATE.match(run[0]) else 0)
        if run.end() - start < 8:
            continue
        for pattern, kind, check in _SHAPES:
            for match in pattern.finditer(text.text, start, run.end()):
                if check is None or check(match[0]):
                    yield Span(match.start(), match.end(), kind)


_LETTERED = re.compile(
    r"(?:[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z]\d{6}[a-d]|[a-z]{6}\d{2}[a-ehlmprst]\d{2}[a-z]\d{3}[a-z]|"
    r"[\dxyz]\d{7}[a-hj-np-tv-z])"
)


def _lettered(text: Text) -> Iterator[Span]:
    """Identity numbers of one word: British, Italian, Spanish."""
    for word, starts in text.words.items():
        if (
            len(word) in (9, 16)
            and _LETTERED.fullmatch(word)
            and ((word[0].isalpha() and word[1].isalpha()) or _is_dni(word))
        ):
            for at in starts:
                value = text.text[at : at + len(word)]
                if value == value.upper():
                    yield Span(at, at + len(word), "id")


def _is_dni(value: str) -> bool:
    number = value[:8].translate({ord("x"): "0", ord("y"): "1", ord("z"): "2"})
    return number.isdigit() and "trwagmyfpdxbnjzsqvhlcke"[int(number) % 23] == value[-1]


def _is_iban(match: re.Match[str]) -> bool:
    value = re.sub(r"[ \-]", "", match["account"])
    return 15 <= len(value) <= 34 and int("".join(str(int(char, 36)) for char in value[4:] + value[:4])) % 97 == 1


_IBAN_COUNTRIES = (
    "ad ae al at az ba be bg bh br by ch cr cy cz de dk do ee eg es fi fo fr gb ge gi gl gr gt hr hu ie il iq is it "
    "jo kw kz lb "
    "lc li lt lu lv ly mc md me mk mr mt mu nl no pk pl ps pt qa ro rs sa sc se si sk sm st sv tl tn tr ua va vg xk"
)
_IBAN_HEAD = re.compile(rf"(?:{_IBAN_COUNTRIES.replace(' ', '|')})\d\d[a-z0-9]{{0,30}}")
_IBAN = re.compile(r"(?P<account>[A-Z]{2}\d{2}(?:[ \-]?[A-Z0-9]{4}){2,7}(?:[ \-]?[A-Z0-9]{1,4})?)(?![\w\-])")


def _ibans(text: Text) -> Iterator[Span]:
    for word, starts in text.words.items():
        if _IBAN_HEAD.fullmatch(word):
            for at in starts:
                match = _IBAN.match(text.text, at)
                if match and text.text[at - 1 : at] not in ("-", ".", "_") and _is_iban(match):
                    yield Span(match.start(), match.end(), "account")


def _has_digit(match: re.Match[str]) -> bool:
    return any(char.isdigit() for char in match["id"]) and not re.fullmatch(r"0x[0-9a-fA-F]{1,16}", match["id"])


FINDERS: tuple[Finder, ...] = (
    _runs,
    _lettered,
    _ibans,
    Rule(r"(?i)\biban:?[ \t]{1,3}(?P<account>[a-z]{2}\d{2}[ ]?[a-z0-9 ]{10,36}\d)(?!\w)", words="iban"),
    Behind(
        """
        account number, account no, acct no, bank account, sort code, kontonummer, konto-nr, konto-nr., bankkonto, blz,
        numéro de compte, n° de compte, compte bancaire, número de cuenta, nº de cuenta, cuenta bancaria, routing number
        """,
        r"(?P<account>\d(?:[ \-]?\d){4,20})(?!\w)",
        separator=r"(?:[\"']?[ \t]{0,3}(?:[:=#]|(?:is|ist|est|es|lautet) )[ \t]{0,3}[\"']?|[ \t]{1,3})",
    ),
    Rule(
        r"(?<!\w)(?P<id>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] \d{2} \d{2} \d{2} [A-D])(?!\w)", words="ni nino insurance"
    ),
    Rule(r"(?<![\w\-])(?P<id>\d{8}-[A-HJ-NP-TV-Z]|[XYZ]-?\d{7}-[A-HJ-NP-TV-Z])(?![\w\-])", words="dni nie nif"),
    Behind(
        """
        ni number, ni no, ssn, social security, social security number, social security no, tax id, tax_id, taxid,
        tax number, tax no, tin, steuer-id, steuer id, steuernummer, steueridentifikationsnummer, nino,
        national insurance, national insurance number, numéro de sécurité sociale, n° de sécurité sociale,
        n° sécu, sécurité sociale, nir, insee, dni, nie, nif, cif, passport, passport number, passport no,
        passeport, numéro de passeport, pasaporte, número de pasaporte, reisepass, reisepassnummer, reisepassnr,
        personalausweis, personalausweisnummer, ausweisnummer, sozialversicherungsnummer, sv-nummer, ahv,
        ahv-nummer, bsn, cpr, cpr-nr, pesel, personnummer, fødselsnummer, codice fiscale, cpf, driving licence,
        driving license, driver's license, führerschein, führerscheinnummer, permis de conduire, national id,
        id card, employee id, employee_id, employeeid, employee no, employee number, employee nr, personnel id,
        personnel number, personnel no, staff id, staff no, staff number, personalnummer, personalnr, personal-nr,
        pers-nr, pers.-nr, mitarbeiternummer, mitarbeiter-id, mitarbeiternr, matricule, número de empleado,
        nº de empleado, nº empleado, id de empleado, numéro d'employé, numéro d’employé, badge, badge id,
        badge no, badge number, payroll, payroll id, payroll no, payroll number, student id, member id,
        kundennummer, customer id, customer no, customer number, insurance number, insurance no, patient id,
        krankenversicherung, krankenversichertennummer, versichertennummer, kvnr, ust-idnr, ust-id, umsatzsteuer-id,
        vat id, vat no, vat number, n° tva, numéro de tva, cif/nif,
        versicherungsnummer, seguridad social, número de seguridad social
        """,
        r"(?P<id>[A-Z]{0,4}[ \-]?\d(?:[ .\-/]?[\dA-Z]){3,20})(?!\w)",
        _has_digit,
        separator=r"\.?(?:[\"']?[ \t]{0,3}(?:[:=#]|(?:is|ist|est|es|lautet) )[ \t]{0,3}[\"']?|[ \t]{1,3})",
    ),
)
