// Two hundred invented hospitals, each with a department, a doctor and a coordinator who are signed in. Ids follow from numbers,
// so that set-based SQL, pgbench scripts and programs speak of the same rows.
import { createHash } from 'node:crypto';

export const hospitals = 200;
export const kinds = {
  institution: 1,
  department: 2,
  person: 3,
  appointment: 4,
  account: 5,
  patient: 6,
  referral: 7,
  draft: 8,
  waiting: 9,
};
const prefix = (kind) => `${String(kinds[kind]).padStart(8, '0')}-0000-7000-8000-`;

export const idOf = (kind, n) => prefix(kind) + n.toString(16).padStart(12, '0');
/** The same id as an SQL expression over `n`. */
export const sqlId = (kind, n) => `('${prefix(kind)}' || lpad(to_hex((${n})::bigint), 12, '0'))::uuid`;
/** Doctors are the odd people of a hospital, coordinators the even ones. */
export const doctorOf = (hospital) => hospital * 2 - 1;
export const coordinatorOf = (hospital) => hospital * 2;

/** Who sends and who receives number `i`: a quarter of everything goes to hospital 1. Written twice, for programs and for SQL. */
export const senderOf = (i) => 2 + (i % (hospitals - 1));
export const receiverOf = (i) => (i % 4 === 0 ? 1 : 2 + ((i + 97) % (hospitals - 1)));
export const sqlSender = (i) => `(2 + (${i}) % ${hospitals - 1})`;
export const sqlReceiver = (i) => `(case when (${i}) % 4 = 0 then 1 else 2 + ((${i}) + 97) % ${hospitals - 1} end)`;

/** Who acts on number `i`: the sender's doctor on a draft, the receiver's coordinator on what waits. */
export const personOf = (kind, sender, receiver) => (kind === 'draft' ? doctorOf(sender) : coordinatorOf(receiver));

const tokenOf = (n) => `bench-session-of-person-${n}`;
/** Headers of a signed-in person. */
export const headersOf = (n) => ({ cookie: `sid=${tokenOf(n)}`, 'x-csrf-token': `csrf-${n}`, 'content-type': 'application/json' });

export async function seedPeople(owner) {
  const people = hospitals * 2;
  await owner.query(`
    insert into institution (id, name, type, level, invented)
      select ${sqlId('institution', 'n')}, 'Bench hospital ' || n, 'general_hospital', case n when 1 then 'tertiary' else 'secondary' end, true
      from generate_series(1, ${hospitals}) n;
    insert into department (id, institution_id, name_zh, name_en, specialties, standing_permissions)
      select ${sqlId('department', 'n')}, ${sqlId('institution', 'n')}, '心内科', 'Cardiology', '{cardiovascular}', '{coordinator_accepts_outpatients}' from generate_series(1, ${hospitals}) n;
    insert into person (id, name) select ${sqlId('person', 'n')}, 'Invented person ' || n from generate_series(1, ${people}) n;
    insert into appointment (id, person_id, institution_id, role, valid)
      select ${sqlId('appointment', 'n')}, ${sqlId('person', 'n')}, ${sqlId('institution', '(n + 1) / 2')},
        case n % 2 when 1 then 'doctor' else 'coordinator' end, '[2020-01-01,)' from generate_series(1, ${people}) n;
    insert into account (id, person_id, username, password_hash)
      select ${sqlId('account', 'n')}, ${sqlId('person', 'n')}, 'bench.' || n, 'none' from generate_series(1, ${people}) n;`);
  await signIn(
    owner,
    Array.from({ length: people }, (_, i) => i + 1),
  );
}

const hashOf = (n) => createHash('sha256').update(tokenOf(n)).digest();

/** Opens a session for people who have an account. */
export async function signIn(owner, numbers) {
  await owner.query(
    `insert into session (token_hash, account_id, person_id, method, idle_seconds, csrf_token, expires_at)
     select hash, ${sqlId('account', 'n')}, ${sqlId('person', 'n')}, 'password', 43200, 'csrf-' || n, now() + interval '12 hours'
     from unnest($1::bytea[], $2::int[]) s (hash, n)`,
    [numbers.map(hashOf), numbers],
  );
}

/** The same session again for somebody whose session was ended. */
export async function renewSession(owner, number) {
  await owner.query('delete from session where token_hash = $1', [hashOf(number)]);
  await signIn(owner, [number]);
}
