import type { Shortage, Unplaced, listShortages } from '@alliance/contracts/shortage.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { BedKind } from '@alliance/domain/capacity/bed';
import { contactDue } from '@alliance/domain/capacity/shortage';
import type { Service, Urgency } from '@alliance/domain/referral/referral.codes';
import type { ReferralState } from '@alliance/domain/referral/referral.machine';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { taken } from './referral-told.js';

interface ShortageRow {
  id: string;
  version: number;
  institution_id: string;
  institution: string;
  department_id: string;
  department_zh: string;
  department_en: string | null;
  referral_id: string;
  number: string;
  urgency: Urgency | null;
  sender_id: string;
  sender: string;
  service: Service;
  bed_kind: BedKind | null;
  since: Date;
  promised_on: string;
  today: string;
  contacts: Shortage['contacts'];
}

/** Who still waits at the hospital that the referral is with; `$1` is now. Row-level security keeps the calls to that hospital. */
const waiting = `
  select s.id, s.version, s.institution_id, i.name as institution, s.department_id, d.name_zh as department_zh, d.name_en as department_en,
    s.referral_id, r.number, r.urgency, r.sender_id, f.name as sender, s.service, s.bed_kind, s.since, s.promised_on::text as promised_on,
    ($1::timestamptz at time zone i.time_zone)::date::text as today,
    (select coalesce(jsonb_agg(jsonb_build_object('at', c.at, 'by', p.name, 'outcome', c.outcome, 'note', c.note) order by c.at desc, c.id), '[]')
      from shortage_contact c join person p on p.id = c.person_id where c.shortage_id = s.id) as contacts
  from shortage s join referral r on r.id = s.referral_id and r.receiver_id = s.institution_id and r.open
    join institution i on i.id = s.institution_id join department d on d.id = s.department_id join institution f on f.id = r.sender_id
  where s.resolved_at is null`;

interface UnplacedRow {
  referral_id: string;
  number: string;
  urgency: Urgency | null;
  state: ReferralState;
  service: Service | null;
  department_id: string | null;
  department_zh: string | null;
  department_en: string | null;
  arrive_by: Date | null;
  taken: boolean;
  waits: boolean;
}
/** `$1` the states of those that were taken, `$2` of those that still wait for an answer. */
const unplaced = `
  select r.id as referral_id, r.number, r.urgency, r.state, r.service, d.id as department_id, d.name_zh as department_zh, d.name_en as department_en, r.arrive_by,
    r.state = any($1::text[]) as taken,
    exists (select 1 from shortage s where s.referral_id = r.id and s.institution_id = current_institution() and s.resolved_at is null) as waits
  from referral r left join department d on d.id = r.receiver_department_id
  where r.receiver_id = current_institution() and r.submitted_at is not null and r.state = any($1::text[] || $2::text[])
    and not exists (select 1 from capacity_hold h where h.referral_id = r.id and h.released_at is null)
  order by r.urgency_rank, r.queue_at, r.id limit 200`;

@Injectable()
export class ShortageQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The whole queue: it is short, or the alliance has another problem. */
  list(actor: Actor, { departmentId, referralId }: InputOf<typeof listShortages>['query']): Promise<{ items: Shortage[] }> {
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<ShortageRow>(
        `${waiting} and ($2::uuid is null or s.department_id = $2)
           and (s.referral_id = $3::uuid or ($3::uuid is null and s.institution_id = current_institution()))
         order by s.promised_on, r.urgency_rank, s.since, s.id limit 500`,
        [this.clock.now(), departmentId ?? null, referralId ?? null],
      );
      return { items: rows.map(shortageView) };
    });
  }

  /** Outpatients who were given a time without a slot of ours are not without a place. */
  unplaced(actor: Actor): Promise<{ items: Unplaced[] }> {
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<UnplacedRow>(unplaced, [taken, ['submitted', 'info_requested', 'doctor_accepted']]);
      return { items: rows.filter((row) => !(row.taken && isAttended(row.service))).map(unplacedView) };
    });
  }

  /** @throws Refusal access.not_found */
  async one(tx: Transaction, id: string): Promise<Shortage> {
    const [row] = await tx.rows<ShortageRow>(`${waiting} and s.id = $2 and s.institution_id = current_institution()`, [
      this.clock.now(),
      id,
    ]);
    if (!row) throw new Refusal('access.not_found');
    return shortageView(row);
  }
}

const isAttended = (service: Service | null): boolean => service === 'outpatient' || service === 'examination';

const unplacedView = (row: UnplacedRow): Unplaced => ({
  referral: { id: row.referral_id, number: row.number, urgency: row.urgency },
  state: row.state,
  service: row.service,
  department:
    row.department_id && row.department_zh
      ? { id: row.department_id, name: { zh: row.department_zh, ...(row.department_en && { en: row.department_en }) } }
      : null,
  arriveBy: row.arrive_by && new Date(row.arrive_by).toISOString(),
  taken: row.taken,
  waits: row.waits,
});

const shortageView = (row: ShortageRow): Shortage => ({
  id: row.id,
  version: row.version,
  institution: { id: row.institution_id, name: row.institution },
  department: { id: row.department_id, name: { zh: row.department_zh, ...(row.department_en && { en: row.department_en }) } },
  referral: { id: row.referral_id, number: row.number, urgency: row.urgency },
  sender: { id: row.sender_id, name: row.sender },
  service: row.service,
  bedKind: row.bed_kind,
  since: new Date(row.since).toISOString(),
  promisedOn: row.promised_on,
  due: contactDue(row.promised_on, row.today),
  contacts: row.contacts,
});
