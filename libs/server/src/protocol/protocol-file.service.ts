import type { attachProtocolFile } from '@alliance/contracts/protocol.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { mayAuthor } from '@alliance/domain/protocol/version.policy';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable, type StreamableFile } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database } from '../platform/db/database.js';
import { Files, type StoredFile } from '../platform/files/files.js';
import { newId } from '../platform/ids.js';
import { ProtocolQueries } from './protocol.queries.js';
import { ProtocolStore } from './protocol.store.js';

type ProtocolFile = AnswerOf<typeof attachProtocolFile>;

/** Documents that sections link to as `file:<id>`. */
@Injectable()
export class ProtocolFileService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly queries: ProtocolQueries,
    private readonly protocols: ProtocolStore,
    private readonly files: Files,
    private readonly audit: AuditLog,
  ) {}

  /** The bytes are stored first: a row without a file would be a lie, a file without a row is only litter. */
  async attach(actor: Actor, protocolId: string, file: File): Promise<ProtocolFile> {
    const { lead_id: leadId } = await this.database.read(actor, (tx) => this.queries.row(tx, actor, protocolId));
    if (!mayAuthor(actor, leadId)) throw new Refusal('protocol.not_lead');
    const id = newId();
    const stored = await this.files.store('protocol', file.stream(), { name: file.name });
    try {
      // nobody works with a protocol's document that cannot be opened
      if (stored.quarantine) throw new Refusal('file.unsafe', { reason: stored.quarantine });
      const attached = await this.commands.run(actor, (work) => this.record(work, actor, protocolId, leadId, { id, ...stored }), {
        replay: (earlier) => this.database.read(actor, async (tx) => fileOf(await this.queries.row(tx, actor, protocolId), earlier)),
      });
      if (attached.id !== id) await this.files.discard(stored.key);
      return attached;
    } catch (error) {
      await this.files.discard(stored.key);
      throw error;
    }
  }

  /** @throws Refusal access.not_found for a document that nothing one may read links to */
  async download(actor: Actor, id: string): Promise<StreamableFile> {
    const found = await this.database.write(actor, async (tx) => {
      const row = await this.queries.file(tx, actor, id);
      await this.audit.seen(tx, actor, { action: 'file.download', objectKind: 'protocol_file', objectIds: [id] });
      return row;
    });
    const { name, media_type: mediaType, bytes } = found;
    return this.files.download(found.storage_key, { name, mediaType, bytes: Number(bytes) });
  }

  private async record(
    work: Work,
    actor: Actor,
    protocolId: string,
    leadId: string,
    { id, name, mediaType, bytes, sha256, key }: StoredFile & { id: string },
  ): Promise<ProtocolFile> {
    await work.rows(
      'insert into protocol_file (id, protocol_id, person_id, name, media_type, bytes, sha256, storage_key, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [id, protocolId, actor.personId, name, mediaType, bytes, sha256, key, work.now],
    );
    const version = await this.protocols.take(work, protocolId);
    work.subjectId = id;
    work.audit({ action: 'protocol.attach', objectKind: 'protocol', objectIds: [protocolId] });
    work.event({
      kind: 'protocol.document_added',
      topic: 'protocol',
      subjectId: protocolId,
      version,
      data: { fileId: id, bytes },
      recipients: [leadId],
    });
    return fileOf(await this.queries.row(work, actor, protocolId), id);
  }
}

/** @throws Refusal access.not_found */
function fileOf({ files }: { readonly files: readonly ProtocolFile[] }, id: string): ProtocolFile {
  const found = files.find((file) => file.id === id);
  if (!found) throw new Refusal('access.not_found');
  return { ...found, at: new Date(found.at).toISOString() };
}
