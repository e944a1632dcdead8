import { recordCareFacts } from '@alliance/contracts/down-candidate.contract';
import { getCapacityChoices } from '@alliance/contracts/capacity.contract';
import { registerPatient } from '@alliance/contracts/patient.contract';
import * as act from '@alliance/contracts/referral-action.contract';
import * as journey from '@alliance/contracts/referral-journey.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import { draftReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { requestOf, type AnswerOf, type AskOf, type Route } from '@alliance/contracts/route';
import { openSession } from '@alliance/contracts/session.contract';
import { checkCharacterOf } from '@alliance/domain/identity/citizen-id';
import { playCapacity } from './capacity.js';
import { demoId } from './demo-id.js';
import { firstCases, type FirstCase } from './first-cases.data.js';
import { careFacts } from './stories/care-facts.data.js';
import { storyId } from './stories/story-id.js';
import { playTrip } from './trip.js';

/** A demonstration person with a session of their own. */
class Visitor {
  private constructor(
    private readonly base: string,
    private readonly headers: Record<string, string>,
  ) {}

  static async signIn(base: string, username: string, password: string): Promise<Visitor> {
    const reply = await fetch(`${base}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    if (!reply.ok) throw new Error(`${username} cannot sign in: ${reply.status}`);
    const { csrfToken } = (await reply.json()) as AnswerOf<typeof openSession>;
    const cookie = reply.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ');
    return new Visitor(base, { cookie, 'x-csrf-token': csrfToken });
  }

  async ask<R extends Route>(route: R, input: AskOf<R>): Promise<AnswerOf<R>> {
    const { method, path, body } = requestOf(route, input);
    const reply = await fetch(`${this.base}/api${path}`, {
      method,
      headers: { ...this.headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return (await reply.json()) as AnswerOf<R>;
  }
}

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

/** The first referrals of the demonstration, made through the API by its own people: every rule, event and trace is real. */
export async function playFirstCases(base: string, password: string): Promise<number> {
  const names = ['county.doctor', 'township.doctor', 'lead.coordinator', 'county.coordinator', 'lead.doctor'] as const;
  const visitors = new Map(await Promise.all(names.map(async (name) => [name, await Visitor.signIn(base, name, password)] as const)));
  for (const [index, one] of firstCases.entries()) {
    const sender = visitors.get(one.by) as Visitor;
    const receiver = visitors.get(one.to === 'lead' ? 'lead.coordinator' : 'county.coordinator') as Visitor;
    const physician = visitors.get(one.to === 'lead' ? 'lead.doctor' : 'county.doctor') as Visitor;
    await play(one, index, { sender, receiver, physician });
  }
  await playCapacity(visitors.get('lead.coordinator') as Visitor, (patient) =>
    demoId(`referral ${firstCases.findIndex((one) => one.patient === patient)}`),
  );
  await playCare(visitors.get('lead.doctor') as Visitor);
  return firstCases.length;
}

/** The ward round: what was measured of patients in care, and judged with it. */
async function playCare(physician: Visitor): Promise<void> {
  for (const [key, facts] of careFacts) await physician.ask(recordCareFacts, { params: { id: storyId(key) }, body: { version: 1, facts } });
}

interface Cast {
  readonly sender: Visitor;
  /** The referral office there, and who may answer for an emergency or a bed. */
  readonly receiver: Visitor;
  readonly physician: Visitor;
}

async function play(one: FirstCase, index: number, { sender, receiver, physician }: Cast): Promise<void> {
  const draft = await sender.ask(draftReferral, { body: await draftOf(one, index, sender) });
  if (one.progress === 'draft') return;
  const step = async <R extends Route>(by: Visitor, route: R, at: ReferralView, more: object = {}) =>
    (await by.ask(route, { params: { id: at.id }, body: { version: at.version, ...more } } as AskOf<R>)) as ReferralView;

  const sent = await step(sender, act.submitReferral, draft);
  if (one.progress === 'submitted') return;
  if (one.progress === 'returned')
    return void (await step(physician, act.returnReferral, sent, {
      reason: 'other_specialty',
      advice: '低血钾合并难治性高血压，建议先转内分泌科筛查原发性醛固酮增多症。',
    }));
  const accepted = await step(physician, act.acceptReferral, sent, await receptionOf(one, sent.id, physician));
  if (one.progress === 'accepted') return;
  const departed = await step(sender, journey.departReferral, accepted, { estimatedArrivalAt: inHours(0.4) });
  if (one.progress === 'in_transit') return playTrip(departed.id, sender, physician);
  const arrived = await step(receiver, journey.arriveReferral, departed);
  if (one.progress === 'in_care') return void (await step(receiver, journey.admitReferral, arrived));
  const reported = await step(receiver, ending.reportOutcome, arrived, {
    outcome: 'back_to_sender',
    summary: '经食管超声：后叶脱垂伴中度反流，暂无手术指征，6个月后复查。',
  });
  await step(sender, ending.closeReferral, reported);
}

async function draftOf(one: FirstCase, index: number, sender: Visitor): Promise<AskOf<typeof draftReferral>['body']> {
  const sequence = String(index * 2 + (one.sex === 'male' ? 11 : 10)).padStart(3, '0');
  const digits = `990101${one.born.replaceAll('-', '')}${sequence}`;
  const patient = await sender.ask(registerPatient, {
    body: { name: one.patient, sex: one.sex, identifierKind: 'citizen_id', identifier: digits + checkCharacterOf(digits) },
  });
  return {
    id: demoId(`referral ${index}`),
    patientId: patient.id,
    allianceId: demoId('alliance cardiovascular'),
    receiverId: demoId(`institution ${one.to}`),
    receiverDepartmentId: demoId(`department ${one.to} ${one.department}`),
    service: one.service,
    urgency: one.urgency,
    diagnosisCode: one.diagnosis[0],
    diagnosisText: one.diagnosis[1],
    reason: one.reason,
    summary: one.summary,
    reviewer: one.by === 'county.doctor' ? '孟庆华（科主任，演示）' : '姚建国（演示）',
    consentGiver: one.urgency === 'immediate' ? 'relative' : 'patient',
    consentName: one.urgency === 'immediate' ? '家属（演示）' : one.patient,
    consentScope: 'alliance',
    transport: one.service === 'emergency' ? 'ambulance' : 'own_way',
    senderDepartmentId: one.by === 'county.doctor' ? demoId('department county cardiology') : null,
    facts: one.facts ?? null,
    criteriaReason: one.criteriaReason ?? null,
  };
}

/** The first bed or slot that suits is kept, as the screen proposes. */
async function receptionOf({ service }: FirstCase, referralId: string, physician: Visitor): Promise<object> {
  const { beds, slots } = await physician.ask(getCapacityChoices, { query: { referralId } });
  const bed = service === 'inpatient' ? beds.find(({ suits }) => suits) : undefined;
  const [slot] = slots;
  return {
    ...receptionAt(service),
    ...(slot && { arriveBy: slot.from }),
    hold: bed ? { bedId: bed.id } : slot ? { slotId: slot.id } : null,
  };
}

const receptionAt = (service: FirstCase['service']): object => ({
  arriveBy: inHours(service === 'emergency' ? 0.5 : 4),
  place: service === 'emergency' ? '急诊楼一层胸痛中心' : '住院部A座心血管内科二病区',
  phone: '0990-5550120',
  physician: '韩致远',
  bedRoute: service === 'inpatient' ? 'bed' : null,
});
