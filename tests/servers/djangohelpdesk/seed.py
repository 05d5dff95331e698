"""Run by the site's own Python: the tables, the queues, our custom field, the people; says their secrets."""

import json
import secrets
import sys

import django
from django.core.management import call_command

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.sites.models import Site  # noqa: E402
from helpdesk.models import CustomField, Queue  # noqa: E402
from rest_framework.authtoken.models import Token  # noqa: E402

PEOPLE = {"employee": False, "other": False, "fresh": False, "agent": True}
"""Three people who ask, one of whom never did, and an agent: who of them is staff."""

call_command("migrate", verbosity=0)
Site.objects.update_or_create(pk=1, defaults={"domain": "127.0.0.1", "name": "desk"})
people = {}
for name, staff in PEOPLE.items():
    password = secrets.token_hex(10)
    user = get_user_model().objects.create_user(name, f"{name}@helptest.invalid", password, is_staff=staff)
    people[name] = {"password": password, "token": Token.objects.create(user=user).key, "id": user.id}
public = {"allow_public_submission": True, "email_address": "support@helptest.invalid"}
queues = [Queue.objects.create(title="Support", slug="support", **public)]
queues.append(Queue.objects.create(title="Network & Wi-Fi", slug="net-work", **public))
Queue.objects.create(title="Inside", slug="inside", allow_public_submission=False)
fields = (("clientref", "Client reference", False), ("device", "Computer", False), ("judgement", "Judgement", True))
for name, label, staff_only in fields:
    CustomField.objects.create(
        name=name, label=label, data_type="varchar", max_length=80, required=False, staff_only=staff_only
    )
json.dump(people, sys.stdout)
