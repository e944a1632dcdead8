import { signatureOf } from '@alliance/server/consultation/signature';
import { today } from '@alliance/server/platform/today';
import { demoId } from '../demo-id.js';
import { idOf, numberOf, opinionId, partyId, requesterOf, type ToldConsultation } from './told.js';

const minute = 60_000;
/** The day, so many years on; the last day of February where there is no such day. */
const yearsOn = (at: Date, years: number): string =>
  `${Number(today(at).slice(0, 4)) + years}${today(at).slice(4)}`.replace(/-02-29$/, '-02-28');
const invitedOf = ({ parties, opinions }: ToldConsultation): string[] => [
  ...new Set(
    parties
      .filter(({ state }, n) => ['invited', 'accepted', 'absent', 'excused'].includes(state) || opinions.some(({ party }) => party === n))
      .map(({ by }) => by.institutionId),
  ),
];

/** How often calendars were told; nobody has one in the demonstration. */
const toldTimes = ({ events }: ToldConsultation): number =>
  events.filter(({ kind }) => kind === 'consultation.booked' || kind === 'consultation.rescheduled').length;

export function consultationRow(told: ToldConsultation): object {
  const { about, decision, startsAt, minutes, due } = told;
  const invited =
    told.events.find(({ kind }) => kind === 'consultation.invited' || kind === 'consultation.opened_from_referral')?.at ?? null;
  const last = told.events.at(-1)?.at ?? about.submitted_at;
  const lesson = told.kind === 'teaching';
  const consent = !lesson && !told.rescue;
  return {
    ...{ id: idOf(told), number: numberOf(told.key), kind: told.kind, mode: told.mode, state: told.state, urgency: told.urgency },
    ...{
      inviting_id: about.sender_id,
      invited_ids: invitedOf(told),
      alliance_id: about.alliance_id,
      requester_id: about.requester_appointment,
    },
    observing_ids: [
      ...new Set(
        (told.attendees ?? []).map(({ by }) => by.institutionId).filter((id) => id !== about.sender_id && !invitedOf(told).includes(id)),
      ),
    ],
    ...{
      open_to_alliance: told.open ?? false,
      agreement_id: demoId('service agreement cardiovascular'),
      became_referral_id: told.became ?? null,
    },
    ...{
      reason: lesson ? '典型病例教学' : about.reason,
      aim: told.aim,
      summary: lesson ? '教学病例，已去除身份信息。（虚构病例）' : about.summary,
    },
    ...{ specialty: 'cardiovascular', title: told.title, planned_at: startsAt, minutes, diagnosis_text: about.diagnosis_text },
    ...{
      diagnosis_code: about.diagnosis_code,
      diagnosis_edition: about.diagnosis_code && about.diagnosis_edition,
      facts: lesson ? null : about.facts,
    },
    ...{ consent_giver: consent ? 'patient' : told.rescue ? 'rescue' : null, consent_on: consent && invited ? today(invited) : null },
    ...{ cost_told: consent, teaching_agreed: false },
    authorised_by: told.rescue ? '值班总值班（演示）' : null,
    ...{ starts_at: startsAt, ends_at: startsAt && new Date(startsAt.getTime() + minutes * minute) },
    ...{ sequence: toldTimes(told), calendar_sequence: toldTimes(told) },
    ...{ invited_at: invited, booked_at: told.events.find(({ kind }) => kind === 'consultation.booked')?.at ?? null },
    ...{ started_at: told.startedAt ?? null, finished_at: told.finishedAt ?? null, decided_at: decision?.at ?? null },
    closed_at: ['closed', 'cancelled', 'voided'].includes(told.state) ? last : null,
    ...{
      decision: decision?.decision ?? null,
      decision_text: decision?.text ?? null,
      decided_by: decision ? about.requester_person : null,
    },
    ...{ due_at: due?.[1] ?? null, due_for: due?.[0] ?? null, retain_until: decision && yearsOn(decision.at, 30) },
    ...{ version: told.events.length, created_at: invited ?? about.submitted_at, updated_at: last },
  };
}

export const patientRows = (told: ToldConsultation): object[] =>
  told.kind === 'teaching'
    ? []
    : [
        {
          ...{
            consultation_id: idOf(told),
            patient_id: told.about.patient_id,
            name: told.about.patient_name,
            initials: told.about.patient_initials ?? '',
          },
          ...{
            sex: told.about.patient_sex,
            birth_date: told.about.patient_birth_date,
            identifier_masked: told.about.patient_identifier_masked,
          },
        },
      ];

export function partyRows(told: ToldConsultation): object[] {
  const { about } = told;
  const own = {
    ...{
      id: demoId(`consultation ${told.key} requester`),
      consultation_id: idOf(told),
      institution_id: about.sender_id,
      person_id: about.requester_person,
    },
    ...{ appointment_id: about.requester_appointment, side: 'inviting', specialty: null, title: null, state: 'accepted', required: false },
    ...{ decline_reason: null, replaces_id: null, answered_at: told.events[0]?.at ?? null, joined_at: told.startedAt ?? null },
  };
  const invited = told.parties.map(({ by, state, answeredAt, joinedAt = null, required = true, declined = null, replaces }, n) => ({
    ...{
      id: partyId(told, n),
      consultation_id: idOf(told),
      institution_id: by.institutionId,
      person_id: by.personId,
      appointment_id: by.appointmentId,
    },
    ...{ side: 'invited', specialty: 'cardiovascular', title: told.title, state, required, decline_reason: declined },
    ...{ replaces_id: replaces === undefined ? null : partyId(told, replaces), answered_at: answeredAt, joined_at: joinedAt },
  }));
  return [own, ...invited];
}

