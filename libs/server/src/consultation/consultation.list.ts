import type { listConsultations } from '@alliance/contracts/consultation.contract';
import type { ConsultationRow as Row } from '@alliance/contracts/consultation.schema';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { finalConsultationStates } from '@alliance/domain/consultation/consultation.machine';
import { consultationActionsOf, invitedParties } from '@alliance/domain/consultation/consultation.policy';
import type { ConsultationFacts, PartyFacts } from '@alliance/domain/consultation/consultation.types';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { patientOf } from './consultation.statement.js';
import { deadlineOf, isObserver } from './consultation.view.js';

type Query = InputOf<typeof listConsultations>['query'];
interface ListRow {
  id: string;
  number: string;
  kind: Row['kind'];
  mode: Row['mode'];
  state: Row['state'];
  urgency: Row['urgency'];
  version: number;
  inviting: { id: string; name: string };
  invited_ids: string[];
  parties: (PartyFacts & { institution: string; person: string | null })[];
  patient: Row['patient'];
  specialty: Row['specialty'];
  reason: string | null;
  starts_at: Date | null;
  ends_at: Date | null;
  held_until: Date | null;
  started_at: Date | null;
  due_at: Date | null;
  due_for: NonNullable<Row['deadline']>['for'] | null;
  updated_at: string;
  requester_person: string;
  actions_open: number;
  referral_id: string | null;
  became_referral_id: string | null;
  consent_giver: ConsultationFacts['consentGiver'];
  consent_document_id: string | null;
  agreement_id: string | null;
  sort_at: string;
}

const signed =
  'exists (select 1 from consultation_opinion o where o.party_id = y.id and o.signed_at is not null and o.superseded_at is null)';
const parties = `(select coalesce(jsonb_agg(jsonb_build_object('id', y.id, 'institutionId', y.institution_id, 'institution', (select i.name from institution i where i.id = y.institution_id),
    'personId', y.person_id, 'person', (select p.name from person p where p.id = y.person_id), 'side', y.side, 'state', y.state, 'required', y.required, 'signed', ${signed},
    'callUnsigned', exists (select 1 from consultation_call l where l.party_id = y.id and l.opinion_id is null)) order by y.id), '[]') from consultation_party y where y.consultation_id = c.id)`;
const final = `('${finalConsultationStates.join("', '")}')`;
const seat = `exists (select 1 from consultation_party y where y.consultation_id = c.id and y.person_id = current_person() and y.state in ('invited', 'accepted'))`;
const boxes: Readonly<Record<Query['box'], string>> = {
  all: `not (c.kind = 'teaching' and c.inviting_id <> current_institution() and not current_institution() = any(c.invited_ids))`,
  // the inviting side decides and follows up, the invited side answers and signs, a time is found by both
  ours: `((c.inviting_id = current_institution() and c.due_for in ('time', 'decision', 'actions', 'feedback', 'papers'))
    or (current_institution() = any(c.invited_ids) and c.due_for in ('time', 'answer', 'opinion') and c.state <> 'booked'))`,
  mine: `(${seat} or exists (select 1 from appointment a where a.id = c.requester_id and a.person_id = current_person()))`,
  inviting: 'c.inviting_id = current_institution()',
  invited: 'current_institution() = any(c.invited_ids)',
  lessons: `c.kind in ('teaching', 'ward_round') and c.state in ('invited', 'booked', 'in_session', 'concluding', 'decided', 'closed')`,
};
/** Running and coming ones by their time or deadline, the soonest first; what is over by its last change, the newest first. */
const sortOpen = `coalesce(c.starts_at, c.due_at, c.updated_at)`;

