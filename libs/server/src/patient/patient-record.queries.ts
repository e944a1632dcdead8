import type { PatientMerge } from '@alliance/contracts/patient-merge.contract';
import type { PatientDetail, PatientTrace } from '@alliance/contracts/patient-record.contract';
import type { PatientView } from '@alliance/contracts/patient.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import type { Kept } from '@alliance/domain/identity/merge.decide';
import { gestationOf } from '@alliance/domain/identity/newborn';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { today } from '../platform/today.js';
import { mergeRows, mergeView, type MergeRow } from './patient-merge.row.js';
import { patientColumns, patientSource, patientView, type PatientRow } from './patient.row.js';
import { aliasesOfRow } from './patient.statement.js';

interface RecordRow extends PatientRow {
  version: number;
  marks: string | null;
  born_at: Date | null;
  gestational_days: number | null;
  birth_weight_grams: number | null;
  since: Date;
  same_as: string | null;
  aliases: PatientDetail['aliases'];
  mother: PatientDetail['mother'];
  rows: string[];
  referrals: PatientDetail['referrals'];
}

const referralsShown = 50;
const record = `
  select ${patientColumns}, r.version, r.marks, r.born_at, r.gestational_days, r.birth_weight_grams, r.since, r.same_as, ${aliasesOfRow} as aliases,
    (select jsonb_build_object('id', m.patient_id, 'name', m.name) from patient_relation m
      where m.institution_id = $1 and m.patient_id = p.mother_id and m.closed_at is null) as mother,
    array(select rows_kept_under(p.id)) as rows,
    (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'number', f.number, 'state', f.state, 'urgency', f.urgency,
        'side', case when f.sender_id = $1 then 'sender' else 'receiver' end, 'sentAs', f.patient_name,
        'counterpart', coalesce((select name from institution where id = case when f.sender_id = $1 then f.receiver_id else f.sender_id end), f.outside_name))
        order by f.open desc, f.created_at desc), '[]')
      from (select * from referral where patient_id in (select rows_kept_under(p.id)) order by open desc, created_at desc limit ${referralsShown}) f) as referrals
  ${patientSource} and p.id = $2`;
const newborns = `select ${patientColumns} ${patientSource} and p.mother_id = any($2::uuid[]) order by r.born_at, r.name`;
const about = `${mergeRows} and (m.kept_id = any($2::uuid[]) or m.merged_id = any($2::uuid[])) order by m.proposed_at desc, m.id desc`;
const pending = `${mergeRows} and m.state in ('proposed', 'undo_proposed') and ($2::timestamptz is null or (m.proposed_at, m.id) > ($2, $3::uuid))
  order by m.proposed_at, m.id limit $4`;

/** What was done with any of these rows here, and what a hospital that treats the same person told. */
const trace = `
  with about as (select distinct unnest(array[m.kept_id, m.merged_id]) as id from patient_merge m
    where m.institution_id = $1 and (m.kept_id = any($2::uuid[]) or m.merged_id = any($2::uuid[])) union select unnest($2::uuid[]))
  select e.id, e.kind, e.happened_at as at, s.name as by, i.name as institution, e.data - array['keptId', 'mergedId', 'mergeId'] as data,
    jsonb_build_object('id', r.patient_id, 'name', r.name) as patient, case when e.kind like '%.undo_%' then m.undo_reason else m.reason end as reason
  from about join event e on e.subject_id = about.id and e.topic = 'patient' join institution i on i.id = e.institution_id
    join patient_relation r on r.institution_id = $1 and r.patient_id = e.subject_id
    left join person s on s.id = e.person_id left join patient_merge m on m.institution_id = $1 and m.id = (e.data ->> 'mergeId')::uuid
  order by e.recorded_at, e.id`;

