"""A strict stand-in for Jira Service Management: requests, comments, files and transitions as customers have them.

Written by hand from Atlassian's published "Jira Service Management REST API" (developer.atlassian.com,
cloud/jira/service-desk/rest): request ("ordered chronologically by the latest activity", "raiseOnBehalfOf is not
available to Users who have the customer permission only", hidden fields are not listed), request/comment ("the method
simply returns an empty response" to whom may not see it; customers: public only), request/attachment and
servicedesk/attachTemporaryFile ("X-Atlassian-Token: no-check", parts called "file"; the markup that it puts behind
the words), request/transition (what this user can perform; 204), and the pages by start and limit. Of Jira itself what
agents need: platform/rest/v2, issue and its transitions. What a customer adds does not open what is resolved: that is a
rule that a desk may have or not.
"""

from __future__ import annotations

import base64
import itertools
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from .checking import FORM, Call, Refused, Said, route
from .jsm_shapes import (
    ACCOUNTS,
    AGENT_WAYS,
    CUSTOMER_WAYS,
    FIELD,
    OPTION_FIELD,
    STATUSES,
    Account,
    AttachmentIn,
    Comment,
    CommentIn,
    File,
    IssueTransitionIn,
    Request,
    RequestIn,
    TransitionIn,
)
from .kit import StandIn
from .wiki import drawn

_API = "/rest/servicedeskapi"
_PAGING = {"start": r"\d+", "limit": r"\d+"}
_LETTERS = 32_767


