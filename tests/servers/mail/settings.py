"""The settings of postfix and dovecot, as text with places to fill in."""

from __future__ import annotations

DOMAIN = "helptest.invalid"

DOVECOT = """\
base_dir = {folder}/run
state_dir = {folder}/dovecot
log_path = {folder}/log/dovecot.log
protocols = imap
listen = 127.0.0.1
mail_location = maildir:{folder}/boxes/%n
mail_uid = mail
mail_gid = mail
first_valid_uid = 1
first_valid_gid = 1
ssl = required
ssl_cert = <{folder}/tls/good.pem
ssl_key = <{folder}/tls/good.key
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_failure_delay = 0
default_internal_user = dovecot
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/dovecot/users-%s
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={folder}/boxes/%n
}}
namespace inbox {{
  inbox = yes
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
}}
service imap-login {{
  inet_listener imap {{
    address = 127.0.0.1
    port = {IMAP}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {IMAPS}
    ssl = yes
  }}
}}
service auth {{
  unix_listener sasl {{
    mode = 0660
    user = postfix
    group = postfix
  }}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
"""
"""The users of each service stand apart: an account that submits mail has no mailbox to read."""

MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/pfdata
maillog_file = {folder}/log/postfix.log
maillog_file_prefixes = {folder}/log
myhostname = mail.{domain}
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
default_transport = error:this mail server delivers nowhere else
relay_transport = error:this mail server delivers nowhere else
virtual_mailbox_domains = {domain}
virtual_mailbox_base = {folder}/boxes
virtual_mailbox_maps = texthash:{folder}/postfix/boxes
virtual_minimum_uid = 1
virtual_uid_maps = static:{mail_uid}
virtual_gid_maps = static:{mail_gid}
virtual_alias_maps =
alias_maps =
local_recipient_maps =
transport_maps = texthash:{folder}/postfix/transport
message_size_limit = {size_limit}
virtual_mailbox_limit = 0
smtpd_tls_cert_file = {folder}/tls/good.pem
smtpd_tls_key_file = {folder}/tls/good.key
smtpd_tls_security_level = may
smtpd_tls_session_cache_database =
smtp_tls_session_cache_database =
smtpd_sasl_type = dovecot
smtpd_sasl_path = {folder}/run/sasl
smtpd_sasl_auth_enable = no
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_sender_login_maps = texthash:{folder}/postfix/senders
smtpd_recipient_restrictions = check_recipient_access texthash:{folder}/postfix/access, reject_unauth_destination
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
smtpd_client_connection_rate_limit = 0
smtputf8_enable = yes
header_checks = pcre:{folder}/postfix/heads
"""

_SIGNED_IN = (
    "-o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject "
    "-o smtpd_tls_auth_only=yes -o smtpd_sender_restrictions=reject_sender_login_mismatch"
)
_WRAPPED = f"-o smtpd_tls_wrappermode=yes {_SIGNED_IN}"
_OTHER = "-o smtpd_tls_cert_file={folder}/tls/%s.pem -o smtpd_tls_key_file={folder}/tls/%s.key"

MASTER = f"""\
127.0.0.1:{{SMTP}} inet n - n - - smtpd
127.0.0.1:{{NOTLS}} inet n - n - - smtpd -o smtpd_tls_security_level=none
127.0.0.1:{{SUBMISSION}} inet n - n - - smtpd -o smtpd_tls_security_level=encrypt {_SIGNED_IN}
127.0.0.1:{{SMTPS}} inet n - n - - smtpd {_WRAPPED}
127.0.0.1:{{SMTPS_WRONGHOST}} inet n - n - - smtpd {_WRAPPED} {_OTHER.replace("%s", "wronghost")}
127.0.0.1:{{SMTPS_EXPIRED}} inet n - n - - smtpd {_WRAPPED} {_OTHER.replace("%s", "expired")}
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
moved unix - n n - 1 pipe flags=q user=nobody argv={{folder}}/moved
rtgate unix - n n - 1 pipe flags=q user=nobody argv={{folder}}/rtgate
"""

ACCESS = f"""\
tempfail@{DOMAIN} 450 4.2.0 Greylisted, try again later
full@{DOMAIN} 452 4.2.2 Mailbox full
refused@{DOMAIN} 550 5.7.1 Not allowed
"""
"""What the server says to some who are written to."""

HEADS = """\
/^Subject:.*looks-like-spam/ REJECT 5.7.1 This looks like spam
"""
"""What it says when it has read the whole."""