/** One patient as this hospital knows them, with all that was done about their identity. Every look is recorded. */
@Injectable()
export class PatientRecordQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<PatientDetail> {
    return this.database.write(actor, async (tx) => {
      const detail = await this.detail(tx, actor, id);
      await this.audit.seen(tx, actor, { action: 'patient.read', objectKind: 'patient', objectIds: [id] });
      return detail;
    });
  }

  /** @throws Refusal access.not_found for a patient this institution has no relation to */
  async detail(tx: Transaction, actor: Actor, id: string): Promise<PatientDetail> {
    const row = await this.row(tx, actor, id);
    const merges = await tx.rows<MergeRow>(about, [actor.institutionId, row.rows]);
    const children = await tx.rows<PatientRow>(newborns, [actor.institutionId, row.rows]);
    return {
      ...patientView(row),
      relationVersion: row.version,
      marks: row.marks,
      birth: row.born_at && {
        at: row.born_at.toISOString(),
        gestation: row.gestational_days === null ? null : gestationOf(row.gestational_days),
        weightGrams: row.birth_weight_grams,
      },
      since: row.since.toISOString(),
      aliases: row.aliases,
      keptUnder: row.same_as ? await this.keptUnder(tx, actor, row, merges) : null,
      mother: row.mother,
      newborns: children.map(patientView),
      referrals: row.referrals,
      merges: merges.map((merge) => this.mergeView(merge, actor)),
      actions: actionsOf(row, actor),
    };
  }

  trace(actor: Actor, id: string): Promise<PatientTrace[]> {
    return this.database.write(actor, async (tx) => {
      const { rows } = await this.row(tx, actor, id);
      const items = await tx.rows<Omit<PatientTrace, 'at'> & { at: Date }>(trace, [actor.institutionId, rows]);
      await this.audit.seen(tx, actor, { action: 'patient.trace', objectKind: 'patient', objectIds: [id] });
      return items.map((item) => ({ ...item, at: item.at.toISOString() }));
    });
  }

  /** What waits for a second person, oldest first. */
  pending(actor: Actor, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
    const [at, after] = readCursor(cursor, 2);
    return this.database.write(actor, async (tx) => {
      const rows = await tx.rows<MergeRow>(pending, [actor.institutionId, at ?? null, after ?? null, limit + 1]);
      const ids = rows.flatMap(({ kept, merged }) => [kept.id, merged.id]);
      await this.audit.seen(tx, actor, { action: 'patient.search', objectKind: 'patient', objectIds: ids });
      return pageFrom(
        rows,
        limit,
        (row) => [row.proposed_at.toISOString(), row.id],
        (row) => this.mergeView(row, actor),
      );
    });
  }

  merge(actor: Actor, id: string): Promise<PatientMerge> {
    return this.database.read(actor, async (tx) => {
      const [row] = await tx.rows<MergeRow>(`${mergeRows} and m.id = $2`, [actor.institutionId, id]);
      if (!row) throw new Refusal('access.not_found');
      return this.mergeView(row, actor);
    });
  }

  /** One row as it stands here: what decides whether it can be joined to another. @throws Refusal access.not_found */
  async standing(tx: Transaction, id: string): Promise<Kept & PatientView> {
    const [row] = await tx.rows<PatientRow & { same_as: string | null }>(
      `select ${patientColumns}, r.same_as ${patientSource} and p.id = $2`,
      [tx.identity.institutionId, id],
    );
    if (!row) throw new Refusal('access.not_found');
    return { ...patientView(row), sameAs: row.same_as };
  }

  async proposed(tx: Transaction, a: string, b: string): Promise<boolean> {
    const found = await tx.rows(
      `select 1 from patient_merge where institution_id = current_institution() and state = 'proposed' and kept_id in ($1, $2) and merged_id in ($1, $2)`,
      [a, b],
    );
    return found.length > 0;
  }

  private async row(tx: Transaction, actor: Actor, id: string): Promise<RecordRow> {
    const [row] = await tx.rows<RecordRow>(record, [actor.institutionId, id]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }

  private async keptUnder(
    tx: Transaction,
    actor: Actor,
    { id }: RecordRow,
    merges: readonly MergeRow[],
  ): Promise<PatientDetail['keptUnder']> {
    const [row] = await tx.rows<PatientRow>(`select ${patientColumns} ${patientSource} and p.id = kept_row_of($2)`, [
      actor.institutionId,
      id,
    ]);
    const since = merges.find(({ merged, state }) => merged.id === id && (state === 'in_force' || state === 'undo_proposed'));
    return row && since ? { ...patientView(row), at: (since.decided_at ?? since.proposed_at).toISOString() } : null;
  }

  private mergeView(row: MergeRow, actor: Actor): PatientMerge {
    return mergeView(row, actor, may(actor, 'patient.merge'), today(this.clock.now()));
  }
}

function actionsOf({ identifier_kind: kind, sex, same_as }: RecordRow, actor: Actor): PatientDetail['actions'] {
  const standsAlone = same_as === null;
  const possible: readonly (readonly [PatientDetail['actions'][number], boolean])[] = [
    ['identify', standsAlone && kind === 'unknown_person' && may(actor, 'patient.identify')],
    ['add_newborn', standsAlone && sex !== 'male' && kind !== 'none_newborn' && may(actor, 'patient.register')],
    ['propose_merge', standsAlone && may(actor, 'patient.merge')],
    ['correct', may(actor, 'patient.register')],
  ];
  return possible.filter(([, now]) => now).map(([action]) => action);
}
