import { checkCharacterOf } from '@alliance/domain/identity/citizen-id';
import { newbornName, unknownPersonName } from '@alliance/domain/identity/given-name';
import { maskIdentifier } from '@alliance/domain/identity/patient';
import type { FieldCipher } from '@alliance/server/platform/crypto/field-cipher';
import { initialsOf } from '@alliance/server/platform/text/pinyin';
import { today } from '@alliance/server/platform/today';
import type pg from 'pg';
import { demoId } from './demo-id.js';
import { hospitals } from './hospitals.data.js';

const hour = 3_600_000;
const county = demoId('institution county');

interface Invented {
  readonly key: string;
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly kind: string;
  /** Nobody’s: of a district that does not exist. */
  readonly number?: string;
  readonly motherId?: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

const withCheck = (digits: string) => digits + checkCharacterOf(digits);

/** Invented patients of the county hospital whose identity asks for something: somebody unknown, a newborn, one person written down twice. */
export async function loadPatients(owner: pg.ClientBase, cipher: FieldCipher, now: Date): Promise<void> {
  const day = today(now);
  const at = (hours: number) => new Date(now.getTime() - hours * hour);
  const name = unknownPersonName(hospitals.find(({ key }) => key === 'county')?.name ?? '', day, 1);
  const bornAt = at(6);
  const marks = '虚构病例：车祸送来，左前臂有锚形纹身，穿蓝色工装';
  const patients: readonly Invented[] = [
    { key: 'unknown', name, sex: 'male', kind: 'unknown_person', more: { estimated_birth_year: now.getFullYear() - 45, marks } },
    { key: 'mother', name: '顾念慈', sex: 'female', kind: 'citizen_id', number: withCheck('99010819940517202') },
    {
      ...{ key: 'newborn', name: newbornName('顾念慈', 'female', null), sex: 'female', kind: 'none_newborn' },
      motherId: demoId('patient mother'),
      more: { birth_date: today(bornAt), born_at: bornAt, gestational_days: 219, birth_weight_grams: 1650 },
    },
    { key: 'double', name: '罗文昌', sex: 'male', kind: 'citizen_id', number: withCheck('99010819710203301') },
    { key: 'double again', name: '罗文昌', sex: 'male', kind: 'passport', number: 'E99010871', more: { birth_date: '1971-02-03' } },
  ];
  for (const [n, patient] of patients.entries()) await insert(owner, cipher, patient, at(20 - n));
  await owner.query(`insert into unknown_person_count (institution_id, day, last) values ($1, $2, 1)`, [county, day]);
  await owner.query(
    `insert into patient_merge (id, institution_id, kind, state, kept_id, merged_id, reason, proposed_by, proposed_at)
     values ($1, $2, 'merged', 'proposed', $3, $4, '护照与身份证为同一人（演示）', $5, $6)`,
    [demoId('merge'), county, demoId('patient double'), demoId('patient double again'), demoId('person county.doctor'), at(2)],
  );
}

async function insert(
  owner: pg.ClientBase,
  cipher: FieldCipher,
  { key, name, sex, kind, number, motherId, more = {} }: Invented,
  since: Date,
) {
  const id = demoId(`patient ${key}`);
  await owner.query(
    `insert into patient (id, identifier_kind, identifier_cipher, identifier_index, identifier_masked, mother_id) values ($1, $2, $3, $4, $5, $6)`,
    [
      id,
      kind,
      number ? cipher.encrypt(number, `patient.identifier:${id}`) : null,
      number ? cipher.blindIndex(kind, number) : null,
      number ? maskIdentifier(number) : null,
      motherId ?? null,
    ],
  );
  const born =
    number && kind === 'citizen_id' ? { birth_date: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}` } : {};
  const relation = { institution_id: county, patient_id: id, name, initials: initialsOf(name), sex, since, version: 1, ...born, ...more };
  const columns = Object.keys(relation).join(', ');
  await owner.query(
    `insert into patient_relation (${columns}) select ${columns} from jsonb_populate_record(null::patient_relation, $1::jsonb)`,
    [JSON.stringify(relation)],
  );
}