@Injectable()
export class ConsultationList {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: Query): Promise<AnswerOf<typeof listConsultations>> {
    const over = query.open === 'no' || (query.state !== undefined && (finalConsultationStates as readonly string[]).includes(query.state));
    const [at, after] = readCursor(query.cursor, 2);
    const sort = over ? 'c.updated_at' : sortOpen;
    const text = query.query?.trim().replace(/[\\%_]/g, '\\$&') || null;
    const where = `
      where ${boxes[query.box]} and ($1::text is null or c.state = $1) and ($2::boolean is null or (c.state in ${final}) = not $2) and ($3::text is null or c.kind = $3)
        and ($4::timestamptz is null or c.starts_at >= $4) and ($5::timestamptz is null or c.starts_at < $5)
        and ($6::text is null or c.number ilike $6 || '%' or exists (select 1 from consultation_patient q where q.consultation_id = c.id and (q.name ilike '%' || $6 || '%' or q.initials ilike $6 || '%')))
        and ($7::uuid is null or c.referral_id = $7 or c.became_referral_id = $7)
        and ($8::uuid is null or exists (select 1 from consultation_patient q where q.consultation_id = c.id and q.patient_id = $8))
        and ($9::timestamptz is null or (${sort}, c.id) ${over ? '<' : '>'} ($9, $10::uuid))`;
    return this.database.write(actor, async (tx) => {
      const rows = await tx.rows<ListRow>(
        `select c.id, c.number, c.kind, c.mode, c.state, c.urgency, c.version, (select jsonb_build_object('id', i.id, 'name', i.name) from institution i where i.id = c.inviting_id) as inviting,
           c.invited_ids, ${parties} as parties, ${patientOf} as patient, c.specialty, c.reason, c.starts_at, c.ends_at, c.held_until, c.started_at, c.due_at, c.due_for, c.updated_at::text as updated_at,
           (select a.person_id from appointment a where a.id = c.requester_id) as requester_person, c.referral_id, c.became_referral_id, c.consent_giver, c.consent_document_id, c.agreement_id,
           (select count(*)::int from consultation_action t where t.consultation_id = c.id and t.outcome is null) as actions_open, (${sort})::text as sort_at
         from consultation c ${where} order by ${sort} ${over ? 'desc' : 'asc'}, c.id ${over ? 'desc' : 'asc'} limit $11`,
        [
          ...[
            query.state ?? null,
            query.open ? query.open === 'yes' : null,
            query.kind ?? null,
            query.from ?? null,
            query.to ?? null,
            text,
          ],
          ...[query.referralId ?? null, query.patientId ?? null, at ?? null, after ?? null, query.limit + 1],
        ],
      );
      const page = pageFrom(
        rows,
        query.limit,
        ({ sort_at, id }) => [sort_at, id],
        (row) => rowView(row, actor, this.clock.now()),
      );
      await this.audit.seen(tx, actor, {
        action: 'consultation.list',
        objectKind: 'consultation',
        objectIds: page.items.map(({ id }) => id),
      });
      return page;
    });
  }
}

const factsOf = (row: ListRow): ConsultationFacts => ({
  ...{ id: row.id, kind: row.kind, mode: row.mode, state: row.state, invitingId: row.inviting.id, parties: row.parties },
  ...{
    requesterPersonId: row.requester_person,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    heldUntil: row.held_until,
    startedAt: row.started_at,
  },
  ...{
    actionsOpen: row.actions_open,
    referralId: row.referral_id,
    becameReferralId: row.became_referral_id,
    consentGiver: row.consent_giver,
  },
  ...{ hasConsentDocument: row.consent_document_id !== null, agreementId: row.agreement_id },
});

/** Actions that somebody waits for; the others are possible and nobody's duty. */
const duties: readonly string[] = ['accept', 'book', 'sign', 'decide', 'recordAction', 'giveFeedback'];

function rowView(row: ListRow, actor: Actor, now: Date): Row {
  const facts = factsOf(row);
  const actions = consultationActionsOf(actor, facts, now);
  const invited = invitedParties(facts).filter(({ state }) => state !== 'replaced' && state !== 'declined');
  const named = new Map(row.parties.map(({ institutionId, institution }) => [institutionId, institution]));
  const due = actions.filter(
    (action) =>
      duties.includes(action) && !(action === 'book' && row.state !== 'invited') && !(action === 'sign' && !awaitsSignature(facts, actor)),
  );
  return {
    ...{
      id: row.id,
      number: row.number,
      kind: row.kind,
      mode: row.mode,
      state: row.state,
      urgency: row.urgency,
      version: row.version,
      inviting: row.inviting,
    },
    invited: [...new Set(invited.map(({ institutionId }) => institutionId))].map((id) => ({ id, name: named.get(id) ?? '' })),
    experts: row.parties
      .filter(({ side, state, person }) => side === 'invited' && state === 'accepted' && person !== null)
      .map(({ person }) => person as string),
    patient: isObserver({ inviting: row.inviting, invited_ids: row.invited_ids }, actor) ? null : row.patient,
    ...{
      specialty: row.specialty,
      reason: isObserver({ inviting: row.inviting, invited_ids: row.invited_ids }, actor) && row.kind !== 'teaching' ? null : row.reason,
    },
    startsAt: row.starts_at && row.starts_at.toISOString(),
    endsAt: row.ends_at && row.ends_at.toISOString(),
    deadline: deadlineOf(row, now),
    awaitsUs: row.state !== 'draft' && due.length > 0,
    mine: row.requester_person === actor.personId || row.parties.some(({ personId }) => personId === actor.personId),
    actions,
    updatedAt: new Date(row.updated_at).toISOString(),
  };
}

const awaitsSignature = ({ parties }: ConsultationFacts, { personId }: Actor): boolean =>
  parties.some((party) => party.personId === personId && !party.signed);