export const opinionRows = (told: ToldConsultation): object[] =>
  told.opinions.map(({ party, stance, text, dissent = null, recommendations, signedAt }, n) => {
    const by = told.parties[party]?.by;
    if (!by) throw new Error(`nobody gave an opinion in ${told.key}`);
    const signed = {
      consultation: numberOf(told.key),
      opinion: opinionId(told, n),
      by: by.personId,
      stance,
      text,
      dissent,
      recommendations,
    };
    return {
      ...{
        id: opinionId(told, n),
        consultation_id: idOf(told),
        party_id: partyId(told, party),
        institution_id: by.institutionId,
        person_id: by.personId,
      },
      ...{ stance, text, dissent, recommendations, written_at: signedAt, signed_at: signedAt, sha256: signatureOf(signed, signedAt) },
    };
  });

export const callRows = (told: ToldConsultation): object[] =>
  told.calls.map(({ party, advisedAt, enteredAt, text }, n) => ({
    ...{
      id: demoId(`consultation ${told.key} call ${n}`),
      consultation_id: idOf(told),
      party_id: partyId(told, party),
      phone: '0990-5550120',
    },
    ...{ advised_at: advisedAt, text, read_back: true, entered_at: enteredAt, entered_by: told.about.requester_person },
    ...{ institution_id: told.about.sender_id, late: enteredAt.getTime() - advisedAt.getTime() > 360 * minute },
    opinion_id:
      told.opinions.findIndex((opinion) => opinion.party === party) < 0
        ? null
        : opinionId(
            told,
            told.opinions.findIndex((opinion) => opinion.party === party),
          ),
  }));

export const actionRows = (told: ToldConsultation): object[] =>
  told.actions.map(({ text, outcome, reason = null, at }, position) => ({
    ...{
      id: demoId(`consultation ${told.key} action ${position}`),
      consultation_id: idOf(told),
      opinion_id: opinionId(told, 0),
      position,
      text,
    },
    ...{ outcome, not_done_reason: reason, recorded_by: outcome && told.about.requester_person, recorded_at: at },
  }));

export const feedbackRows = (told: ToldConsultation): object[] =>
  told.feedback
    ? [
        {
          ...{ consultation_id: idOf(told), course: told.feedback.course, helpful: told.feedback.helpful, text: null },
          ...{ institution_id: told.about.sender_id, person_id: told.about.requester_person, at: told.feedback.at },
        },
      ]
    : [];

export const attendeeRows = (told: ToldConsultation): object[] =>
  (told.attendees ?? []).map(({ by, seconds }) => ({
    ...{ id: demoId(`consultation ${told.key} attendee ${by.personId}`), consultation_id: idOf(told), institution_id: by.institutionId },
    ...{ person_id: by.personId, appointment_id: by.appointmentId, registered_at: told.events[0]?.at, seconds_present: seconds },
  }));

const eventId = (told: ToldConsultation, n: number): string => demoId(`event ${idOf(told)} ${n}`);
export function eventRows(told: ToldConsultation): object[] {
  const recipients = [...new Set([told.about.sender_id, ...told.parties.map(({ by }) => by.institutionId)])];
  return told.events.map(({ kind, at, by, data = {} }, n) => ({
    ...{ id: eventId(told, n), kind, topic: 'consultation', subject_id: idOf(told), version: n + 1, happened_at: at, recorded_at: at },
    ...{
      institution_id: by?.institutionId ?? told.about.sender_id,
      person_id: by?.personId ?? null,
      appointment_id: by?.appointmentId ?? null,
      role: by?.role ?? null,
    },
    ...{ data, recipients, concerns: [] },
  }));
}
export const noteRows = (told: ToldConsultation): object[] =>
  told.events.flatMap(({ note, at, by }, n) =>
    note
      ? [
          {
            ...{
              id: demoId(`note ${eventId(told, n)}`),
              consultation_id: idOf(told),
              event_id: eventId(told, n),
              kind: note[0],
              text: note[1],
            },
            ...{ institution_id: (by ?? requesterOf(told)).institutionId, person_id: (by ?? requesterOf(told)).personId, at },
          },
        ]
      : [],
  );

/** Nobody of them is free while a session is to come. */
export const reservationRows = (told: ToldConsultation, now: Date): object[] => {
  const { startsAt, minutes, state } = told;
  if (!startsAt || !['booked', 'in_session'].includes(state) || startsAt.getTime() + minutes * minute < now.getTime()) return [];
  const people = [requesterOf(told), ...told.parties.filter((party) => party.state === 'accepted').map(({ by }) => by)];
  const during = `[${startsAt.toISOString()},${new Date(startsAt.getTime() + minutes * minute).toISOString()})`;
  return people.map(({ personId, institutionId }) => ({
    ...{
      id: demoId(`reservation ${told.key} ${personId}`),
      subject_id: idOf(told),
      kind: told.kind,
      institution_id: institutionId,
      person_id: personId,
    },
    ...{ during, state: 'confirmed', version: 1, created_at: now, updated_at: now },
  }));
};
