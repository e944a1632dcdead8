import { directionOf } from '@alliance/domain/referral/direction';
import { blankReferral } from '@alliance/domain/referral/blank-referral';
import { dueAt } from '@alliance/domain/referral/deadline';
import { checkCharacterOf, type Sex } from '@alliance/domain/identity/citizen-id';
import { maskIdentifier } from '@alliance/domain/identity/patient';
import type { ReferralFacts } from '@alliance/domain/referral/referral.types';
import type { FieldCipher } from '@alliance/server/platform/crypto/field-cipher';
import { initialsOf } from '@alliance/server/platform/text/pinyin';
import { today } from '@alliance/server/platform/today';
import type pg from 'pg';
import { demoId } from '../demo-id.js';
import { actorOf } from '../everybody.js';
import { judgeThen, levelOf } from '../history/judged.js';
import { unborn, type Life, type Step, type Told } from '../history/life.js';
import type { HistoricPatient } from '../history/patient.js';
import { judgementRow, type Written } from '../history/rows.js';
import { standingThen } from '../history/standing.js';
import { liveAs, type Past, type ToldReferral } from '../history/told.js';
import { fill } from '../history/fill.js';
import { writeReferrals } from '../history/write.js';
import type { DemoVersion } from '../protocol/versions.js';
import { alive } from './alive.data.js';
import { messages } from './messages.data.js';
import { stories } from './stories.data.js';
import { identification, loadIdentity, namelessPatient } from './nameless.js';
import { offerId, storyId } from './story-id.js';
import type { Since, Story, StoryOffer, StoryPatient } from './story.types.js';

const minute = 60_000;
const day = 86_400_000;

/** Every referral of a story or alive at start, the offers down among them. */
export const storyReferrals: readonly string[] = [...stories, ...alive].flatMap(({ key, offer }) => [
  storyId(key),
  ...(offer ? [offerId(key)] : []),
]);

export const sentAt = (since: Since, now: Date): Date =>
  'minutesAgo' in since
    ? new Date(now.getTime() - since.minutesAgo * minute)
    : new Date(Date.parse(`${today(new Date(now.getTime() - since.daysAgo * day))}T${since.at}:00+08:00`));

/** The stories, and what waits for somebody when the portal is opened: referrals led by the same rules as everybody's. */
export async function loadStories(owner: pg.ClientBase, versions: readonly DemoVersion[], cipher: FieldCipher, now: Date): Promise<void> {
  const past: Past = { standing: standingThen(versions), cipher, now };
  const all = [...stories, ...alive];
  const told = all.flatMap((story) =>
    tellStory(
      past,
      story,
      all.findIndex(({ patient }) => patient.key === story.patient.key),
    ),
  );
  await writeReferrals(owner, told, now);
  for (const story of all) if (story.patient.identified) await loadIdentity(owner, cipher, story, sentAt(story.since, now));
  await fill(
    owner,
    'referral_message',
    all.flatMap((story) => messageRows(story, now)),
  );
  // whoever answers for it is told as soon as somebody carries messages
  await owner.query('insert into outbox (event_id) select id from event where subject_id = any($1)', [
    alive.filter(({ rings }) => rings).map(({ key }) => storyId(key)),
  ]);
}

function tellStory(past: Past, story: Story, n: number): ToldReferral[] {
  const { now, standing } = past;
  const { from, to, facts, alliance } = story;
  const at = sentAt(story.since, now);
  const patient = patientOf(story, n, past);
  const judged = judgeThen(standing, { alliance, from, to, at, patient, facts });
  const referral = draftOf(story, patient, judged.direction === 'down');
  const steps: (Step | Told)[] = [
    { by: story.by, at, ask: { action: 'submit', judged: judged.verdict } },
    ...story.steps.map(({ after, by, ask, sheet }) => {
      const when = new Date(at.getTime() + after * minute);
      return { by, at: when, ask: ask(when), ...(sheet && { sheet }) };
    }),
  ];
  const { identified } = story.patient;
  const offer = story.offer && offerOf(story.offer, at, now);
  if (identified) steps.push(identification(identified, at));
  const life = liveAs(unborn(referral), [...steps, ...(offer?.origin ?? [])], now);
  const written: Written = {
    ...{ allianceId: demoId(`alliance ${alliance}`), senderDepartmentId: demoId(`department ${from} ${story.fromDepartment}`), patient },
    ...{ diagnosisCode: story.diagnosis[0], summary: story.summary, facts, consentName: story.consentName },
    createdAt: new Date(at.getTime() - 7 * minute),
  };
  const knownTo = [from, ...(life.referral.state === 'voided' ? [] : [to])].filter((hospital) => !story.patient.known || hospital !== from);
  const judgement = judgementRow(life, demoId(`alliance ${alliance}`), judged);
  const up = { life, written, patient, judgement, knownTo, stored: story.patient.known ?? false };
  return offer && story.offer ? [up, { ...up, ...downOf(past, story, story.offer, life, written, offer), judgement: null }] : [up];
}

function draftOf(story: Story, patient: HistoricPatient, down: boolean): ReferralFacts {
  const { key, from, to } = story;
  return {
    ...blankReferral(storyId(key), demoId(`institution ${from}`)),
    ...{ allianceId: demoId(`alliance ${story.alliance}`), direction: down ? 'down' : directionOf(levelOf(from), levelOf(to)) },
    ...{ receiverId: demoId(`institution ${to}`), receiverDepartmentId: demoId(`department ${to} ${story.department}`) },
    ...{ patientId: patient.id, patientBirthDate: patient.birthDate, service: story.service, urgency: story.urgency },
    ...{ transport: story.transport, reason: story.reason, diagnosisText: story.diagnosis[1], reviewer: story.reviewer },
    ...{
      consentGiver: story.consentGiver,
      consentName: story.consentName,
      consentScope: 'alliance',
      authorisedBy: story.authorisedBy ?? null,
    },
    ...{ criteriaReason: story.criteriaReason ?? null, pairId: story.pairWith ? storyId(story.pairWith) : null },
  };
}

