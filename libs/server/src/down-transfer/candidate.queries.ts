import type { countDownCandidates, DownCandidate, listDownCandidates } from '@alliance/contracts/down-candidate.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { CapacityReader } from '../capacity/capacity.reader.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { today } from '../platform/today.js';
import { inCare, verdictColumns } from './candidate.row.js';
import { candidateView, type CandidateRow } from './candidate.view.js';

type Query = InputOf<typeof listDownCandidates>['query'];

const active = `c.institution_id = current_institution() and c.in_care and ${inCare}`;
const aside = (day: string) => `(c.set_aside_until is not null and c.set_aside_until >= ${day}::date)`;
/** Those who were set aside stand in a list of their own. */
const lists: Readonly<Record<Query['verdict'], string>> = {
  met: `c.rank = 0 and not ${aside('$2')}`,
  near: `c.rank = 1 and not ${aside('$2')}`,
  set_aside: aside('$2'),
  all: '$2::date is not null',
};
const since = `coalesce(c.met_since, 'infinity')`;

const offer = `(
  select jsonb_build_object('id', o.id, 'number', o.number, 'state', o.state, 'receiver', (select name from institution where id = o.receiver_id), 'arriveBy', o.arrive_by,
    'declined', (select jsonb_build_object('kind', e.kind, 'reason', e.data ->> 'reason') from event e
      where e.subject_id = o.id and e.kind in ('referral.doctor_declined', 'referral.returned') order by e.recorded_at desc, e.id desc limit 1))
  from referral o where o.origin_id = r.id order by o.created_at desc, o.id desc limit 1)`;
/** As this hospital knows the patient by now. */
const known = `(
  select jsonb_build_object('name', k.name, 'sex', k.sex, 'birthDate', k.birth_date, 'identifierMasked', i.identifier_masked)
  from patient_relation k join patient i on i.id = k.patient_id
  where k.institution_id = current_institution() and k.patient_id = kept_row_of(r.patient_id) and k.closed_at is null)`;

const columns = `r.id, r.number, r.state, r.sender_id, r.receiver_id, r.diagnosis_text, r.patient_name, r.patient_sex, r.patient_birth_date::text as patient_birth_date,
  r.patient_identifier_masked, coalesce(r.arrived_at, r.submitted_at) as since, ${known} as known_as,
  (select jsonb_build_object('id', d.id, 'name', jsonb_strip_nulls(jsonb_build_object('zh', d.name_zh, 'en', d.name_en))) from department d where d.id = r.receiver_department_id) as department,
  (select name from institution where id = r.sender_id) as sender_name, (select level from institution where id = r.sender_id) as sender_level,
  (select level from institution where id = r.receiver_id) as own_level, ${offer} as offer,
  c.version, c.verdict, c.met_since, ${verdictColumns}, c.facts_at, c.set_aside_reason, c.set_aside_until::text as set_aside_until, c.set_aside_note,
  c.set_aside_at, (select name from person where id = c.set_aside_by) as set_aside_by`;

/** Chosen narrow and in the order of the index; what the rows show beside is looked up for the page. */
const page = (verdict: Query['verdict']) => `
  with page as materialized (
    select c.referral_id, c.rank, ${since} as place from down_candidate c join referral r on r.id = c.referral_id
    where ${active} and ${lists[verdict]} and ($3::uuid is null or r.receiver_department_id = $3)
      and ($4::smallint is null or (c.rank, ${since}, c.referral_id) > ($4, $5::timestamptz, $6::uuid))
    order by c.rank, ${since}, c.referral_id limit $1)
  select ${columns}, page.rank, page.place::text as place
  from page join referral r on r.id = page.referral_id join down_candidate c on c.referral_id = r.id order by page.rank, page.place, page.referral_id`;
const one = `select ${columns}, c.rank, ${since}::text as place from referral r join down_candidate c on c.referral_id = r.id where r.id = $1 and c.institution_id = current_institution()`;

const counts = `
  select count(*) filter (where ${lists.met.replaceAll('$2', '$1')})::int as met, count(*) filter (where ${lists.near.replaceAll('$2', '$1')})::int as near,
    count(*) filter (where ${aside('$1')})::int as set_aside, count(*)::int as all
  from down_candidate c join referral r on r.id = c.referral_id
  where ${active} and ($2::uuid is null or r.receiver_department_id = $2)`;

/** Who could go down. */
@Injectable()
export class CandidateQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly capacity: CapacityReader,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, { verdict, departmentId, limit, cursor }: Query) {
    const [rank, place, id] = readCursor(cursor, 3);
    const now = this.clock.now();
    return this.database.write(actor, async (tx) => {
      const parameters = [limit + 1, today(now), departmentId ?? null, rank ?? null, place ?? null, id ?? null];
      const rows = await tx.rows<CandidateRow>(page(verdict), parameters);
      const shown = rows.slice(0, limit);
      await this.audit.seen(tx, actor, { action: 'down_candidate.list', objectKind: 'referral', objectIds: shown.map((row) => row.id) });
      const beds = await this.capacity.free(tx, [...new Set(shown.map((row) => row.sender_id))], now);
      return pageFrom(
        rows,
        limit,
        (row) => [String(row.rank), row.place, row.id],
        (row) => candidateView(row, actor, beds, now),
      );
    });
  }

  counts(actor: Actor, departmentId: string | undefined): Promise<AnswerOf<typeof countDownCandidates>> {
    return this.database.read(actor, async (tx) => {
      const [row] = await tx.rows<AnswerOf<typeof countDownCandidates>>(counts, [today(this.clock.now()), departmentId ?? null]);
      return row ?? { met: 0, near: 0, set_aside: 0, all: 0 };
    });
  }

  /** @throws Refusal referral.not_found where my hospital keeps no such candidate */
  async one(tx: Transaction, actor: Actor, referralId: string, now: Date): Promise<DownCandidate> {
    const [row] = await tx.rows<CandidateRow>(one, [referralId]);
    if (!row) throw new Refusal('referral.not_found');
    return candidateView(row, actor, await this.capacity.free(tx, [row.sender_id], now), now);
  }
}
