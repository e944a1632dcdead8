/** What a JPEG says of itself, and where it ends. */
export interface JpegOutline {
  readonly width: number;
  readonly height: number;
  /** First byte behind the end of the picture. */
  readonly end: number;
}

const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
const endOfImage = 0xd9;
const startOfScan = 0xda;

/** Walks the segments of a JPEG (ITU-T T.81 annex B) without decoding a pixel; null where they do not lead to an end. */
export function outlineOfJpeg(file: Uint8Array): JpegOutline | null {
  const byte = (at: number): number => file[at] ?? 0;
  const pair = (at: number): number => byte(at) * 256 + byte(at + 1);
  if (pair(0) !== 0xffd8) return null;
  let size: Omit<JpegOutline, 'end'> | undefined;
  let scanned = false;
  for (let at = 2; at + 2 <= file.length;) {
    while (byte(at) === 0xff && byte(at + 1) === 0xff) at++;
    const marker = byte(at + 1);
    if (byte(at) !== 0xff || !marker) return null;
    at += 2;
    if (marker === endOfImage) return size && scanned ? { ...size, end: at } : null;
    if (standsAlone(marker)) continue;
    const length = pair(at);
    if (length < 2 || at + length > file.length) return null;
    if (isFrame(marker)) size = { height: pair(at + 3), width: pair(at + 5) };
    at += length;
    if (marker !== startOfScan) continue;
    scanned = true;
    at = endOfScan(file, at);
  }
  return null;
}

/** Where the next marker stands behind coded pixels: `FF00` is a stuffed byte, `FFD0`–`FFD7` are restarts within the scan. */
function endOfScan(file: Uint8Array, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return file.length;
}
