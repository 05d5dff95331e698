"""Names of Wi-Fi networks."""

from __future__ import annotations

import re

from deskside.diagnostics.rules.rule import Behind, Finder, Rule
from deskside.diagnostics.rules.words import words

_NONE = words(
    "off on yes no any none true false hidden connected disconnected not up down enabled disabled unknown auto n/a"
)
_NOT_A_NAME = re.compile(r"wpa\d?\b|\d{1,2}$|[\w.]+\(|<|not |connected|disconnected|0x|(?:[0-9a-f]{2}:){5}")
_SSID = (
    r"(?:(?<=[\"'])(?P<wifi>[^\"'\n]{1,64})(?=[\"'])"
    r"|(?<=>)(?P<wifi_3>[^<>\n]{1,64})(?=<)"
    r"|(?P<wifi_2>[^\s\"'][^\n\r\"]{0,62}[^\s\"',;]|[^\s\"'])(?=[ \t]{0,40}[\"',;]?[ \t]{0,4}(?:$|\r)))"
)


def _is_name(match: re.Match[str]) -> bool:
    value = (match["wifi"] or match["wifi_2"] or match["wifi_3"]).strip().lower()
    if re.match(r"\d{1,3} ?%", value):
        return False
    return value not in _NONE and not _NOT_A_NAME.match(value)


def _is_quoted(match: re.Match[str]) -> bool:
    return match["wifi"].lower() not in _NONE and not _NOT_A_NAME.match(match["wifi"].lower())


