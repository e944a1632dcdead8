import type { Attachment } from '@alliance/contracts/attachment.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable, type StreamableFile } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Commands } from '../platform/command/commands.js';
import { Database } from '../platform/db/database.js';
import { Files } from '../platform/files/files.js';
import { newId } from '../platform/ids.js';
import { AttachmentStore } from './attachment.store.js';

interface FileRow {
  readonly name: string;
  readonly media_type: string;
  readonly storage_key: string;
  readonly bytes: string;
}

/** Documents that come in one request, go out, or leave a draft. */
@Injectable()
export class AttachmentService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly attachments: AttachmentStore,
    private readonly files: Files,
    private readonly audit: AuditLog,
  ) {}

  /** The bytes are stored first: a row without a file would be a lie, a file without a row is only litter. */
  async attach(actor: Actor, referralId: string, file: File): Promise<Attachment> {
    await this.database.read(actor, (tx) => this.attachments.target(tx, actor, referralId));
    const id = newId();
    const stored = await this.files.store('attachment', file.stream(), { name: file.name });
    try {
      const replay = (earlier: string) => this.database.read(actor, (tx) => this.attachments.one(tx, earlier));
      const attachment = await this.commands.run(actor, (work) => this.attachments.add(work, actor, referralId, id, stored), { replay });
      if (attachment.id !== id) await this.files.discard(stored.key);
      return attachment;
    } catch (error) {
      await this.files.discard(stored.key);
      throw error;
    }
  }

  /** @throws Refusal access.not_found for a document of a referral one does not see, file.quarantined */
  async download(actor: Actor, id: string): Promise<StreamableFile> {
    const found = await this.database.write(actor, async (tx) => {
      const [row] = await tx.rows<FileRow>('select name, media_type, storage_key, bytes from attachment where id = $1', [id]);
      if (!row) throw new Refusal('access.not_found');
      await this.audit.seen(tx, actor, { action: 'file.download', objectKind: 'attachment', objectIds: [id] });
      return row;
    });
    const { name, media_type: mediaType, bytes } = found;
    return this.files.download(found.storage_key, { name, mediaType, bytes: Number(bytes) });
  }

  /** @throws Refusal access.not_found, referral.wrong_state once it was sent, referral.not_your_action */
  async remove(actor: Actor, id: string): Promise<void> {
    const key = await this.commands.run(actor, (work) => this.attachments.remove(work, actor, id));
    await this.files.discard(key);
  }
}
