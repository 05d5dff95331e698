"""What the parts of a private desktop read instead of anybody's own settings: bus, panels, notifications, GTK."""

from __future__ import annotations

from pathlib import Path

BUS = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>{address}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
STARTED_BY_BUS = ("org.a11y.Bus", "org.a11y.atspi.Registry", "org.xfce.Xfconf", "ca.desrt.dconf")
"""The only services the bus may start by itself; what an option leaves out must not come up behind our back."""

TINT2 = """\
rounded = 0
border_width = 0
background_color = #202020 100
panel_items = TSC
panel_size = 100% 32
panel_position = bottom center horizontal
panel_background_id = 1
panel_monitor = all
taskbar_mode = single_desktop
task_text = 1
task_icon = 0
task_maximum_size = 200 30
task_background_id = 0
systray_padding = 4 2 4
systray_icon_size = 24
systray_sort = ascending
time1_format = %H:%M
clock_font_color = #ffffff 100
"""
XFCE_PANEL = """\
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="true"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=8;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="32"/>
      <property name="icon-size" type="uint" value="24"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="tasklist"/>
    <property name="plugin-2" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-3" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
      <property name="icon-size" type="int" value="24"/>
      <property name="hide-new-items" type="bool" value="false"/>
      <property name="menu-is-primary" type="bool" value="false"/>
    </property>
  </property>
</channel>
"""
DUNST = """\
[global]
    width = (200, 400)
    origin = top-right
    offset = 12x12
    font = DejaVu Sans 10
    frame_width = 2
    frame_color = "#ffffff"
    idle_threshold = 0
    show_age_threshold = -1
    mouse_left_click = do_action, close_current
[urgency_low]
    background = "#224422"
    foreground = "#ffffff"
    timeout = 0
[urgency_normal]
    background = "#222244"
    foreground = "#ffffff"
    timeout = 0
[urgency_critical]
    background = "#662222"
    foreground = "#ffffff"
    timeout = 0
"""
GTK = """\
[Settings]
gtk-theme-name=Adwaita
gtk-icon-theme-name=Adwaita
gtk-font-name=DejaVu Sans {points}
gtk-application-prefer-dark-theme={dark}
"""
NORMAL_POINTS = 10


def write(folder: Path, home: Path, *, dark: bool, text: int) -> None:
    """``folder`` becomes the only place for system-wide settings; ``text`` is the text size in percent."""
    services = folder / "services"
    services.mkdir()
    for source in Path("/usr/share/dbus-1/services").glob("*.service"):
        lines = source.read_text("utf-8", "replace").splitlines()
        if any(line == f"Name={name}" for name in STARTED_BY_BUS for line in lines):
            kept = [line for line in lines if not line.startswith(("SystemdService=", "AssumedAppArmorLabel="))]
            (services / source.name).write_text("\n".join(kept) + "\n")
    (folder / "bus.conf").write_text(BUS.format(address=f"unix:path={folder}/runtime/bus", services=services))
    (folder / "tint2rc").write_text(TINT2)
    (folder / "dunstrc").write_text(DUNST)
    panel = folder / "xdg/xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml"
    panel.parent.mkdir(parents=True)
    panel.write_text(XFCE_PANEL)
    gtk = home / ".config/gtk-3.0/settings.ini"
    gtk.parent.mkdir(parents=True, exist_ok=True)
    gtk.write_text(GTK.format(points=NORMAL_POINTS * text // 100, dark="true" if dark else "false"))
