"""A picture of a page in few bytes: its colours, of which a page has few, become a palette.

The browser that took the picture also reads it; so no library is needed.
"""

import base64
import struct
import zlib
from typing import Final

from playwright.sync_api import Page

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
# The 256 most frequent colours, and for each pixel the number of its own, or of the nearest that is left.
INTO_PALETTE: Final = """async address => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), brush = canvas.getContext("2d");
  brush.drawImage(image, 0, 0);
  const pixels = new Uint32Array(brush.getImageData(0, 0, image.width, image.height).data.buffer), counted = new Map();
  for (const pixel of pixels) counted.set(pixel, (counted.get(pixel) || 0) + 1);
  const sorted = [...counted.keys()].sort((a, b) => counted.get(b) - counted.get(a) || a - b);
  const kept = sorted.slice(0, 256), rgb = colour => [colour & 255, colour >> 8 & 255, colour >> 16 & 255];
  const far = (a, b) => rgb(a).reduce((sum, value, at) => sum + (value - rgb(b)[at]) ** 2, 0);
  const numbers = new Map(kept.map((colour, number) => [colour, number]));
  for (const colour of sorted.slice(256)) {
    let nearest = 0;
    for (let at = 1; at < kept.length; at++) if (far(kept[at], colour) < far(kept[nearest], colour)) nearest = at;
    numbers.set(colour, nearest);
  }
  const bytes = Uint8Array.from(pixels, pixel => numbers.get(pixel));
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return {width: image.width, height: image.height, palette: kept.flatMap(rgb), pixels: btoa(text)};
}"""


def smaller(blank: Page, picture: bytes) -> bytes:
    """The same picture with at most 256 colours. `blank`: an empty page, of which no policy keeps scripts away."""
    address = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    found = blank.evaluate(INTO_PALETTE, address)
    width, height, pixels = found["width"], found["height"], base64.b64decode(found["pixels"])
    lines = b"".join(b"\0" + pixels[start : start + width] for start in range(0, width * height, width))
    return SIGNATURE + b"".join(
        _chunk(name, content)
        for name, content in [
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", bytes(found["palette"])),
            (b"IDAT", zlib.compress(lines, 9)),
            (b"IEND", b""),
        ]
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
