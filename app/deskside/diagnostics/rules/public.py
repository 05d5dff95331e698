"""Names and addresses that tell nobody anything: makers of software, public resolvers, loopback, masks."""

from __future__ import annotations

import re

from deskside.diagnostics.rules.words import words

_DOMAINS = """
        google.com googleapis.com gstatic.com googleusercontent.com google-analytics.com googletagmanager.com
        gvt1.com gvt2.com youtube.com ytimg.com chrome.com chromium.org android.com doubleclick.net
        googlevideo.com dns.google withgoogle.com microsoft.com windows.com windowsupdate.com windows.net live.com
        live.net office.com office.net office365.com outlook.com microsoftonline.com microsoftonline-p.com
        msftconnecttest.com msftncsi.com msedge.net msocdn.com msauth.net msftauth.net azure.com azure.net
        azureedge.net bing.com bing.net skype.com visualstudio.com msn.com s-microsoft.com trafficmanager.net
        sharepoint.com sharepointonline.com onenote.com onedrive.com aka.ms powershellgallery.com nuget.org
        dot.net asp.net hotmail.com xbox.com xboxlive.com akadns.net microsoft365.com cloud.microsoft lync.com
        azurefd.net digicert.cn apple.com icloud.com apple-cloudkit.com mzstatic.com cdn-apple.com aaplimg.com
        apple-dns.net me.com itunes.com mozilla.org mozilla.com mozilla.net firefox.com thunderbird.net mozaws.net
        github.com githubusercontent.com github.io githubassets.com gitlab.com bitbucket.org sourceforge.net
        atlassian.com debian.org ubuntu.com canonical.com launchpad.net fedoraproject.org redhat.com centos.org
        opensuse.org suse.com archlinux.org kernel.org gnu.org gnome.org kde.org freedesktop.org x.org linux.org
        snapcraft.io flathub.org python.org pypi.org pythonhosted.org readthedocs.io npmjs.org npmjs.com
        nodejs.org yarnpkg.com rubygems.org crates.io rust- lang.org golang.org go.dev maven.org apache.org
        eclipse.org java.com oracle.com docker.com docker.io quay.io ghcr.io kubernetes.io k8s.io hashicorp.com
        terraform.io jetbrains.com qt.io php.net perl.org cpan.org packagist.org jquery.com digicert.com
        letsencrypt.org lencr.org sectigo.com comodoca.com globalsign.com globalsign.net entrust.net godaddy.com
        identrust.com usertrust.com verisign.com symcb.com symantec.com thawte.com geotrust.com amazontrust.com
        pki.goog quovadisglobal.com swisssign.net swisssign.com certum.pl buypass.no buypass.com ntp.org
        cloudflare.com cloudflare.net cloudflare-dns.com one.one.one.one cloudfront.net amazonaws.com amazon.com
        aws.com akamai.com akamai.net akamaiedge.net akamaihd.net edgesuite.net edgekey.net fastly.net
        jsdelivr.net unpkg.com bootstrapcdn.com quad9.net opendns.com adobe.com adobelogin.com adobe.io zoom.us
        zoom.com slack.com slack-edge.com dropbox.com dropboxapi.com teamviewer.com anydesk.com cisco.com
        webex.com webexcontent.com citrix.com vmware.com fortinet.com paloaltonetworks.com sophos.com
        kaspersky.com eset.com avast.com avg.com mcafee.com trendmicro.com norton.com bitdefender.com
        crowdstrike.com malwarebytes.com hp.com hpe.com dell.com lenovo.com intel.com amd.com nvidia.com
        realtek.com broadcom.com qualcomm.com brother.com canon.com epson.com epson.net xerox.com
        kyoceradocumentsolutions.com ricoh.com lexmark.com samsung.com logitech.com facebook.com fbcdn.net
        twitter.com x.com linkedin.com instagram.com whatsapp.com whatsapp.net wikipedia.org wikimedia.org
        stackoverflow.com stackexchange.com superuser.com serverfault.com reddit.com mdn.dev w3.org ietf.org
        iana.org icann.org xmlsoap.org xmlns.com schema.org schemas.android.com json-schema.org openxmlformats.org
        oasis-open.org iso.org unicode.org yahoo.com yahoodns.net aol.com gmx.de gmx.net web.de t-online.de
        orange.fr free.fr wanadoo.fr laposte.net gmail.com protonmail.com proton.me posteo.de mailbox.org
        sentry.io datadoghq.com newrelic.com splunk.com elastic.co grafana.com prometheus.io okta.com auth0.com
        duosecurity.com zendesk.com freshdesk.com servicenow.com salesforce.com service-now.com paypal.com
        stripe.com netflix.com spotify.com doi.org arxiv.org openssl.org openssh.com curl.se sqlite.org
        postgresql.org mysql.com mariadb.org mongodb.com redis.io nginx.org cups.org openprinting.org mopria.org
        bestpractical.com hc-ping.com healthchecks.io
        """
