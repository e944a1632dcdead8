import type { QuarantineReason } from '@alliance/domain/document/document';
import { Refusal } from '@alliance/domain/refusal';
import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { Scanner } from './scanner.js';

const patienceMs = 60_000;
const longestAnswer = 4_096;

/**
 * ClamAV's daemon over TCP, by its `zINSTREAM` command: pieces with their length before them, an empty one at the end, one line as answer.
 * Its `StreamMaxLength` has to be at least our largest document.
 */
export class ClamdScanner implements Scanner {
  constructor(private readonly address: URL) {}

  async scan(path: string): Promise<QuarantineReason | null> {
    const answer = await this.ask(path).catch(() => '');
    if (/^stream: .+ FOUND\0?$/.test(answer)) return 'malware';
    // anything else is no answer: the connection broke, or the document is larger than the daemon takes
    if (!/^stream: OK\0?$/.test(answer)) throw new Refusal('server.unavailable');
    return null;
  }

  private async ask(path: string): Promise<string> {
    const socket = connect({ host: this.address.hostname, port: Number(this.address.port) || 3310 });
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('clamd does not answer')));
    try {
      const answered = answerOf(socket);
      const [, answer] = await Promise.all([pipeline(framed(path), socket, { end: false }), answered]);
      return answer;
    } finally {
      socket.destroy();
    }
  }
}

async function* framed(path: string): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) yield* [lengthOf(piece.length), piece];
  yield lengthOf(0);
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((done, fail) => {
    let text = '';
    socket.on('data', (piece: Buffer) => {
      text += piece.toString('latin1');
      if (text.includes('\0') || text.length > longestAnswer) done(text);
    });
    socket.on('error', fail).on('close', () => done(text));
  });
}
