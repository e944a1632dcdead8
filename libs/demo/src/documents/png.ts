import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const eightBitsIndexed = [8, 3, 0, 0, 0];

/** A picture of few colours, one byte per point. */
export class Picture {
  private readonly points: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.points = new Uint8Array(width * height);
  }

  /** @param colour a place in the palette; what lies outside is left out */
  dot(x: number, y: number, colour: number): void {
    if (x >= 0 && y >= 0 && x < this.width && y < this.height) this.points[y * this.width + x] = colour;
  }

  block(x: number, y: number, width: number, height: number, colour: number): void {
    for (let row = y; row < y + height; row++) for (let column = x; column < x + width; column++) this.dot(column, row, colour);
  }

  /** PNG of the third kind. @param palette red, green, blue of each colour */
  png(palette: readonly (readonly [number, number, number])[]): Buffer {
    const size = Buffer.alloc(8);
    size.writeUInt32BE(this.width, 0);
    size.writeUInt32BE(this.height, 4);
    const lines = Buffer.alloc((this.width + 1) * this.height);
    for (let y = 0; y < this.height; y++) lines.set(this.points.subarray(y * this.width, (y + 1) * this.width), y * (this.width + 1) + 1);
    return Buffer.concat([
      signature,
      chunk('IHDR', Buffer.concat([size, Buffer.from(eightBitsIndexed)])),
      chunk('PLTE', Buffer.from(palette.flat())),
      chunk('IDAT', deflateSync(lines)),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  }
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}
