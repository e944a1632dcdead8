import type { Attachment } from '@alliance/contracts/attachment.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { documentQuota } from '@alliance/domain/document/document';
import { finalStates } from '@alliance/domain/referral/referral.machine';
import { sideOf } from '@alliance/domain/referral/referral.policy';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';
import type { StoredFile } from '../platform/files/files.js';
import { DocumentParents, type DocumentParent } from '../platform/upload/document-parents.js';
import { ReferralQueries } from './referral.queries.js';
import { factsOf, type ReferralRow } from './referral.row.js';

const final: ReadonlySet<string> = new Set(finalStates);
const insert = `
  insert into attachment (id, referral_id, institution_id, person_id, name, media_type, bytes, sha256, storage_key, quarantine, at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
/** Documents and announced ones; the upload that is becoming a document counts once. */
const used = `
  select coalesce(sum(bytes), 0)::float8 as bytes, count(*)::int as files from (
    select bytes from attachment where referral_id = $1 union all select bytes from upload where referral_id = $1 and id <> $2) held`;
const byId = `
  select f.id, f.name, f.media_type as "mediaType", f.bytes::float8 as bytes, f.at, i.name as institution, f.quarantine, f.referral_id as "referralId"
  from attachment f join institution i on i.id = f.institution_id where f.id = $1`;

/** Documents of a referral: whoever sees the referral sees them, and its two sides add to them until it ends. */
@Injectable()
export class AttachmentStore implements DocumentParent, OnModuleInit {
  readonly shelf = 'attachment';

  constructor(
    private readonly queries: ReferralQueries,
    private readonly parents: DocumentParents,
  ) {}

  onModuleInit(): void {
    this.parents.register('referral', this);
  }

  /** @throws Refusal as `target` and `makeRoom` */
  async announce(work: Work, actor: Actor, referralId: string, id: string, bytes: number): Promise<void> {
    await this.target(work, actor, referralId);
    await this.makeRoom(work, referralId, id, bytes);
  }

  /** @throws Refusal referral.not_found, referral.wrong_state, referral.not_your_action */
  async target(tx: Transaction, actor: Actor, referralId: string): Promise<ReferralRow> {
    const row = await this.queries.row(tx, referralId);
    if (final.has(row.state)) throw new Refusal('referral.wrong_state', { state: row.state, action: 'attach' });
    const clinician = actor.role === 'doctor' || actor.role === 'coordinator';
    if (!clinician || !sideOf(factsOf(row), actor.institutionId)) throw new Refusal('referral.not_your_action');
    return row;
  }

  /** Holds back others that add to the same referral, so that all of them count. @throws Refusal file.referral_full */
  async makeRoom(work: Work, referralId: string, id: string, bytes: number): Promise<void> {
    await work.rows(`select pg_advisory_xact_lock(hashtextextended('documents ' || $1, 0))`, [referralId]);
    const [held] = await work.rows<{ bytes: number; files: number }>(used, [referralId, id]);
    const { filesPerReferral: maxFiles, bytesPerReferral } = documentQuota;
    if (held && held.files < maxFiles && held.bytes + bytes <= bytesPerReferral) return;
    throw new Refusal('file.referral_full', { maxFiles, maxMegabytes: Math.floor(bytesPerReferral / 1_048_576) });
  }

  /** Writes the document and tells both sides. @throws Refusal as `target` and `makeRoom` */
  async add(work: Work, actor: Actor, referralId: string, id: string, stored: StoredFile): Promise<Attachment> {
    const row = await this.target(work, actor, referralId);
    await this.makeRoom(work, referralId, id, stored.bytes);
    const { key, name, mediaType, bytes, sha256, quarantine } = stored;
    const { institutionId, personId } = actor;
    await work.rows(insert, [id, referralId, institutionId, personId, name, mediaType, bytes, sha256, key, quarantine, work.now]);
    work.subjectId = id;
    work.audit({ action: quarantine ? 'referral.attach_quarantined' : 'referral.attach', objectKind: 'referral', objectIds: [referralId] });
    this.tell(work, row, 'referral.document_added', { attachmentId: id, bytes, ...(quarantine && { quarantine }) });
    return this.one(work, id);
  }

  /**
   * Takes a document out of a draft.
   * @returns the key of its file
   * @throws Refusal access.not_found, referral.wrong_state, referral.not_your_action
   */
  async remove(work: Work, actor: Actor, id: string): Promise<string> {
    const [file] = await work.rows<{ referral_id: string; person_id: string }>(
      'select referral_id, person_id from attachment where id = $1',
      [id],
    );
    if (!file) throw new Refusal('access.not_found');
    const row = await this.queries.row(work, file.referral_id);
    const people = [file.person_id, row.created_by_person, row.owner_person];
    if (row.sender_id !== actor.institutionId || !people.includes(actor.personId)) throw new Refusal('referral.not_your_action');
    // what has been sent stays as it was sent
    const [draft] = await work.rows(`select 1 from referral where id = $1 and state = 'draft' for update`, [row.id]);
    if (!draft) throw new Refusal('referral.wrong_state', { state: row.state, action: 'remove_document' });
    const [gone] = await work.rows<{ storage_key: string }>('delete from attachment where id = $1 returning storage_key', [id]);
    if (!gone) throw new Refusal('access.not_found');
    work.audit({ action: 'referral.document_removed', objectKind: 'referral', objectIds: [row.id] });
    this.tell(work, row, 'referral.document_removed', { attachmentId: id });
    return gone.storage_key;
  }

  /** @throws Refusal access.not_found */
  async one(tx: Transaction, id: string): Promise<Attachment & { readonly referralId: string }> {
    const [row] = await tx.rows<Attachment & { readonly referralId: string; readonly at: Date | string }>(byId, [id]);
    if (!row) throw new Refusal('access.not_found');
    return { ...row, at: new Date(row.at).toISOString() };
  }

  /** A document that this person added: what an upload of theirs has become. */
  async byPerson(tx: Transaction, actor: Actor, id: string): Promise<{ attachment: Attachment; parentId: string } | undefined> {
    const [own] = await tx.rows('select 1 from attachment where id = $1 and person_id = $2', [id, actor.personId]);
    if (!own) return undefined;
    const { referralId: parentId, ...attachment } = await this.one(tx, id);
    return { attachment, parentId };
  }

  private tell(work: Work, row: ReferralRow, kind: string, data: Readonly<Record<string, unknown>>): void {
    const recipients = row.submitted_at && row.receiver_id ? [row.sender_id, row.receiver_id] : [row.sender_id];
    work.event({ kind, topic: 'referral', subjectId: row.id, version: row.version, data, recipients });
  }
}
