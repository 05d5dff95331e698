"""What `internet` has to find in each broken network of the lab: exactly this cause, and no other."""

from __future__ import annotations

from lab.suite import suite

HEALTHY = [name for name, fault in suite("network").faults.items() if fault.healthy]
FIXED = {
    "adapter_disabled": "adapter-disabled",
    "adapter_disabled_ipv4": "adapter-disabled",
    "adapter_disabled_late_address": "adapter-disabled",
    "address_lost": "no-address",
    "no_default_route": "no-gateway",
    "no_default_route_udhcpc": "no-gateway",
    "manager_disconnected": "no-address",
    "manager_off": "adapter-disabled",
    "manager_no_route": "no-gateway",
    "gateway_wrong": "gateway-unreachable",
    "dns_stale": "dns-dead",
    "dns_first_dead": "dns-first-dead",
    "hosts_override": "hosts-override",
    "hosts_override_other_server": "hosts-override",
    "proxy_dead": "proxy-dead",
    "proxy_gone": "proxy-dead",
    "proxy_dead_everywhere": "proxy-dead",
    "proxy_script_unreachable": "proxy-script-unreachable",
    "mtu_black_hole": "mtu-black-hole",
}
"""What Deskside can put right by itself, and the cause it has to find."""
LEFT = {
    "cable_unplugged": ("cable-unplugged", "hands-on"),
    "dhcp_dead": ("no-address", "automatic"),
    "only_self_assigned_address": ("no-address", "automatic"),
    "gateway_unreachable": ("gateway-unreachable", "automatic"),
    "internet_down": ("no-internet", "people"),
    "internet_silent": ("no-internet", "people"),
    "dns_dead": ("dns-dead", "automatic"),
    "dns_silent": ("dns-dead", "automatic"),
    "dns_slow": ("dns-slow", "people"),
    "dns_hijack": ("dns-hijack", "people"),
    "dns_first_dead_offered": ("dns-first-dead", "automatic"),
    "dns_search_missing": ("dns-search-missing", "people"),
    "captive_portal": ("captive-portal", "hands-on"),
    "proxy_dead_set_by_it": ("proxy-dead", "automatic"),
    "ipv6_broken": ("ipv6-broken", "people"),
    "https_blocked": ("https-blocked", "people"),
    "https_refused": ("https-blocked", "people"),
    "tls_interception": ("tls-interception", "people"),
}
"""What takes a person, or cannot be put right from this computer; with the kind of fix that is tried or offered."""
NOISY = {"packet_loss_30": "packet-loss", "packet_loss_15": "packet-loss", "latency_800": "high-latency"}

CAUSES = FIXED | {fault: cause for fault, (cause, _) in LEFT.items()} | NOISY
