import { cancelUpload, getUpload, sendPiece, startUpload, type UploadView } from '@alliance/contracts/upload.contract';
import { createHash } from 'node:crypto';
import { request, type ClientRequest } from 'node:http';
import { newId } from '../platform/ids.js';
import type { Person, TestApi } from './app.js';

export const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
export const pieceOf = (bytes: Buffer): Blob => new Blob([new Uint8Array(bytes)]);

/** One document on its way, as a client sends it. */
export class Sending {
  readonly id = newId();
  constructor(
    readonly person: Person,
    readonly referralId: string,
    readonly bytes: Buffer,
    readonly name = '超声.dcm',
  ) {}

  start() {
    const { id, name, bytes } = this;
    return this.person.ask(startUpload, {
      params: { id: this.referralId },
      body: { id, name, bytes: bytes.length, sha256: digestOf(bytes) },
    });
  }
  piece(offset: number, to = offset + 65_536, person = this.person) {
    return person.ask(sendPiece, { params: { id: this.id }, query: { offset }, body: pieceOf(this.bytes.subarray(offset, to)) });
  }
  progress(person = this.person): Promise<UploadView> {
    return person.get(getUpload, { params: { id: this.id } });
  }
  cancel(person = this.person) {
    return person.ask(cancelUpload, { params: { id: this.id } });
  }
  /** Piece after piece from where the server is. */
  async rest(person = this.person): Promise<UploadView> {
    for (let at = await this.progress(person); ; at = await this.progress(person)) {
      if (at.attachment) return at;
      const { status, problem } = await this.piece(at.offset, at.offset + 262_144, person);
      if (status >= 300) throw new Error(problem.code);
    }
  }
  /** Begins a piece on a real line, sends `share` of it, and cuts the line. */
  async cutAfter(api: TestApi, offset: number, sent: number): Promise<void> {
    const line = await this.open(api, offset, this.bytes.length - offset);
    await new Promise<void>((done) => line.write(this.bytes.subarray(offset, offset + sent), () => done()));
    await new Promise((later) => setTimeout(later, 30));
    line.destroy();
  }
  /** A request whose body the test writes. */
  async open(api: TestApi, offset: number, length?: number): Promise<ClientRequest> {
    const { hostname, port } = new URL(await api.listen());
    const headers = {
      ...this.person.headers,
      'content-type': 'application/octet-stream',
      ...(length === undefined ? {} : { 'content-length': String(length) }),
    };
    return request({ hostname, port, method: 'PATCH', path: `/api/uploads/${this.id}?offset=${offset}`, headers }).on(
      'error',
      () => undefined,
    );
  }
}
