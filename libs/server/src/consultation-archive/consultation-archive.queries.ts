import type { ConsultationArchiveVersion } from '@alliance/contracts/consultation-archive.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Database, type Transaction } from '../platform/db/database.js';

export interface SealedConsultation {
  readonly number: string;
  readonly version: number;
  readonly bundle: string;
  readonly sha256: string;
}
type VersionRow = Omit<ConsultationArchiveVersion, 'sealedAt'> & { readonly sealed_at: Date };

const versions = `
  select a.version, a.cause, a.sha256, a.previous, a.sealed_at, octet_length(a.bundle) as bytes,
    (select coalesce(jsonb_agg(jsonb_build_object('institution', jsonb_build_object('id', i.id, 'name', i.name), 'sha256', c.sha256, 'receivedAt', c.received_at) order by c.received_at, i.name), '[]')
      from consultation_archive_copy c join institution i on i.id = c.institution_id where c.archive_id = a.id) as copies
  from consultation_archive a where a.consultation_id = $1 order by a.version desc`;
const sealed = `
  select c.number, a.version, a.bundle, a.sha256 from consultation_archive a join consultation c on c.id = a.consultation_id
  where a.consultation_id = $1 and a.version = coalesce($2, (select max(version) from consultation_archive where consultation_id = $1))`;

/** The sealed versions of a consultation: for its hospitals, each look recorded. */
@Injectable()
export class ConsultationArchiveQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** @throws Refusal consultation.not_found */
  versions(actor: Actor, id: string): Promise<{ items: ConsultationArchiveVersion[] }> {
    return this.database.write(actor, async (tx) => {
      await sees(tx, id);
      const rows = await tx.rows<VersionRow>(versions, [id]);
      await this.audit.seen(tx, actor, { action: 'archive.list', objectKind: 'consultation', objectIds: [id] });
      return { items: rows.map(versionOf) };
    });
  }

  /** @throws Refusal consultation.not_found; access.not_found where no such version was sealed, or not for this hospital */
  download(actor: Actor, id: string, version: number | null, format: 'json' | 'pdf'): Promise<SealedConsultation> {
    return this.database.write(actor, async (tx) => {
      await sees(tx, id);
      const [found] = await tx.rows<SealedConsultation>(sealed, [id, version]);
      if (!found) throw new Refusal('access.not_found');
      await this.audit.seen(tx, actor, { action: `archive.download_${format}`, objectKind: 'consultation', objectIds: [id] });
      return found;
    });
  }
}

async function sees(tx: Transaction, id: string): Promise<void> {
  const found = await tx.rows('select 1 from consultation where id = $1', [id]);
  if (!found.length) throw new Refusal('consultation.not_found');
}

const versionOf = ({ sealed_at, copies, ...row }: VersionRow): ConsultationArchiveVersion => ({
  ...row,
  sealedAt: sealed_at.toISOString(),
  copies: copies.map((copy) => ({ ...copy, receivedAt: new Date(copy.receivedAt).toISOString() })),
});
