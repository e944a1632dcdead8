/** One message may not be longer: pictures belong elsewhere. */
export const longestFrame = 1_048_576;
const start = 0x0b;
const end = Buffer.from([0x1c, 0x0d]);

/** More was sent between start and end than any message has. */
export class FrameTooLong extends Error {}

/**
 * Messages out of a stream of bytes (MLLP: 0x0B … 0x1C 0x0D), however the network cut it. Bytes between frames are nothing. It works on bytes,
 * because how they are to be read stands inside the message.
 */
export class Framing {
  private pieces: Buffer[] | undefined;
  private length = 0;

  /** Whether a message has begun and has not ended. */
  get isWaiting(): boolean {
    return this.pieces !== undefined;
  }

  /** @returns the messages that are complete now @throws FrameTooLong */
  push(chunk: Buffer): Buffer[] {
    const complete: Buffer[] = [];
    let rest = chunk;
    while (rest.length) {
      if (!this.pieces) {
        const begin = rest.indexOf(start);
        if (begin < 0) break;
        this.pieces = [];
        rest = rest.subarray(begin + 1);
        continue;
      }
      const last = this.pieces.at(-1);
      // the two bytes of the end may come apart
      const cut = last?.at(-1) === end[0] && rest[0] === end[1];
      const stop = cut ? 0 : rest.indexOf(end);
      this.keep(this.pieces, stop < 0 ? rest : rest.subarray(0, stop));
      if (stop < 0) break;
      const whole = Buffer.concat(this.pieces);
      complete.push(cut ? whole.subarray(0, -1) : whole);
      this.pieces = undefined;
      this.length = 0;
      rest = rest.subarray(stop + (cut ? 1 : end.length));
    }
    return complete;
  }

  private keep(pieces: Buffer[], piece: Buffer): void {
    if (!piece.length) return;
    this.length += piece.length;
    if (this.length > longestFrame) throw new FrameTooLong();
    pieces.push(piece);
  }
}

export const framed = (text: string): Buffer => Buffer.concat([Buffer.from([start]), Buffer.from(text), end]);