class JsmDesk(StandIn):
    def __init__(self) -> None:
        super().__init__()
        self.tickets: dict[str, Request] = {}
        self.kept: dict[str, File] = {}
        self.fields = {"summary": "string", "description": "string", FIELD: "string", OPTION_FIELD: "option"}
        self.required = {"summary"}
        self.page = 50
        """The most that a page holds, whatever was asked for."""
        self._numbers, self._comment_numbers = itertools.count(1), itertools.count(1000)
        self._ticks = itertools.count(1)

    def references(self) -> Iterable[str]:
        return [str(request.values.get(FIELD, "")) for request in self.tickets.values()]

    def refusal(self, problem: Refused) -> Said:
        if problem.status == 401:
            said = {"message": "Client must be authenticated to access this resource.", "status-code": 401}
            return Said(401, said, {"WWW-Authenticate": 'OAuth realm="https://helptest.invalid"'})
        status = 400 if problem.status == 422 else problem.status
        i18n = {"i18nKey": "sd.refused", "parameters": [problem.field]}
        body = {"errorMessage": f"{problem.why} {problem.field}".strip(), "i18nErrorMessage": i18n}
        return Said(status, body, self.rest if status == 429 else {})

    # --- customers ---------------------------------------------------------------------------------------------------

    @route("GET", rf"{_API}/servicedesk/10/requesttype/25/field", query={"expand": "hiddenFields"})
    def _fields(self, call: Call) -> Said:
        who = self._who(call)
        fields = [
            {"fieldId": name, "name": name, "required": name in self.required, "jiraSchema": {"type": kind}}
            for name, kind in self.fields.items()
        ]
        said = {"requestTypeFields": fields, "canRaiseOnBehalfOf": who.agent, "canAddRequestParticipants": who.agent}
        return Said(200, said)

    @route("POST", rf"{_API}/request", body=RequestIn)
    def _create(self, call: Call) -> Said:
        who, wanted = self._who(call), call.body
        if (wanted.raise_on_behalf_of or wanted.request_participants) and not who.agent:
            raise Refused(403, "You do not have permission to raise a request on behalf of others.")
        if (wanted.service_desk_id, wanted.request_type_id) != ("10", "25"):
            raise Refused(404, "The service desk or request type does not exist.")
        self._check_values(wanted.request_field_values)
        now = self.clock()
        request = Request(next(self._numbers), who.account, wanted.request_field_values, made=now, since=now)
        self.tickets[request.key] = request
        self._active(request)
        self.note_made(request.number)
        return Said(201, self._request(request))

    @route("GET", rf"{_API}/request", query={**_PAGING, "searchTerm": r".+", "serviceDeskId": r"\d+",
           "requestTypeId": r"\d+", "requestStatus": "CLOSED_REQUESTS|OPEN_REQUESTS|ALL_REQUESTS",
           "requestOwnership": "OWNED_REQUESTS|PARTICIPATED_REQUESTS|ORGANIZATION|ALL_ORGANIZATIONS|APPROVER",
           "expand": r"\w+"})  # fmt: skip
    def _list(self, call: Call) -> Said:
        who, owned = self._who(call), call.query.get("requestOwnership") == "OWNED_REQUESTS"
        seen = [
            request
            for request in sorted(self.tickets.values(), key=lambda one: -one.active)
            if request.number not in self.unindexed
            and (request.reporter == who.account if owned else bool(who.organization))
        ]
        return self._paged(call, [self._request(request) for request in seen])

    @route("GET", rf"{_API}/request/([A-Z]+-\d+|\d+)", query={"expand": r"\w+"})
    def _show(self, call: Call, key: str) -> Said:
        return Said(200, self._request(self._seen(call, key)))

    @route("GET", rf"{_API}/request/([A-Z]+-\d+|\d+)/comment", query={**_PAGING, "public": "true|false",
           "internal": "true|false", "expand": "attachment|renderedBody"})  # fmt: skip
    def _comments(self, call: Call, key: str) -> Said:
        try:
            request = self._seen(call, key)
        except Refused as problem:
            if problem.status != 404:
                raise
            return self._paged(call, [])
        agent, query = self._who(call).agent, call.query
        shown = [
            self._comment(one, rendered=query.get("expand") == "renderedBody")
            for one in request.comments
            if (query.get("public") != "false" if one.public else agent and query.get("internal") != "false")
        ]
        return self._paged(call, list(reversed(shown)))

    @route("POST", rf"{_API}/request/([A-Z]+-\d+|\d+)/comment", body=CommentIn)
    def _add_comment(self, call: Call, key: str) -> Said:
        request, who = self._seen(call, key), self._who(call)
        comment = self._say(request, who, call.body.body, public=call.body.public)
        return Said(201, self._comment(comment))

    @route("POST", rf"{_API}/servicedesk/10/attachTemporaryFile", body=FORM, headers={"x-atlassian-token": "no-check",
           "x-experimentalapi": "opt-in"})  # fmt: skip
    def _keep(self, call: Call) -> Said:
        who = self._who(call)
        if "x-atlassian-token" not in call.headers:
            raise Refused(403, "XSRF check failed")
        said = []
        for part in call.body:
            if part.field != "file" or not part.name or not part.content:
                raise Refused(400, "a part that is no file", field=part.field)
            name = f"temp{len(self.kept) + 1}"
            self.kept[name] = File(part.name, part.media_type, part.content, who.account)
            said.append({"temporaryAttachmentId": name, "fileName": part.name})
        return Said(201, {"temporaryAttachments": said})

    @route("POST", rf"{_API}/request/([A-Z]+-\d+|\d+)/attachment", body=AttachmentIn)
    def _attach(self, call: Call, key: str) -> Said:
        request, who, wanted = self._seen(call, key), self._who(call), call.body
        files = [self.kept.pop(name, None) for name in wanted.temporary_attachment_ids]
        if not files or any(file is None or file.owner != who.account for file in files):
            raise Refused(400, "temporary attachment does not exist")
        words = wanted.additional_comment.body if wanted.additional_comment else ""
        shown = [
            f"!{f.name}|thumbnail!" if f.media_type.startswith("image/") else f"[^{f.name}] _(1 kB)_"
            for f in files
            if f
        ]
        comment = self._say(request, who, " ".join([words, *shown]), public=wanted.public)
        comment.files = [file for file in files if file]
        return Said(201, {"comment": self._comment(comment), "attachments": self._paged(call, []).body})

    @route("GET", rf"{_API}/request/([A-Z]+-\d+|\d+)/attachment", query=_PAGING)
    def _files(self, call: Call, key: str) -> Said:
        request, agent = self._seen(call, key), self._who(call).agent
        files = [(c.id, n, f) for c in request.comments if c.public or agent for n, f in enumerate(c.files)]
        where = f"{self.url}/secure/attachment/{request.key}"
        return self._paged(
            call, [{"filename": f.name, "_links": {"content": f"{where}/{number}/{n}"}} for number, n, f in files]
        )

    @route("GET", r"/secure/attachment/([A-Z]+-\d+)/(\d+)/(\d+)")
    def _content(self, call: Call, key: str, number: str, place: str) -> Said:
        comment = next(one for one in self._seen(call, key).comments if one.id == int(number))
        return Said(200, comment.files[int(place)].content, {"Content-Type": "application/octet-stream"})

    @route("GET", rf"{_API}/request/([A-Z]+-\d+|\d+)/transition", query=_PAGING)
    def _ways(self, call: Call, key: str) -> Said:
        request = self._seen(call, key)
        return self._paged(call, [{"id": way, "name": CUSTOMER_WAYS[way][0]} for way in self._open_ways(request)])

    @route("POST", rf"{_API}/request/([A-Z]+-\d+|\d+)/transition", body=TransitionIn)
    def _go(self, call: Call, key: str) -> Said:
        request, wanted = self._seen(call, key), call.body
        if wanted.id not in self._open_ways(request):
            raise Refused(400, "The transition is not valid for this request.")
        if wanted.additional_comment:
            self._say(request, self._who(call), wanted.additional_comment.body, public=True)
        request.status, request.since = CUSTOMER_WAYS[wanted.id][1], self.clock()
        self._active(request)
        return Said(204)

    # --- agents, by Jira's own interface -----------------------------------------------------------------------------

    @route("POST", r"/rest/api/2/issue/([A-Z]+-\d+)/transitions", body=IssueTransitionIn)
    def _agent_goes(self, call: Call, key: str) -> Said:
        request = self._for_agents(call, key)
        request.status, request.since = AGENT_WAYS[call.body.transition.id], self.clock()
        self._active(request)
        return Said(204)

    @route("DELETE", r"/rest/api/2/issue/([A-Z]+-\d+)")
    def _delete(self, call: Call, key: str) -> Said:
        del self.tickets[self._for_agents(call, key).key]
        return Said(204)

    # --- within ------------------------------------------------------------------------------------------------------

    def _who(self, call: Call) -> Account:
        kind, _, secret = call.headers.get("authorization", "").partition(" ")
        if kind == "Basic":
            email, _, token = base64.b64decode(secret).decode().partition(":")
            if email in ACCOUNTS and token == f"token-{email.partition('@')[0]}":
                return ACCOUNTS[email]
        if kind == "Bearer" and f"{secret.removeprefix('token-')}@helptest.invalid" in ACCOUNTS:
            return ACCOUNTS[f"{secret.removeprefix('token-')}@helptest.invalid"]
        raise Refused(401, "who are you")

    def _seen(self, call: Call, key: str) -> Request:
        who, request = self._who(call), self.tickets.get(key)
        if request is None or not (who.agent or who.organization or request.reporter == who.account):
            raise Refused(404, "The request doesn't exist or you don't have permission to view it.")
        return request

    def _for_agents(self, call: Call, key: str) -> Request:
        if not self._who(call).agent:
            raise Refused(404, "Issue does not exist or you do not have permission to see it.")
        return self._seen(call, key)

    def _check_values(self, values: dict[str, Any]) -> None:
        for name, value in values.items():
            kind = self.fields.get(name)
            if kind is None:
                raise Refused(400, "Field cannot be set. It is not on the appropriate screen, or unknown.", field=name)
            fits = set(value) == {"value"} if kind == "option" and isinstance(value, dict) else isinstance(value, str)
            if not fits or (kind == "option") is isinstance(value, str):
                raise Refused(400, "Operation value is not of the field's type", field=name)
            if isinstance(value, str) and len(value) > (255 if name == "summary" else _LETTERS):
                raise Refused(400, "The entered text is too long.", field=name)
        for name in self.required - {name for name, value in values.items() if value}:
            raise Refused(400, "Your request could not be created. Please check the fields.", field=name)

    def _open_ways(self, request: Request) -> list[str]:
        return ["902"] if STATUSES[request.status] == "DONE" else ["901"]

    def _active(self, request: Request) -> None:
        request.active = next(self._ticks)

    def _say(self, request: Request, who: Account, body: str, *, public: bool) -> Comment:
        if not public and not who.agent:
            raise Refused(403, "Customers can set comments to public visibility only.")
        if not body.strip() or len(body) > _LETTERS:
            raise Refused(400, "Comment body is empty or too long.", field="body")
        comment = Comment(next(self._comment_numbers), who.account, body, public, self.clock())
        request.comments.append(comment)
        self._active(request)
        return comment

    def _request(self, request: Request) -> dict[str, Any]:
        values = [
            {"fieldId": name, "label": name, "value": value, "renderedValue": {"html": drawn(str(value))}}
            for name, value in request.values.items()
        ]
        return {
            "_expands": ["participant", "status", "sla"],
            "issueId": str(10_000 + request.number),
            "issueKey": request.key,
            "requestTypeId": "25",
            "serviceDeskId": "10",
            "reporter": {"accountId": request.reporter, "displayName": "someone", "active": True},
            "requestFieldValues": values,
            "createdDate": _moment(request.made),
            "currentStatus": {
                "status": request.status,
                "statusCategory": STATUSES[request.status],
                "statusDate": _moment(request.since),
            },
            "_links": {"self": f"{self.url}{_API}/request/{request.number}"},
        }

    def _comment(self, one: Comment, *, rendered: bool = True) -> dict[str, Any]:
        said = {
            "id": str(one.id),
            "body": one.body,
            "public": one.public,
            "author": {"accountId": one.author, "displayName": "someone"},
            "created": _moment(one.at),
        }
        return {**said, "renderedBody": {"html": drawn(one.body)}} if rendered else said

    def _paged(self, call: Call, values: list[dict[str, Any]]) -> Said:
        start, limit = int(call.query.get("start", "0")), min(int(call.query.get("limit", "50")), self.page)
        page = values[start : start + limit]
        last = start + limit >= len(values)
        return Said(
            200, {"size": len(page), "start": start, "limit": limit, "isLastPage": last, "values": page, "_links": {}}
        )


def _moment(at: float) -> dict[str, Any]:
    told = datetime.fromtimestamp(at, UTC).isoformat()
    return {"epochMillis": int(at * 1000), "iso8601": told, "friendly": "Today"}


def _shown(file: File) -> str:
    """The markup that is put behind the words for a file that came with them."""
    return f"!{file.name}|thumbnail!" if file.media_type.startswith("image/") else f"[^{file.name}] _(1 kB)_"
