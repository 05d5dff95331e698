"""A printer driver that fails: a description of a printer, as drivers bring it, and a filter that it names."""

from __future__ import annotations

from pathlib import Path

_PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "LAB.PPD"
*Manufacturer: "Lab"
*Product: "(Lab)"
*ModelName: "Lab Laser"
*ShortNickName: "Lab Laser"
*NickName: "Lab Laser, driver 1.0"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*FileSystem: False
*Throughput: "1"
*LandscapeOrientation: Plus90
*TTRasterizer: Type42
*cupsFilter: "application/vnd.cups-pdf 0 {filter}"
*OpenUI *PageSize/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4/A4: "x"
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4/A4: "x"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*DefaultFont: Courier
*Font Courier: Standard "(002.004S)" Standard ROM
"""


def write_driver(folder: Path) -> tuple[Path, Path]:
    """Its description, and the filter, a program that says what it lacks and ends with 1."""
    filter_, description = folder / "rastertolab", folder / "lab.ppd"
    filter_.write_text('#!/bin/sh\necho "ERROR: libraster.so.4 is missing" >&2\nexit 1\n')
    filter_.chmod(0o755)
    description.write_text(_PPD.format(filter=filter_))
    return description, filter_
