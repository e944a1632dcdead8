import type { FollowUp, FollowUpRecord } from '@alliance/contracts/follow-up.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { urgentAction } from '@alliance/domain/follow-up/follow-up';
import type { FollowUpStage } from '@alliance/domain/follow-up/follow-up.codes';

type Answers = NonNullable<FollowUpRecord['answers']>;
interface RecordRow {
  id: string;
  reached: boolean;
  channel: FollowUpRecord['channel'];
  at: string;
  recordedAt: string;
  by: string;
  answers: (Omit<Answers, 'warningSigns'> & { warningSigns: string[] }) | null;
  note: string | null;
}
type Plan = NonNullable<FollowUp['plan']>;

/** One follow-up as the database answers it, with what the screen needs of its referral. */
export interface FollowUpRow {
  id: string;
  version: number;
  referral_id: string;
  referral_version: number;
  number: string;
  kind: FollowUp['kind'];
  state: FollowUp['state'];
  ended_as: FollowUp['endedAs'];
  institution_id: string;
  institution: string;
  sender_id: string;
  sender: string;
  owner_id: string;
  owner: string;
  owner_person: string;
  /** Whoever wrote the referral: told when the patient gets worse. */
  sender_person: string;
  arrived_at: Date;
  due_at: Date;
  postponed: boolean;
  attempts: number;
  told: FollowUpStage | null;
  done_at: Date | null;
  diagnosis: string | null;
  patient_id: string;
  patient_name: string;
  patient_sex: string;
  patient_birth_date: string | null;
  phone: string | null;
  plan: Plan | null;
  records: RecordRow[];
}

/** Row-level security decides whose; the caller adds its conditions on `f`. */
export const followUpRows = `
  select f.id, f.version, f.referral_id, r.version as referral_version, r.number, f.kind, f.state, f.ended_as, f.institution_id, i.name as institution, f.sender_id, s.name as sender,
    f.owner_id, p.name as owner, p.id as owner_person, (select a.person_id from appointment a where a.id = r.created_by) as sender_person,
    f.arrived_at, f.due_at, f.postponed, f.attempts, f.told, f.done_at, r.diagnosis_text as diagnosis, r.patient_id, r.patient_name, r.patient_sex,
    r.patient_birth_date::text as patient_birth_date,
    (select k.phone from patient_relation k where k.patient_id = r.patient_id and k.institution_id = current_institution()) as phone,
    (select jsonb_build_object('rehabilitation', d.rehabilitation, 'medicines', d.medicines, 'warningSigns', d.warning_signs, 'nextVisitOn', d.next_visit_on)
      from down_plan d where d.referral_id = f.referral_id) as plan,
    (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'reached', c.reached, 'channel', c.channel, 'at', c.at, 'recordedAt', c.recorded_at, 'by', w.name,
        'answers', c.answers, 'note', c.note) order by c.recorded_at, c.id), '[]')
      from follow_up_record c join person w on w.id = c.person_id where c.follow_up_id = f.id) as records
  from follow_up f join referral r on r.id = f.referral_id join institution i on i.id = f.institution_id join institution s on s.id = f.sender_id
    join appointment o on o.id = f.owner_id join person p on p.id = o.person_id
  where true`;

const utc = (at: string | Date): string => new Date(at).toISOString();
/** The warning signs of the plan; none where no plan came along. */
export const signsOf = ({ plan }: Pick<FollowUpRow, 'plan'>): Plan['warningSigns'] => plan?.warningSigns ?? [];

/** A follow-up as one person sees it. */
export function followUpView(row: FollowUpRow, actor: Actor, now: Date): FollowUp {
  const own = row.institution_id === actor.institutionId && may(actor, 'follow_up.record');
  const mine = row.owner_person === actor.personId;
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    state: row.state,
    endedAs: row.ended_as,
    arrivedAt: utc(row.arrived_at),
    dueAt: utc(row.due_at),
    overdue: row.state === 'open' && row.due_at < now,
    postponed: row.postponed,
    attempts: row.attempts,
    doneAt: row.done_at && utc(row.done_at),
    institution: { id: row.institution_id, name: row.institution },
    sender: { id: row.sender_id, name: row.sender },
    owner: { name: row.owner, mine },
    referral: { id: row.referral_id, number: row.number },
    diagnosis: row.diagnosis,
    patient: {
      id: row.patient_id,
      name: row.patient_name,
      sex: row.patient_sex,
      birthDate: row.patient_birth_date,
      phone: row.phone,
    },
    plan: row.plan,
    records: row.records.map((record) => recordView(record, signsOf(row))),
    actions: own && row.state === 'open' ? ['record', 'attempt', ...(mine ? [] : (['takeOver'] as const)), 'end'] : [],
  };
}

function recordView({ answers, ...record }: RecordRow, signs: Plan['warningSigns']): FollowUpRecord {
  return {
    ...record,
    at: utc(record.at),
    recordedAt: utc(record.recordedAt),
    answers: answers && { ...answers, warningSigns: signs.filter(({ id }) => answers.warningSigns.includes(id)) },
    action: answers && urgentAction(answers, signs),
  };
}