DOMAINS = words(_DOMAINS)

_TENANTS = """
        sharepoint.com onmicrosoft.com slack.com zendesk.com freshdesk.com service-now.com atlassian.net okta.com
        auth0.com blob.core.windows.net file.core.windows.net queue.core.windows.net table.core.windows.net
        core.windows.net database.windows.net azurewebsites.net cloudapp.azure.com vault.azure.net azurecr.io
        windows.net amazonaws.com cloudfront.net salesforce.com my.salesforce.com github.io gitlab.io
        readthedocs.io zoom.us webex.com myqnapcloud.com synology.me fritz.box duckdns.org dyndns.org no-ip.org
        """
TENANTS = tuple("." + name for name in _TENANTS.split())
"""Behind these, the first label is a customer: "bluefjord.sharepoint.com"."""

_EVERYBODYS = words(
    """
        www api login cdn static assets status docs support help download downloads update updates dl s3 sts ec2
        blob graph portal account accounts admin app apps mail web files slack edgeapi hooks
        """
)

_ADDRESSES = """
8.8.8.8 8.8.4.4 1.1.1.1 1.0.0.1 9.9.9.9 9.9.9.10 149.112.112.112 208.67.222.222 208.67.220.220 4.2.2.1 4.2.2.2
94.140.14.14 94.140.15.15 64.6.64.6 64.6.65.6 2001:4860:4860::8888 2001:4860:4860::8844 2606:4700:4700::1111
2606:4700:4700::1001 2620:fe::fe
"""
ADDRESSES = words(_ADDRESSES)

TLDS = words(
    """
        com net org edu gov mil int info biz io dev app cloud ai tech online site xyz eu uk us ca de at ch li fr
        be nl lu it es pt dk se no fi is ie pl cz sk hu ro bg gr hr si ee lv lt ru ua tr il jp cn kr tw hk sg au
        nz br mx ar cl co pe za in ae sa coop aero museum jobs travel post tel cat asia bayern berlin hamburg wien
        paris goog google apple microsoft local lan internal intern intra intranet corp home localdomain priv
        private prod test example invalid localnet domain ad group company gmbh swiss cologne koeln nrw bzh eus
        box gal scot wales london nyc
        """
)


_REGION = re.compile(r"(?:us|eu|ap|sa|ca|me|af)-[a-z]{4,9}-\d")


def is_public_host(name: str) -> bool:
    """Whether a host name belongs to the whole world rather than to one organisation."""
    name = name.lower().rstrip(".")
    labels = name.split(".")
    if "." + name in TENANTS:
        return True
    for tenant in TENANTS:
        if name.endswith(tenant):
            first = name[: -len(tenant)].rsplit(".", 1)[-1]
            if first not in _EVERYBODYS and not first.startswith(("s3", "ec2", "rds")) and not _REGION.fullmatch(first):
                return False
    return any(".".join(labels[i:]) in DOMAINS for i in range(len(labels)))


def is_public_ipv4(octets: tuple[int, ...], address: str) -> bool:
    """Loopback, unset, masks, multicast, link-local and public resolvers: nobody's own."""
    first, second = octets[0], octets[1]
    if first in (0, 127) or first >= 224 or address in ADDRESSES:
        return True
    return (first, second) == (169, 254) or _is_mask(octets)


def _is_mask(octets: tuple[int, ...]) -> bool:
    number = int.from_bytes(bytes(octets), "big")
    ones = number.bit_count()
    return ones >= 8 and number == (0xFFFFFFFF << (32 - ones)) & 0xFFFFFFFF and octets[0] == 255


def is_ipv6(address: str) -> bool:
    """Whether this is an address of version 6 at all."""
    groups = address.split(":")
    if ":::" in address or address.count("::") > 1 or len(groups) > 9:
        return False
    if (not address.startswith("::") and groups[0] == "") or (not address.endswith("::") and groups[-1] == ""):
        return False
    filled = [group for group in groups if group]
    if len(filled) < 2 and not address.startswith("::"):
        return False
    most = 5 if address.lower().startswith("fe80:") else 4
    return all(len(group) <= most for group in filled) and (
        len(filled) == 8 if "::" not in address else len(filled) <= 7
    )


def is_public_ipv6(address: str) -> bool:
    """Loopback, unset, multicast, documentation of bare prefixes."""
    lower = address.lower()
    return lower in ("::", "::1") or lower.startswith("ff0") or lower in ADDRESSES or lower in ("fe80::", "2001:db8::")
