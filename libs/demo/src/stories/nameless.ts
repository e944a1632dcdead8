import { checkCharacterOf } from '@alliance/domain/identity/citizen-id';
import { unknownPersonName } from '@alliance/domain/identity/given-name';
import { maskIdentifier } from '@alliance/domain/identity/patient';
import type { FieldCipher } from '@alliance/server/platform/crypto/field-cipher';
import { initialsOf } from '@alliance/server/platform/text/pinyin';
import { today } from '@alliance/server/platform/today';
import type pg from 'pg';
import { demoId } from '../demo-id.js';
import { actorOf } from '../everybody.js';
import { fill } from '../history/fill.js';
import type { Told } from '../history/life.js';
import type { HistoricPatient } from '../history/patient.js';
import { hospitals } from '../hospitals.data.js';
import type { Story, StoryPatient } from './story.types.js';

type Identified = NonNullable<StoryPatient['identified']>;
const basis = 'police';
const minute = 60_000;

/** Somebody without a name, as the hospital calls him. */
export function namelessPatient({ key, sex }: StoryPatient, since: Date): HistoricPatient {
  const id = demoId(`patient of story ${key}`);
  const name = unknownPersonName(hospitals.find((one) => one.key === 'county')?.name ?? '', today(since), 1);
  const row = { id, identifier_kind: 'unknown_person', identifier_masked: null, version: 1, created_at: since };
  return {
    id,
    name,
    initials: initialsOf(name),
    sex,
    birthDate: null,
    masked: null,
    row: { ...row, identifier_cipher: null, identifier_index: null },
  };
}

/** The timeline says that he was identified, in codes. */
export const identification = ({ after, by }: Identified, sent: Date): Told => ({
  ...{ by, at: new Date(sent.getTime() + after * minute), aside: true },
  told: { kind: 'referral.patient_identified', data: { basis } },
});

/** Who he is: a row of the number, under which both hospitals keep the row without a name from then on. */
export async function loadIdentity(owner: pg.ClientBase, cipher: FieldCipher, { patient, from, to }: Story, sent: Date): Promise<void> {
  const { identified, key, sex } = patient;
  if (!identified) return;
  const { name, born, by, marks, after } = identified;
  const at = new Date(sent.getTime() + after * minute);
  const digits = `990110${born.replaceAll('-', '')}971`;
  const number = digits + checkCharacterOf(digits);
  const [nameless, id] = [demoId(`patient of story ${key}`), demoId(`patient of story ${key} identified`)];
  const [kind, index] = ['citizen_id', `\\x${cipher.blindIndex('citizen_id', number).toString('hex')}`];
  await fill(owner, 'patient', [
    {
      ...{ id, identifier_kind: kind, identifier_masked: maskIdentifier(number), version: 1, created_at: at },
      ...{ identifier_cipher: cipher.encrypt(number, `patient.identifier:${id}`), identifier_index: index },
    },
  ]);
  const actor = actorOf(by);
  const mergeAt = (hospital: string) => demoId(`identified ${key} ${hospital}`);
  const merges = [from, to].map((hospital) => ({
    ...{
      id: mergeAt(hospital),
      institution_id: demoId(`institution ${hospital}`),
      kind: 'identified',
      state: 'in_force',
      version: 1,
      basis,
    },
    ...{ kept_id: id, merged_id: nameless, proposed_at: at, proposed_by: hospital === from ? actor.personId : null },
    told_by: hospital === from ? null : mergeAt(from),
  }));
  await fill(owner, 'patient_merge', merges);
  await fill(
    owner,
    'patient_relation',
    [from, to].map((hospital) => ({
      ...{ institution_id: demoId(`institution ${hospital}`), patient_id: id, name, initials: initialsOf(name), sex, birth_date: born },
      ...{ since: at, version: 1, via_merge: mergeAt(hospital) },
    })),
  );
  await owner.query('update patient set same_as = $2 where id = $1', [nameless, id]);
  await owner.query(
    'update patient_relation set same_as = $2, version = version + 1, marks = $3, estimated_birth_year = $4 where patient_id = $1',
    [nameless, id, marks, Number(born.slice(0, 4)) + 2],
  );
  await owner.query('insert into unknown_person_count (institution_id, day, last) values ($1, $2, 1) on conflict do nothing', [
    demoId(`institution ${from}`),
    today(sent),
  ]);
  const event = (what: string, happened: Date, data: object) => ({
    ...{
      id: demoId(`${what} ${key}`),
      kind: what,
      topic: 'patient',
      subject_id: nameless,
      version: 1,
      happened_at: happened,
      recorded_at: happened,
    },
    ...{ institution_id: actor.institutionId, person_id: actor.personId, appointment_id: actor.appointmentId, role: actor.role, data },
    ...{ recipients: [from, to].map((hospital) => demoId(`institution ${hospital}`)), concerns: [] },
  });
  await fill(owner, 'event', [
    event('patient.registered', new Date(sent.getTime() - 9 * minute), { kind: 'unknown_person' }),
    event('patient.identified', at, { mergeId: mergeAt(from), keptId: id, mergedId: nameless, basis }),
  ]);
}
