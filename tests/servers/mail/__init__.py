"""A real mail system: postfix takes mail, dovecot shows it, an authority of its own vouches for both."""
