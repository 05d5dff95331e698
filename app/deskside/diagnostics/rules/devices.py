"""Numbers that belong to one computer: serials, identifiers of the machine, telephones' and SIM cards' own numbers."""

from __future__ import annotations

import re

from deskside.diagnostics.rules.rule import Behind, Finder, Rule


def is_serial(match: re.Match[str]) -> bool:
    value = match["serial"]
    return any(char.isdigit() for char in value) and not re.fullmatch(
        r"[0-9A-F]{34}|[0-9A-F]{36}|[0-9A-F]{38,40}|0x[0-9a-fA-F]{1,16}|(.)\1*|0?123456789?0?|\d{1,3}", value
    )


_SERIAL = r"(?P<serial>[A-Za-z0-9][A-Za-z0-9./\-]{1,64}[A-Za-z0-9])(?![\w(]|:\w)"

FINDERS: tuple[Finder, ...] = (
    Behind(
        """
        serial, serial number, serial-number, serial_number, serialnumber, serial no, serial nr, serial num,
        serial number (system), serial number (device), id_serial, id_serial_short, serialno, seriennummer,
        seriennr, serien-nr, serien-nr., numéro de série, num. de série, num. de série, numero de serie,
        n° de série, número de serie, nº de serie, s/n, sn, service tag, servicetag, service-tag, asset tag,
        assettag, asset-tag, inventarnummer, numéro d'inventaire, hardware uuid, provisioning udid, udid,
        system uuid, systemuuid, product uuid, product_uuid, platform uuid, ioplatformuuid,
        ioplatformserialnumber, machine id, machine-id, machine_id, machineid, machineguid, boot id, boot_id,
        imei, imeisv, imei 1, imei 2, imei1, imei2, meid, iccid, imsi, eid, esn, device serial, device_serial,
        deviceserial, chassis serial, product serial, product_serial, board serial, hostid, host id,
        installation id, installationid, hardware id, hardwareid, hwid, unique id, uniqueid, android id,
        androidid, android_id, advertising id, wwn, disk serial, serial_short, device id, deviceid, device_id,
        geräte-id, geräteid, id de dispositivo, id de l'appareil, mlb, mlb_serial_number, cpu serial,
        battery serial, identifyingnumber, geräteseriennummer, inventarnr, inventarnr., inventar-nr,
        inventar-nr., inv.-nr., machine guid, machine_guid, bios serial
        """,
        _SERIAL,
        is_serial,
        separator=r"(?: (?:of|for|vom|von|der|des|du|de|del|für|pour|para) [^\s:=]{1,30}(?: [^\s:=]{1,30})?"
        r"(?=[ \t]?[:=]))?"
        r"[\"'\])]{0,3}(?:[ \t]?\.){0,40}[ \t]{0,60}(?:=>|[:=]|is |ist |est |es |>)[ \t]{0,60}[\"'\[({]{0,2}",
        ends="serialnumber seralnumber serialno machineguid machineid deviceserial",
    ),
    Rule(
        r"(?i)(?:serial ?(?:number|no\.?)?|seriennummer|s/n|(?:service|laptop|device|inventory|computer) ?tag|"
        r"num(?:éro|\.)? de série|número de serie|imei|"
        r"asset(?: ?tag)?)[ \t]{1,4}"
        r"(?P<serial>(?=[A-Z\-]{0,20}\d)[A-Z0-9\-]{5,24})(?!\w)",
        begins="serial serialnumber seriennummer s service laptop device inventory computer servicetag numéro num "
        "número "
        "imei asset",
        check=is_serial,
    ),
    Rule(
        r"(?i:tag|inventarn(?:umme)?r|inventar|inventory|étiquette|etiqueta|aufkleber)(?i: (?:number|no|nr|n°|nº|"
        r"is|ist|est|es|says|"
        r"sagt))?\.?:? "
        r"(?P<serial>[A-Z]{1,5}-?\d{4,10})(?![\w\-])",
        begins="tag inventar inventarnr inventarnummer inventory étiquette etiqueta aufkleber",
    ),
    Rule(
        r"(?i)(?:machine|hardware|device|system)[ _]?(?:gu|uu)?id[ \t]{1,4}(?P<serial>[0-9a-f]{8}(?:-[0-9a-f]{4})"
        r"{3}-[0-9a-f]{12}|[0-9a-f]{32})",
        begins="machine hardware device system",
    ),
    Rule(
        r"(?i)(?:serialnumber|identifyingnumber)[ \t]{0,20}\r?\n(?P<serial>[A-Z0-9\-]{5,30})[ \t]{0,40}\r?$",
        begins="serialnumber identifyingnumber",
    ),
    Rule(r"(?i)^[ \t]{1,8}UUID: (?P<serial>[0-9a-f\-]{36})", words="uuid"),
    Rule(r"/(?:etc|var/lib/dbus)/machine-id[: \t]{1,4}(?P<serial>[0-9a-f]{32})", words="machine"),
    Behind(
        "extended pid, product id, productid, produkt-id, produkt id, id de produit, id. de producto, id de producto,"
        "identificateur de produit, id. del producto, identificador de producto, identificador del producto",
        r"(?P<key>[0-9A-Z]{5}-[0-9A-Z]{3,7}-[0-9A-Z.\-]{5,60})",
    ),
    Behind(
        "product key, productkey, produktschlüssel, product-key, clé de produit, clave de producto, licence key, "
        "license key,"
        "lizenzschlüssel, clé de licence, clave de licencia, activation key, activation code, serial key, cd key",
        r"(?P<key>(?=[A-Za-z\-]{0,40}\d)[A-Za-z0-9\-]{10,80})(?!\w)",
    ),
)
