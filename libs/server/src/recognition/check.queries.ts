import type { listAdoptions, RecognitionCheck } from '@alliance/contracts/recognition.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { TestCatalogueReader } from '../test-catalogue/test-catalogue.reader.js';
import { ResultReader } from '../test-result/result.reader.js';
import { checkView, itemRows, itemView, type CheckRow, type ItemRow } from './check.row.js';

const check = 'select id, version, patient_id, at, state, contexts, decided_at from recognition_check where id = $1';
/** Known by a number of one's own: not a newborn's nor an unknown person's row. */
const verified = `
  select exists (select 1 from patient p join patient_relation k on k.patient_id = p.id and k.institution_id = current_institution() and k.closed_at is null
    where p.id = kept_row_of($1) and p.identifier_index is not null) as verified`;
/** `$1` the patient or null, `$2` whose corrected ones that nobody looked at or null, `$3` and `$4` where the page before ended. */
const adopted = `${itemRows}
  where n.institution_id = current_institution() and n.decision = 'accepted'
    and ($1::uuid is null or n.patient_id in (select rows_kept_under(kept_row_of($1))))
    and ($2::uuid is null or (n.decided_by = $2 and n.overturned_at is not null and n.overturned_seen_at is null))
    and ($3::timestamptz is null or (n.decided_at, n.id) < ($3, $4::uuid))
  order by n.decided_at desc, n.id desc limit $5`;

/** Checks and what was taken over. What shows results leaves a trace. */
@Injectable()
export class CheckQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly catalogue: TestCatalogueReader,
    private readonly results: ResultReader,
  ) {}

  /** @throws Refusal access.not_found */
  get(actor: Actor, id: string): Promise<RecognitionCheck> {
    return this.database.write(actor, async (tx) => {
      const view = await this.view(tx, id);
      await this.audit.seen(tx, actor, { action: 'recognition.read', objectKind: 'patient', objectIds: [view.patientId] });
      return view;
    });
  }

  /** @throws Refusal access.not_found */
  async row(tx: Transaction, id: string, lock = false): Promise<CheckRow> {
    const [row] = await tx.rows<CheckRow>(`${check}${lock ? ' for update' : ''}`, [id]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }

  items(tx: Transaction, checkId: string): Promise<ItemRow[]> {
    return tx.rows<ItemRow>(`${itemRows} where n.check_id = $1 order by n.position`, [checkId]);
  }

  /** Whether the asking hospital knows this patient by a number. */
  async identityVerified(tx: Transaction, patientId: string): Promise<boolean> {
    const [row] = await tx.rows<{ verified: boolean }>(verified, [patientId]);
    return row?.verified ?? false;
  }

  async view(tx: Transaction, id: string): Promise<RecognitionCheck> {
    const row = await this.row(tx, id);
    const items = await this.items(tx, id);
    const codes = [...new Set(items.flatMap(({ panel_code: panel }) => panel ?? []))];
    const panels = await this.catalogue.panels(tx, codes);
    return checkView(row, items, {
      identityVerified: await this.identityVerified(tx, row.patient_id),
      consent: await this.results.consent(tx, row.patient_id),
      panels: [...panels.values()].map(({ code, nameZh, nameEn }) => ({ code, name: { zh: nameZh, ...(nameEn && { en: nameEn }) } })),
    });
  }

  adoptions(actor: Actor, { patientId, overturned, limit, cursor }: InputOf<typeof listAdoptions>['query']) {
    const [at, id] = readCursor(cursor, 2);
    return this.database.write(actor, async (tx) => {
      const mine = overturned || !patientId ? actor.personId : null;
      const rows = await tx.rows<ItemRow>(adopted, [patientId ?? null, mine, at ?? null, id ?? null, limit + 1]);
      const patients = [...new Set(rows.map((row) => row.patient_id))];
      if (patients.length) await this.audit.seen(tx, actor, { action: 'recognition.read', objectKind: 'patient', objectIds: patients });
      return pageFrom(
        rows,
        limit,
        (row) => [new Date(row.decided_at ?? 0).toISOString(), row.id],
        (row) => ({ ...itemView(row), checkId: row.check_id, patientId: row.patient_id, patientName: row.patient_name ?? '' }),
      );
    });
  }
}
