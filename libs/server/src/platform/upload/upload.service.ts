import type { Attachment } from '@alliance/contracts/attachment.contract';
import type { UploadView } from '@alliance/contracts/upload.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { maxBytesOf, maxDocumentBytes, maxPieceBytes } from '@alliance/domain/document/document';
import { nameIsHarmful } from '@alliance/domain/document/document-name';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../command/commands.js';
import { Database } from '../db/database.js';
import { documentTypeOf, headBytes } from '../files/document-type.js';
import { Files } from '../files/files.js';
import { Incoming } from '../files/incoming.js';
import { tooLarge } from '../files/receive.js';
import { DocumentParents, type ParentRef } from './document-parents.js';
import { UploadStore, type Announcement, type Upload } from './upload.store.js';

/**
 * Documents that come in pieces over a line that breaks. The file on disk says how much has come; the row says that somebody is sending.
 * The last piece makes the document in one transaction, under the id of the upload, so that asking again finds it.
 */
@Injectable()
export class UploadService {
  private readonly completing = new Map<string, Promise<Attachment>>();

  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly uploads: UploadStore,
    private readonly parents: DocumentParents,
    private readonly incoming: Incoming,
    private readonly files: Files,
  ) {}

  async start(actor: Actor, parent: ParentRef, announced: Announcement): Promise<UploadView> {
    if (!announced.bytes) throw new Refusal('file.empty');
    if (announced.bytes > maxDocumentBytes) throw tooLarge(maxDocumentBytes);
    if (nameIsHarmful(announced.name)) throw new Refusal('file.name_refused');
    const earlier = await this.find(actor, announced.id);
    if (!earlier) {
      await this.commands.run(actor, (work) => this.uploads.open(work, actor, parent, announced));
      return { id: announced.id, bytes: announced.bytes, offset: 0, attachment: null };
    }
    if (earlier.parentId !== parent.id || earlier.view.bytes !== announced.bytes) throw new Refusal('request.key_reused');
    return earlier.view;
  }

  /** @throws Refusal access.not_found */
  async progress(actor: Actor, id: string): Promise<UploadView> {
    const found = await this.find(actor, id);
    if (!found) throw new Refusal('access.not_found');
    return found.view;
  }

  /** @throws Refusal upload.offset_differs with the right one, file.* for what is not taken: then the upload has ended */
  async piece(actor: Actor, id: string, offset: number, pieces: AsyncIterable<Uint8Array>): Promise<UploadView> {
    const upload = await this.database.read(actor, (tx) => this.uploads.one(tx, actor, id));
    if (!upload) return this.progress(actor, id);
    const received = await this.incoming.append(id, offset, pieces, Math.min(maxPieceBytes, upload.bytes - offset));
    try {
      if (offset < headBytes && received >= headBytes) await this.checkHead(upload);
      const attachment = received < upload.bytes ? null : await this.complete(actor, upload);
      return { id, bytes: upload.bytes, offset: received, attachment };
    } catch (error) {
      // what is not taken now is never taken; without an answer of ours the sender tries again
      if (error instanceof Refusal && error.code !== 'server.unavailable') await this.giveUp(actor, id);
      throw error;
    }
  }

  /** @throws Refusal access.not_found */
  async cancel(actor: Actor, id: string): Promise<void> {
    if (!(await this.giveUp(actor, id))) throw new Refusal('access.not_found');
  }

  private async find(actor: Actor, id: string): Promise<{ readonly parentId: string; readonly view: UploadView } | undefined> {
    const upload = await this.database.read(actor, (tx) => this.uploads.one(tx, actor, id));
    if (upload) {
      const { bytes, parent } = upload;
      return { parentId: parent.id, view: { id, bytes, offset: await this.incoming.received(id), attachment: null } };
    }
    for (const [, parent] of this.parents.all()) {
      const found = await this.database.read(actor, (tx) => parent.byPerson(tx, actor, id));
      if (!found) continue;
      const { attachment, parentId } = found;
      return { parentId, view: { id, bytes: attachment.bytes, offset: attachment.bytes, attachment } };
    }
    return undefined;
  }

  /** Says no before two hundred megabytes have come for nothing. */
  private async checkHead({ id, bytes }: Upload): Promise<void> {
    const most = maxBytesOf[await documentTypeOf(await this.incoming.head(id, headBytes))];
    if (bytes > most) throw tooLarge(most);
  }

  /** A sender who asks again while it is looked at waits for the same answer. */
  private complete(actor: Actor, upload: Upload): Promise<Attachment> {
    const running = this.completing.get(upload.id);
    if (running) return running;
    const completed = this.makeDocument(actor, upload).finally(() => this.completing.delete(upload.id));
    this.completing.set(upload.id, completed);
    return completed;
  }

  private async makeDocument(actor: Actor, { id, parent, name, bytes, sha256 }: Upload): Promise<Attachment> {
    const announced = { name, bytes, sha256: sha256 ?? undefined };
    const keeper = this.parents.of(parent.kind);
    const stored = await this.files.store(keeper.shelf, this.incoming.stream(id), announced);
    try {
      const attachment = await this.commands.run(actor, async (work) => {
        const first = await this.uploads.end(work, actor, id);
        return first ? keeper.add(work, actor, parent.id, id, stored) : undefined;
      });
      if (!attachment) throw new Refusal('access.not_found');
      await this.incoming.drop(id);
      return attachment;
    } catch (error) {
      await this.files.discard(stored.key);
      // another process was faster with the same bytes
      const done = await this.find(actor, id);
      if (done?.view.attachment) return done.view.attachment;
      throw error;
    }
  }

  private async giveUp(actor: Actor, id: string): Promise<boolean> {
    const ended = await this.commands.run(actor, (work) => this.uploads.end(work, actor, id));
    if (ended) await this.incoming.drop(id);
    return ended;
  }
}
