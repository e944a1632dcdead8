import type { Attachment } from '@alliance/contracts/attachment.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { sideOf } from '@alliance/domain/referral/referral.policy';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database } from '../platform/db/database.js';
import { Files, safeFileName, type StoredFile } from '../platform/files/files.js';
import { newId } from '../platform/ids.js';
import { ReferralQueries } from './referral.queries.js';
import { factsOf } from './referral.row.js';

const final = new Set(['closed', 'cancelled']);

/** Documents of a referral: whoever sees the referral sees them, nobody else. */
@Injectable()
export class AttachmentService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly queries: ReferralQueries,
    private readonly files: Files,
    private readonly audit: AuditLog,
  ) {}

  /** The bytes are stored first: a row without a file would be a lie, a file without a row is only litter. */
  async attach(actor: Actor, referralId: string, file: File): Promise<Attachment> {
    const id = newId();
    await this.checkMayAttach(actor, referralId);
    const stored = await this.files.store(id, file);
    try {
      const replay = (earlier: string) => this.one(actor, referralId, earlier);
      const attachment = await this.commands.run(
        actor,
        (work) => this.record(work, actor, referralId, id, safeFileName(file.name), stored),
        { replay },
      );
      if (attachment.id !== id) await this.files.discard(stored.key);
      return attachment;
    } catch (error) {
      await this.files.discard(stored.key);
      throw error;
    }
  }

  /** @throws Refusal access.not_found for a document of a referral one does not see */
  async download(actor: Actor, id: string): Promise<StreamableFile> {
    const found = await this.database.write(actor, async (tx) => {
      const [row] = await tx.rows<{ name: string; media_type: string; storage_key: string; bytes: string }>(
        'select name, media_type, storage_key, bytes from attachment where id = $1',
        [id],
      );
      if (!row) throw new Refusal('access.not_found');
      await this.audit.seen(tx, actor, { action: 'file.download', objectKind: 'attachment', objectIds: [id] });
      return row;
    });
    const stream = Readable.from(await this.files.read(found.storage_key));
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`;
    return new StreamableFile(stream, { type: found.media_type, disposition, length: Number(found.bytes) });
  }

  private async record(work: Work, actor: Actor, referralId: string, id: string, name: string, stored: StoredFile): Promise<Attachment> {
    const row = await this.queries.row(work, referralId);
    const { key, mediaType, bytes, sha256 } = stored;
    await work.rows(
      `insert into attachment (id, referral_id, institution_id, person_id, name, media_type, bytes, sha256, storage_key, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [id, referralId, actor.institutionId, actor.personId, name, mediaType, bytes, sha256, key, work.now],
    );
    work.subjectId = id;
    work.audit({ action: 'referral.attach', objectKind: 'referral', objectIds: [referralId] });
    work.event({
      kind: 'referral.document_added',
      topic: 'referral',
      subjectId: referralId,
      version: row.version,
      data: { attachmentId: id, bytes },
      recipients: row.submitted_at && row.receiver_id ? [row.sender_id, row.receiver_id] : [row.sender_id],
    });
    const institution = actor.institutionId === row.sender_id ? row.sender_name : (row.receiver_name ?? '');
    return { id, name, mediaType, bytes, at: work.now.toISOString(), institution };
  }

  private async one(actor: Actor, referralId: string, id: string): Promise<Attachment> {
    const row = await this.database.read(actor, (tx) => this.queries.row(tx, referralId));
    const found = row.attachments.find((attachment) => attachment.id === id);
    if (!found) throw new Refusal('access.not_found');
    return { ...found, at: new Date(found.at).toISOString() };
  }

  private async checkMayAttach(actor: Actor, referralId: string): Promise<void> {
    const row = await this.database.read(actor, (tx) => this.queries.row(tx, referralId));
    if (final.has(row.state)) throw new Refusal('referral.wrong_state', { state: row.state, action: 'attach' });
    const clinician = actor.role === 'doctor' || actor.role === 'coordinator';
    if (!clinician || !sideOf(factsOf(row), actor.institutionId)) throw new Refusal('referral.not_your_action');
  }
}
