import type { ArchiveVersion } from '@alliance/contracts/archive.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Database, type Transaction } from '../platform/db/database.js';

interface VersionRow {
  readonly version: number;
  readonly cause: ArchiveVersion['cause'];
  readonly sha256: string;
  readonly previous: string | null;
  readonly sealed_at: Date;
  readonly by: ArchiveVersion['by'];
  readonly bytes: number;
  readonly copies: { institution: { id: string; name: string }; sha256: string; receivedAt: string }[];
}
export interface SealedBundle {
  readonly number: string;
  readonly version: number;
  readonly bundle: string;
  readonly sha256: string;
}

// the last step before it was sealed is what it was sealed for
const versions = `
  select a.version, a.cause, a.sha256, a.previous, a.sealed_at, octet_length(a.bundle) as bytes,
    (select jsonb_build_object('person', (select name from person where id = e.person_id), 'institution', (select name from institution where id = e.institution_id))
      from event e where e.subject_id = a.referral_id and e.person_id is not null and e.kind <> 'referral.messages_read' and e.happened_at <= a.sealed_at order by e.happened_at desc, e.id desc limit 1) as by,
    (select coalesce(jsonb_agg(jsonb_build_object('institution', jsonb_build_object('id', i.id, 'name', i.name), 'sha256', c.sha256, 'receivedAt', c.received_at) order by c.received_at, i.name), '[]')
      from archive_copy c join institution i on i.id = c.institution_id where c.archive_id = a.id) as copies
  from archive a where a.referral_id = $1 order by a.version desc`;
const sealed = `
  select r.number, a.version, a.bundle, a.sha256 from archive a join referral r on r.id = a.referral_id
  where a.referral_id = $1 and a.version = coalesce($2, (select max(version) from archive where referral_id = $1))`;

/** The sealed versions of a referral: for its two hospitals, each look recorded. */
@Injectable()
export class ArchiveQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** @throws Refusal referral.not_found */
  versions(actor: Actor, referralId: string): Promise<{ items: ArchiveVersion[] }> {
    return this.database.write(actor, async (tx) => {
      await seesReferral(tx, referralId);
      const rows = await tx.rows<VersionRow>(versions, [referralId]);
      await this.audit.seen(tx, actor, { action: 'archive.list', objectKind: 'referral', objectIds: [referralId] });
      return { items: rows.map(versionOf) };
    });
  }

  /** @throws Refusal referral.not_found; access.not_found where no such version was sealed, or not for this hospital */
  download(actor: Actor, referralId: string, version: number | null, format: 'json' | 'pdf'): Promise<SealedBundle> {
    return this.database.write(actor, async (tx) => {
      await seesReferral(tx, referralId);
      const [found] = await tx.rows<SealedBundle>(sealed, [referralId, version]);
      if (!found) throw new Refusal('access.not_found');
      await this.audit.seen(tx, actor, { action: `archive.download_${format}`, objectKind: 'referral', objectIds: [referralId] });
      return found;
    });
  }
}

async function seesReferral(tx: Transaction, id: string): Promise<void> {
  const found = await tx.rows('select 1 from referral where id = $1', [id]);
  if (!found.length) throw new Refusal('referral.not_found');
}

const versionOf = ({ sealed_at, copies, ...row }: VersionRow): ArchiveVersion => ({
  ...row,
  sealedAt: sealed_at.toISOString(),
  copies: copies.map((copy) => ({ ...copy, receivedAt: new Date(copy.receivedAt).toISOString() })),
});
