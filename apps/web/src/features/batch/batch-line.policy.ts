import type { sendBatch } from '@alliance/contracts/batch.contract';
import type { PatientView } from '@alliance/contracts/patient.contract';
import type { AskOf } from '@alliance/contracts/route';
import { urgencyOfTriage, type Triage } from '@alliance/domain/batch/batch';
import { ageOn, oldestAge } from '@alliance/domain/identity/age';
import { readCitizenId, type Sex } from '@alliance/domain/identity/citizen-id';
import { guardianBelow } from '@alliance/domain/referral/completion';
import type { ConsentGiver, Urgency } from '@alliance/domain/referral/referral.codes';

export type SentBatch = AskOf<typeof sendBatch>['body'];
type SentPatient = SentBatch['patients'][number];

/** One patient of the group as it is being written. */
export interface Line {
  readonly key: string;
  /** Bed or wristband. */
  readonly label: string;
  /** Somebody this hospital knows; the fields of a person are not used then. */
  readonly patient: PatientView | null;
  readonly name: string;
  readonly sex: Sex;
  /** As typed: whole years. */
  readonly age: string;
  readonly identifier: string;
  readonly diagnosis: string;
  readonly triage: Triage | null;
}
export interface Holding {
  readonly urgency: Urgency;
  readonly consentGiver: ConsentGiver | null;
}

export const lineProblems = ['label', 'name', 'identifier', 'sex', 'age', 'diagnosis', 'guardian', 'rescue', 'twice'] as const;
export type LineProblem = (typeof lineProblems)[number];

export const blankLine = (key: string, change: Partial<Line> = {}): Line => ({
  ...{ key, label: '', patient: null, name: '', sex: 'unknown', age: '', identifier: '', diagnosis: '', triage: null },
  ...change,
});

export const urgencyOf = ({ triage }: Line, { urgency }: Pick<Holding, 'urgency'>): Urgency => (triage ? urgencyOfTriage[triage] : urgency);

const bare = (identifier: string): string => identifier.replace(/[\s-]/g, '').toUpperCase();
const whoOf = ({ patient, identifier }: Line): string => patient?.id ?? bare(identifier);

/** What stands in the way of sending a line; the server says the same, but later. */
export function problemsOf(line: Line, all: readonly Line[], held: Holding, today: string): LineProblem[] {
  const { patient, identifier, age, sex } = line;
  const number = bare(identifier);
  const read = number ? readCitizenId(number, today) : undefined;
  const years = patient ? ageOn(patient.birthDate, today) : read ? ageOn(read.birthDate, today) : age ? Number(age) : undefined;
  const child = years !== undefined && years < guardianBelow;
  const who = whoOf(line);
  const holds: Record<LineProblem, boolean> = {
    label: !line.label.trim(),
    name: !patient && number !== '' && !line.name.trim(),
    identifier: !patient && number !== '' && !read,
    sex: !patient && read !== undefined && sex !== 'unknown' && sex !== read.sex,
    age: !patient && age !== '' && !(/^\d{1,3}$/.test(age) && Number(age) <= oldestAge),
    diagnosis: urgencyOf(line, held) !== 'immediate' && !line.diagnosis.trim(),
    guardian: child && held.consentGiver === 'patient',
    rescue: held.consentGiver === 'rescue' && urgencyOf(line, held) !== 'immediate',
    twice: who !== '' && all.some((other) => other.key !== line.key && whoOf(other) === who),
  };
  return lineProblems.filter((problem) => holds[problem]);
}

/** The line as it is sent. Without a number somebody is unknown, and named by the hospital where no name is typed. */
export function patientOf(line: Line, held: Holding, words: { readonly triage: (triage: Triage) => string }): SentPatient {
  const { key, label, patient, name, sex, age, identifier, diagnosis, triage } = line;
  const number = bare(identifier);
  return {
    ...{ key, label: label.trim() },
    ...(patient
      ? { patientId: patient.id }
      : {
          person: {
            ...{ name: name.trim() || null, sex, identifierKind: number ? 'citizen_id' : 'unknown_person', identifier: number || null },
            estimatedAge: !number && age ? Number(age) : null,
          },
        }),
    urgency: urgencyOf(line, held),
    diagnosisText: diagnosis.trim() || null,
    summary: [label.trim(), triage && words.triage(triage)].filter(Boolean).join('；'),
  };
}