/** @param after minutes after the referral was sent, or, where negative, before now */
const offeredAt = ({ after }: StoryOffer, sent: Date, now: Date): Date => new Date((after < 0 ? now : sent).getTime() + after * minute);

function offerOf(offer: StoryOffer, sent: Date, now: Date) {
  const { by, home, department, summary, steps } = offer;
  const at = offeredAt(offer, sent, now);
  const due = dueAt('offered', 'routine', at).toISOString();
  const data = { urgency: 'routine', departmentId: demoId(`department ${home} ${department}`), dueAt: due };
  const opening: Told = { by, at, told: { kind: 'referral.offered', data }, note: { kind: 'offer_summary', text: summary } };
  const own = steps.map(({ after, by: who, ask }) => {
    const when = new Date(at.getTime() + after * minute);
    return { by: who, at: when, ask: ask(when) };
  });
  const arrival = own.find(({ ask }) => ask.action === 'arrive');
  const set = { state: 'closed', endedAs: 'came_down', outcome: 'back_to_sender', nextActionAt: null, nextActionBy: null } as const;
  const home_: Told[] = arrival
    ? [
        {
          ...{ by: arrival.by, at: arrival.at, told: { kind: 'referral.came_down', data: { outcome: 'back_to_sender' } } },
          ...{ note: { kind: 'outcome_summary', text: summary }, set: { ...set, closedAt: arrival.at, offerOpen: false } },
        },
      ]
    : [];
  return { at, steps: [opening, ...own], origin: [{ by, at, ask: { action: 'offerDown', summary } } as Step, ...home_] };
}

function downOf(past: Past, story: Story, offer: StoryOffer, up: Life, written: Written, { at, steps }: ReturnType<typeof offerOf>) {
  const referral: ReferralFacts = {
    ...up.referral,
    ...{ id: offerId(story.key), version: 1, state: 'offered', direction: 'down', originId: up.referral.id, pairId: null },
    ...{ senderId: demoId(`institution ${story.to}`), custodianId: demoId(`institution ${story.to}`) },
    ...{ receiverId: demoId(`institution ${offer.home}`), receiverDepartmentId: demoId(`department ${offer.home} ${offer.department}`) },
    ...{
      service: 'inpatient',
      urgency: 'routine',
      transport: 'own_way',
      reason: offer.reason,
      criteriaReason: null,
      acceptedAt: null,
      undo: null,
    },
    ...{ consentGiver: 'patient', consentScope: 'receiver', nextActionAt: dueAt('offered', 'routine', at), nextActionBy: 'receiver' },
    ...{ pausedSeconds: null, answeredByPerson: null, handOver: { sender: false, receiver: false }, offerOpen: false },
  };
  const senderDepartmentId = demoId(`department ${story.to} ${story.department}`);
  return {
    life: liveAs(unborn(referral, at), steps, past.now),
    written: { ...written, senderDepartmentId, summary: null, facts: null, createdAt: at },
    knownTo: [story.to, offer.home],
    plan: { given: offer.plan, by: offer.by, at },
    unasked: offer.unasked ?? false,
  };
}

function patientOf({ patient, since }: Story, n: number, { now, cipher }: Past): HistoricPatient {
  const at = sentAt(since, now);
  if (patient.known) return knownPatient(patient, now);
  return patient.identified ? namelessPatient(patient, at) : storyPatient(patient, n, at, cipher);
}

/** A patient of a story; the number lies in a district that does not exist. */
function storyPatient({ key, name, sex, born }: StoryPatient, n: number, since: Date, cipher: FieldCipher): HistoricPatient {
  const id = demoId(`patient of story ${key}`);
  const digits = `990110${born.replaceAll('-', '')}${String(n * 2 + (sex === 'male' ? 11 : 10)).padStart(3, '0')}`;
  const number = digits + checkCharacterOf(digits);
  const masked = maskIdentifier(number);
  return {
    ...{ id, name, initials: initialsOf(name), sex, birthDate: born, masked },
    row: {
      ...{ id, identifier_kind: 'citizen_id', identifier_masked: masked, version: 1, created_at: since },
      identifier_cipher: cipher.encrypt(number, `patient.identifier:${id}`),
      identifier_index: `\\x${cipher.blindIndex('citizen_id', number).toString('hex')}`,
    },
  };
}

/** Somebody who is in the demonstration already: the mother and her newborn, of today. */
function knownPatient({ key, name, sex, born }: StoryPatient, now: Date): HistoricPatient {
  const birthDate = born || today(new Date(now.getTime() - 6 * 60 * minute));
  return { id: demoId(`patient ${key}`), name, initials: initialsOf(name), sex: sex as Sex, birthDate, masked: '', row: {} };
}

/** What was written until now, by whom, to whom it was sent. */
function messageRows({ key, from, to, since }: Story, now: Date): object[] {
  return (messages[key] ?? []).flatMap(([after, by, text], n) => {
    const at = new Date(sentAt(since, now).getTime() + after * minute);
    const { personId, appointmentId, institutionId } = actorOf(by);
    if (at > now || ![from, to].some((hospital) => demoId(`institution ${hospital}`) === institutionId)) return [];
    return [
      {
        ...{ id: demoId(`message ${key} ${n}`), referral_id: storyId(key), position: n + 1, institution_id: institutionId },
        ...{ receiver_id: demoId(`institution ${to}`), person_id: personId, appointment_id: appointmentId, text, at },
      },
    ];
  });
}
