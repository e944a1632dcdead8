import type { ArchivedConsultation } from '@alliance/domain/archive/consultation-archive';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';
import type { ConsultationRow } from './consultation.row.js';
import { consultationRow } from './consultation.statement.js';

export interface SealableConsultation {
  readonly version: number;
  /** Both sides, as long as they take part. */
  readonly holders: readonly string[];
  readonly consultation: ArchivedConsultation;
}
const beside = `
  select (select i.invented from institution i where i.id = c.inviting_id) as invented,
    (select coalesce(jsonb_agg(jsonb_build_object('name', coalesce(d.title, d.name), 'kind', d.kind, 'bytes', d.bytes, 'sha256', d.sha256, 'institution', (select i.name from institution i where i.id = d.institution_id)) order by d.at, d.id), '[]')
      from consultation_document d where d.consultation_id = c.id and d.removed_at is null and d.quarantine is null) as documents,
    (select coalesce(jsonb_agg(jsonb_build_object('by', (select p.name from person p where p.id = n.person_id), 'institution', (select i.name from institution i where i.id = n.institution_id), 'text', n.text, 'at', n.at) order by n.at, n.note_id), '[]')
      from (select distinct on (note_id) * from case_note where consultation_id = c.id order by note_id, version desc) n) as notes,
    (select coalesce(jsonb_agg(jsonb_build_object('by', (select p.name from person p where p.id = m.person_id), 'institution', (select i.name from institution i where i.id = m.institution_id), 'text', m.text, 'at', m.at) order by m.position), '[]')
      from room_message m where m.consultation_id = c.id) as messages,
    (select coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'at', e.happened_at, 'by', (select p.name from person p where p.id = e.person_id), 'institution', (select i.name from institution i where i.id = e.institution_id)) order by e.recorded_at, e.id), '[]')
      from event e where e.subject_id = c.id and e.kind like 'consultation.%' and e.kind not in ('consultation.board_changed', 'consultation.drafted')) as steps
  from consultation c where c.id = $1`;

type Beside = Pick<ArchivedConsultation, 'documents' | 'notes' | 'messages' | 'steps'> & { readonly invented: boolean };
const utc = (at: string | Date): string => new Date(at).toISOString();
const maybe = (at: string | Date | null): string | null => at && utc(at);
const dated = <T extends { readonly at: string }>(rows: readonly T[]): T[] => rows.map((row) => ({ ...row, at: utc(row.at) }));

/** What others ask of a consultation: the archive seals it whole. */
@Injectable()
export class ConsultationReader {
  /** @returns undefined where the acting hospital sees no such consultation */
  async sealable(tx: Transaction, id: string): Promise<SealableConsultation | undefined> {
    const [row] = await tx.rows<ConsultationRow>(consultationRow, [id]);
    const [more] = await tx.rows<Beside>(beside, [id]);
    if (!row || !more) return undefined;
    return { version: row.version, holders: [...new Set([row.inviting.id, ...row.invited_ids])], consultation: archived(row, more) };
  }
}

const archived = (row: ConsultationRow, more: Beside): ArchivedConsultation => ({
  ...{ id: row.id, number: row.number, kind: row.kind, mode: row.mode, state: row.state, urgency: row.urgency },
  inviting: { ...row.inviting, invented: more.invented },
  alliance: row.alliance?.name ?? null,
  agreementId: row.agreement_id,
  referral: row.referral?.number ?? null,
  parent: row.parent?.number ?? null,
  patient: row.patient && {
    ...{ name: row.patient.name, sex: row.patient.sex, birthDate: row.patient.birthDate, identifierMasked: row.patient.identifierMasked },
  },
  request: {
    ...{ by: row.requester.name, reason: row.reason, aim: row.aim, summary: row.summary, specialty: row.specialty, title: row.title },
    ...{ diagnosis: row.diagnosis_text, diagnosisCode: row.diagnosis_code, diagnosisEdition: row.diagnosis_edition, facts: row.facts },
  },
  consent: {
    giver: row.consent_giver,
    name: row.consent_name,
    on: row.consent_on,
    costTold: row.cost_told,
    authorisedBy: row.authorised_by,
  },
  times: {
    ...{ invited: maybe(row.invited_at), starts: maybe(row.starts_at), ends: maybe(row.ends_at), started: maybe(row.started_at) },
    ...{ finished: maybe(row.finished_at), decided: maybe(row.decided_at), closed: maybe(row.closed_at) },
  },
  parties: row.beside.parties.map(({ side, institution, person, title, state, joinedAt }) => ({
    ...{ side, institution: institution.name, person: person?.name ?? null, title, state, joinedAt: maybe(joinedAt) },
  })),
  opinions: row.beside.opinions.flatMap(
    ({ id, by, institution, stance, text, dissent, recommendations, signedAt, sha256, supersededAt }) =>
      signedAt && sha256
        ? [
            {
              ...{ id, by, institution: institution.name, stance, text, dissent, recommendations, sha256 },
              signedAt: utc(signedAt),
              supersededAt: maybe(supersededAt),
            },
          ]
        : [],
  ),
  calls: row.beside.calls.map(({ adviser, institution, phone, advisedAt, text, enteredAt, enteredBy, late, signedAt }) => ({
    ...{ by: adviser.name, institution: institution.name, phone, text, enteredBy, late },
    ...{ advisedAt: utc(advisedAt), enteredAt: utc(enteredAt), signedAt: maybe(signedAt) },
  })),
  decision:
    row.decision && row.decided_at
      ? { decision: row.decision, text: row.decision_text ?? '', by: row.decided_by ?? '', at: utc(row.decided_at) }
      : null,
  actions: row.beside.actions.map(({ text, dueOn, outcome, notDoneReason, recordedAt }) => ({
    ...{ text, dueOn, outcome, notDoneReason, recordedAt: maybe(recordedAt) },
  })),
  feedback: row.beside.feedback && { ...row.beside.feedback, at: utc(row.beside.feedback.at) },
  documents: more.documents,
  notes: dated(more.notes),
  messages: dated(more.messages),
  steps: dated(more.steps),
});
