import type { GivenDownPlan } from '@alliance/contracts/down-plan.schema';
import { blankReferral } from '@alliance/domain/referral/blank-referral';
import { needsCriteriaReason } from '@alliance/domain/referral/criteria-verdict';
import type { ReferralFacts } from '@alliance/domain/referral/referral.types';
import type { FieldCipher } from '@alliance/server/platform/crypto/field-cipher';
import { demoId } from '../demo-id.js';
import { personCalled } from '../everybody.js';
import { hospitals } from '../hospitals.data.js';
import { courseOf, type Sent } from './course.js';
import type { Fate } from './fate.js';
import { directionBetween, judgeThen } from './judged.js';
import type { HistoricKind } from './kind.types.js';
import { live, unborn, type Life, type Step, type Told } from './life.js';
import { historicPatient, type HistoricPatient } from './patient.js';
import { judgementRow, type Written } from './rows.js';
import { pick, spread } from './spread.js';
import type { standingThen } from './standing.js';
import { departmentAt, doctorAt, isTownship } from './who.js';

/** Where a historic referral is told from. */
export interface Past {
  readonly now: Date;
  readonly standing: ReturnType<typeof standingThen>;
  readonly cipher: FieldCipher;
}
export interface Asked {
  /** Keeps the ids of one part of the history apart from those of another. */
  readonly key: string;
  readonly n: number;
  readonly kind: HistoricKind;
  readonly from: string;
  readonly to: string;
  readonly department: string;
  readonly at: Date;
  readonly fate: Fate;
  /** Somebody who was here before. */
  readonly patient?: HistoricPatient;
}
export interface ToldReferral {
  readonly life: Life;
  readonly written: Written;
  readonly patient: HistoricPatient;
  readonly judgement: object | null;
  /** Hospitals that come to know the patient by it. */
  readonly knownTo: readonly string[];
  /** What came down with the patient. */
  readonly plan?: { readonly given: GivenDownPlan; readonly by: string; readonly at: Date };
  /** Nobody has asked after the patient yet. */
  readonly unasked?: boolean;
  /** The patient is in the demonstration already. */
  readonly stored?: boolean;
}

const minutes = 60_000;
const nameOf = (id: string): string => hospitals.find(({ key }) => demoId(`institution ${key}`) === id)?.name ?? '';
export const liveAs = (born: Life, steps: readonly (Step | Told)[], now: Date): Life => live(born, steps, now, nameOf);

/** A referral with all that happened to it until now. */
export function tell(
  past: Past,
  asked: Asked,
  more: (course: readonly Step[]) => readonly (Step | Told)[] = (course) => course,
): ToldReferral {
  const { key, n, kind, from, to, department, at, fate } = asked;
  const { now, standing, cipher } = past;
  const patient = asked.patient ?? historicPatient(key, n, kind, at, cipher);
  const facts = kind.facts(n);
  const inside = to !== 'other';
  const judged = inside ? judgeThen(standing, { alliance: kind.alliance, from, to, at, patient, facts }) : null;
  const byAmbulance = kind.service === 'emergency' || (kind.service === 'inpatient' && spread(n, 431, 0, 9) < 4);
  const referral: ReferralFacts = {
    ...blankReferral(demoId(`${key} referral ${n}`), demoId(`institution ${from}`)),
    ...{ allianceId: inside ? demoId(`alliance ${kind.alliance}`) : null, direction: directionBetween(from, to) },
    ...{ receiverId: demoId(`institution ${to}`), receiverDepartmentId: demoId(`department ${to} ${department}`) },
    ...{ patientId: patient.id, patientBirthDate: patient.birthDate, service: kind.service, urgency: kind.urgency },
    ...{ transport: kind.service === 'emergency' ? 'ambulance' : byAmbulance ? 'hospital_vehicle' : 'own_way' },
    ...{ reason: kind.reason, diagnosisText: kind.diagnosis[1], reviewer: reviewerAt(n, from) },
    ...{ consentGiver: kind.urgency === 'immediate' ? 'relative' : 'patient', consentScope: 'alliance', consultAllowed: fate === 'advice' },
    criteriaReason: judged && needsCriteriaReason(judged.verdict, kind.urgency) ? pick(n, 432, reasons) : null,
  };
  const sent: Sent = {
    ...{ n, from, to, department, service: kind.service, urgency: kind.urgency, byAmbulance, at, fate },
    ...{ judged: judged?.verdict ?? null, found: pick(n, 433, kind.found) },
  };
  const life = liveAs(unborn(referral), more(courseOf(sent)), now);
  const careful = spread(n, 434, 0, 9) < (isTownship(from) ? 6 : 8);
  const written: Written = {
    allianceId: referral.allianceId,
    senderDepartmentId: careful || spread(n, 435, 0, 2) ? demoId(`department ${from} ${departmentAt(from, kind.department)}`) : null,
    ...{ patient, diagnosisCode: spread(n, 436, 0, 11) ? kind.diagnosis[0] : null, facts },
    summary: careful ? `${pick(n, 437, kind.told)}（虚构病例）` : '病情见门诊记录。（虚构病例）',
    consentName: careful ? (kind.urgency === 'immediate' ? `${patient.name.slice(0, 1)}某（家属）` : patient.name) : null,
    createdAt: new Date(at.getTime() - (kind.urgency === 'immediate' ? 4 : spread(n, 438, 6, 34)) * minutes),
  };
  const reached = [
    ...new Set([from, to, ...life.stops.flatMap(({ institutionId }) => keyOf(institutionId)), ...keyOf(life.referral.receiverId)]),
  ];
  const knownTo = life.referral.state === 'voided' ? [from] : reached;
  return { life, written, patient, judgement: judged && judgementRow(life, demoId(`alliance ${kind.alliance}`), judged), knownTo };
}

const reasons = ['clinical_judgement', 'patient_wish', 'bed_not_available_here', 'examination_not_available_here'] as const;
const keyOf = (id: string | null): string[] => hospitals.flatMap(({ key }) => (demoId(`institution ${key}`) === id ? [key] : []));
/** Whoever answers for the transfer is another doctor of the house, where there is one. */
const reviewerAt = (n: number, from: string): string => personCalled(doctorAt(n, from, '', 439)).name;