FINDERS: tuple[Finder, ...] = (
    Rule(
        r"^(?P<wifi>\S[^\n]{0,60}?) {2,60}[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12} {1,20}"
        r"(?:wifi|802-11-wireless)\b",
        words="wifi wireless",
    ),
    Rule(
        r"^id=(?P<wifi>[^\n]{1,64})\n(?:[^\[\n][^\n]{0,200}\n){0,6}?type=(?:wifi|802-11-wireless)",
        ("type=wifi", "type=802-11-wireless"),
        whole=True,
    ),
    Rule(r"\bWIFI:(?:[^\n;]{0,40};){0,4}?S:(?P<wifi>[^;\n]{1,64});", ("wifi:",)),
    Rule(r"\bWIFI:(?:[^\n;]{0,64};){0,4}?P:(?P<password>[^;\n]{1,100});", ("wifi:",)),
    Behind(
        """
        ssid, essid, ssid name, ssid-name, nom ssid, ssid1, ssid2, ssid 1, ssid 2, ssid 3, ssid 4, ssid 5, ssid 6,
        ssid 7, ssid 8, all user profile, current user profile, profil für alle benutzer,
        profil für aktuellen benutzer, profil tous les utilisateurs, profil utilisateur actuel,
        perfil de todos los usuarios, perfil de usuario actual, profilo tutti gli utenti, current wi-fi network,
        wi-fi network, wifi network, wi-fi, wifi, wlan, wlan-name, wlan name, wlanname, netzwerkname,
        nom du réseau, nombre de red, nombre de la red, nombre del ssid, network name, wi-fi name, wifi name,
        profilname, profilename, firstnetwork, profile name, nom du profil, nombre de perfil, nombre del perfil
        """,
        _SSID,
        _is_name,
    ),
    Rule(
        r"^[ \t]{2,20}(?i:profile|profil|perfil|profilo)[ \t]{2,40}: (?P<wifi>[^\n\r]{1,60}[^\s])",
        words="profile profil perfil profilo",
    ),
    Rule(r"(?i)\be?ssid[ \t]?[:=][ \t]?(?P<wifi>[^\s\"',;:=]{2,32})(?=[,;])", words="ssid essid"),
    Rule(r"(?i)\be?ssid=\"?(?P<wifi>[^\s\"',;]{2,32})", words="ssid essid"),
    Rule(r"(?i)<SSID>[\s\S]{0,200}?<name>(?P<wifi>[^<]{1,64})</name>", ("<ssid>",), whole=True),
    Rule(r"(?i)<SSID>\s{0,20}<hex>(?P<wifi>[0-9a-f]{2,64})</hex>", ("<hex>",), whole=True),
    Rule(r"(?i)<name>(?P<wifi>[^<]{1,64})</name>\s{0,20}<SSIDConfig>", ("<ssidconfig>",), whole=True),
    Rule(r"(?i)\bwlan[^\n]{0,60}(?:name|ssid)=[\"']?(?P<wifi>[^\"'\n]{1,32}?)(?:[\"']|[ \t]\w{2,12}=|$)", words="wlan"),
    Rule(
        r"(?i)(?:associated|joined|connected|connecting|roam\w{0,4}|auto-?join\w{0,3}|switch\w{0,4}) (?:to|with) "
        r"(?:wi-?fi )?network "
        r"[\"']?(?P<wifi>[^\s\"'][^\n\"']{0,40}?)[\"']? (?:on|at|via|with) (?:interface|en\d|wl|bssid|channel)",
        words="network",
    ),
    Rule(
        r"GENERAL\.CONNECTION:[ \t]{1,60}(?P<wifi>(?!--|Wired|Kabelgebunden|lo\b|docker|br-|virbr)\S.{0,60})",
        words="general",
    ),
    Rule(
        r"Current Network Information:\s{1,40}(?P<wifi>[^\n]{1,40}?):[ \t]{0,4}\n",
        ("current network information",),
        whole=True,
    ),
    Rule(r"(?i)(?:wifi|airport)[^\n]{0,60}\bjoin(?:ing|ed)?:? (?P<wifi>[^\n\"']{1,32})$", words="joining joined join"),
    Rule(r"(?i)\w{0,20}ssid\w{0,10}[\"']?[ \t]{0,3}[:=][ \t]{0,3}\"(?P<wifi>[^\"\n]{1,64})\"", ("ssid",), _is_quoted),
    Rule(r"(?i)<key>[^<\n]{0,20}ssid[^<\n]{0,20}</key>\s{0,40}<string>(?P<wifi>[^<\n]{1,64})<", ("ssid",), whole=True),
    Rule(
        r"(?i)(?:wi-?fi|wlan|network|netz|netzwerk|réseau|red|hotspot)(?: is| ist)? (?:called|named|name|heißt|"
        r"namens|s[’']appelle|nommé|"
        r"se llama|llamada) [\"'„“«]?(?P<wifi>[^\s\"'„“«»,;.]{3,32})",
        begins="wifi wi wlan network netz netzwerk réseau red hotspot",
    ),
    Rule(
        r"(?i)(?:réseau|netz|netzwerk|network|red)[ \t]{0,3}:[ \t]{0,3}(?P<wifi>[^\s,;|]{3,32})"
        r"(?=[^\n]{1,40}(?:clé|schlüssel|key|clave|password|kennwort|passwort)"
        r"[^\n]{0,20}:)",
        begins="réseau netz netzwerk network red",
    ),
    Rule(r"(?i)\be?ssid (?:is|ist|lautet|est|es)[: ]{1,2}[\"'„“«]?(?P<wifi>[^\s\"'„“«»,;]{2,32})", begins="ssid essid"),
    Rule(
        r"(?i)connection [\"'](?P<wifi>[^\"'\n]{1,40})[\"'] (?:has security|requires auth)|"
        r"(?:wi-?fi|wlan|réseau|netzwerk|network|red|hotspot)(?: [^\s:=\"«„“]{1,10}){0,2}[ :]{1,2}[\"„“«][ "
        r"\u00a0]?(?P<wifi_2>[^\"\n“”»]{1,32}?)"
        r"[ \u00a0]?[\"”“»]",
        begins="connection wifi wi wlan réseau netzwerk network red hotspot",
    ),
    Rule(
        r"(?i)\b(?:associat(?:ed|ing|e) (?:with|to)|connected to(?: network| wi-?fi| ssid)?|access point|network|"
        r"wi-?fi|"
        r"wireless network|wlan|netzwerk|réseau)[ :]{1,2}[\"'„“«](?P<wifi>[^\"'\n“”»]{1,32})[\"'”“»]",
        begins="associated associating associate connected access network wifi wi wireless wlan netzwerk réseau",
    ),
)
