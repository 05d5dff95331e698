"""What secrets are called, in the four languages of the start and a few neighbours. Lower case."""

from __future__ import annotations

from deskside.diagnostics.rules.words import phrases

PASSWORDS = phrases("""
        password, passwd, passwort, kennwort, passphrase, passcode, mot de passe, mot_de_passe, motdepasse,
        contraseña, contrasena, lösenord, adgangskode, senha, wachtwoord, zugangscode, keymaterial, wpapsk,
        wep_key, wep-key, wepkey, userpwd, dbpass, dbpwd
        """)
"""Looked for within words too: "PGPASSWORD", "WLAN-Kennwort"."""

SHORT = phrases("pwd, pass, passw, pw, clave, psk, mdp")
"""Names that are also parts of other words: they count only where a word begins."""

TOKENS = phrases("""
        secret, token, apikey, api_key, api-key, api key, access_key, access-key, accesskey, account_key,
        accountkey, sharedaccesskey, private_key, private-key, privatekey, preshared_key, preshared-key,
        presharedkey, pre-shared-key, encryption_key, encryptionkey, signing_key, signingkey, auth_key, authkey,
        master_key, masterkey, client-key-data, credential, session_id, sessionid, sessid, connect.sid,
        session-id, session_key, sessionkey, storage_key, storagekey, deploy_key, license_key, licensekey,
        auth_code, logged_in_key, nonce_key, _auth, totp, samlresponse, samlassertion, x-amz-signature,
        subscription-key, subscriptionkey
        """)

WIFI_KEYS = phrases("""
        key content, schlüsselinhalt, contenu de la clé, contenu de la cle, contenido de la clave,
        contenuto chiave, wi-fi key, wifi key, wlan key, wireless key, network key, security key, wi-fi password,
        wifi password, wlan password, wpa key, wpa2 key, wep key, pre-shared key, wlan-schlüssel, wlan schlüssel,
        wi-fi-schlüssel, wifi-schlüssel, wlan-key, wifi-key, wifi-passwort, wi-fi-passwort, wifi passwort,
        netzwerkschlüssel, netzwerksicherheitsschlüssel, sicherheitsschlüssel, wpa-schlüssel, wpa2-schlüssel,
        wlan-kennwort, wlan-passwort, wlan kennwort, wlan passwort, clé wi-fi, clé wifi, clé du wi-fi,
        clé du wifi, cle wifi, cle wi-fi, clé réseau, clé de sécurité, clé wpa, clé wpa2, clé wep, clave wi-fi,
        clave wifi, clave del wi-fi, clave del wifi, clave de la wifi, clave de la wi-fi, clave de red,
        clave de seguridad, clave wpa, clave wpa2, clave wep, contraseña wifi, contraseña wi-fi,
        contraseña del wifi, mot de passe wifi, mot de passe wi-fi, mot de passe du wifi, chiave di rete,
        chiave wi-fi, netwerksleutel
        """)

STRICT = phrases(
    "session, sid, jwt, ticket, bearer, csrf, xsrf, invite, access_code, authcode, magic_link, nonce_secret"
)
"""Names that mostly stand before something harmless: their value must look made by a machine."""

CODES = phrases("""
        pin, pin1, pin2, puk1, puk2, pin code, pin-code, puk, otp, tan, one-time code, one time code,
        one-time password, verification code, security code, confirmation code, authentication code, einmalcode,
        bestätigungscode, sicherheitscode, prüfcode, code de vérification, code de sécurité, code de confirmation,
        code à usage unique, código de verificación, código de seguridad, access code, door code, voicemail code,
        konferenz-id, conference id, meeting id, meeting-id, id de réunion, besprechungs-id, conference code, unlock
        code, entsperrcode
        """)

LISTS = phrases("""
        backup code, backup codes, recovery code, recovery codes, scratch codes, wiederherstellungscodes,
        backup-codes, backupcodes, sicherungscodes, ersatzcodes, codes de secours, codes de récupération,
        códigos de recuperación, códigos de respaldo
        """)
