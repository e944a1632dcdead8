import type { startUpload } from '@alliance/contracts/upload.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { documentQuota } from '@alliance/domain/document/document';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../command/work.js';
import type { Transaction } from '../db/database.js';
import { DocumentParents, type ParentKind, type ParentRef } from './document-parents.js';

/** A document that was announced and is not complete. */
export interface Upload {
  readonly id: string;
  readonly parent: ParentRef;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string | null;
}
export type Announcement = InputOf<typeof startUpload>['body'];

const columnOf: Readonly<Record<ParentKind, string>> = { referral: 'referral_id', consultation: 'consultation_id' };
const columns = `id, jsonb_build_object('kind', case when referral_id is null then 'consultation' else 'referral' end,
  'id', coalesce(referral_id, consultation_id)) as parent, name, bytes::float8 as bytes, sha256`;

/** Announced documents. Each belongs to the person who sends it, for as long as they see what it is for. */
@Injectable()
export class UploadStore {
  constructor(private readonly parents: DocumentParents) {}

  async one(tx: Transaction, actor: Actor, id: string): Promise<Upload | undefined> {
    const [row] = await tx.rows<Upload>(`select ${columns} from upload where id = $1 and person_id = $2`, [id, actor.personId]);
    return row;
  }

  /** @throws Refusal as adding a document, and upload.too_many_open where the hospital sends too many at a time */
  async open(work: Work, actor: Actor, parent: ParentRef, { id, name, bytes, sha256 }: Announcement): Promise<void> {
    await this.parents.of(parent.kind).announce(work, actor, parent.id, id, bytes);
    await work.rows(`select pg_advisory_xact_lock(hashtextextended('uploads ' || $1, 0))`, [actor.institutionId]);
    const [open] = await work.rows<{ count: number }>('select count(*)::int as count from upload where institution_id = $1', [
      actor.institutionId,
    ]);
    const { openUploads: max } = documentQuota;
    if (open && open.count >= max) throw new Refusal('upload.too_many_open', { max, seconds: 30 });
    await work.rows(
      `insert into upload (id, ${columnOf[parent.kind]}, institution_id, person_id, name, bytes, sha256, started_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, parent.id, actor.institutionId, actor.personId, name, bytes, sha256 ?? null, work.now],
    );
  }

  /** @returns whether it was there: of two that complete or cancel it at a time, one ends it */
  async end(work: Work, actor: Actor, id: string): Promise<boolean> {
    const ended = await work.rows('delete from upload where id = $1 and person_id = $2 returning id', [id, actor.personId]);
    return ended.length > 0;
  }
}
