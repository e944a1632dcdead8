// Recorded statements as templates: the ids of the recorded people and referral become those of number `i`, every other id a new one.
// One template serves the bare handler (values) and pgbench (a script).
import { idOf, personOf, receiverOf, senderOf, sqlReceiver, sqlSender } from './people.mjs';
import { randomUUID } from 'node:crypto';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What each id of the recording stands for. */
function placesOf(kind, i) {
  const [sender, receiver] = kind === 'page' ? [0, i] : [senderOf(i), receiverOf(i)];
  const person = personOf(kind, sender, receiver);
  return new Map([
    [kind === 'page' ? '' : idOf(kind, i), 'subject'],
    [idOf('institution', sender), 'sender'],
    [idOf('institution', receiver), 'receiver'],
    [idOf('department', receiver), 'department'],
    [idOf('person', person), 'person'],
    [idOf('appointment', person), 'appointment'],
    // of the author, who is another person where the receiver acts
    [idOf('person', personOf('draft', sender, receiver)), kind === 'draft' ? 'person' : 'author'],
  ]);
}

/** @returns statements whose texts and values carry `{name}` in place of ids; unknown ids are numbered `{new0}`, `{new1}`, … */
export function templateOf(statements, kind, i) {
  const places = placesOf(kind, i);
  const fresh = new Map();
  const put = (text) =>
    text?.replace(uuid, (id) => {
      if (places.has(id)) return `{${places.get(id)}}`;
      // a constant of the statement, nobody's id
      if (id === 'ffffffff-ffff-ffff-ffff-ffffffffffff') return id;
      if (!fresh.has(id)) fresh.set(id, `{new${fresh.size}}`);
      return fresh.get(id);
    }) ?? null;
  return {
    kind,
    statements: statements.map(({ text, values, name }) => ({ text: put(text), values: values.map(put), name })),
    fresh: fresh.size,
  };
}

const placed = /\{(subject|sender|receiver|department|person|appointment|author|new\d+)\}/g;

/** A pgbench script that counts `i` by itself from `first + client_id * stride`. */
export async function pgbenchScript(owner, { kind, statements }, { first, stride }) {
  const id = (prefixOf, n) => [prefixOf, n];
  const pageOf = (i) => `(case when ${i} % 4 = 0 then 1 else 2 + ${i} % 198 end)`;
  const prefix = (name) => idOf(name, 0).slice(0, 24);
  const person = kind === 'draft' ? '(:s * 2 - 1)' : '(:r * 2)';
  const part = {
    subject: kind !== 'page' && id(prefix(kind), ':i'),
    sender: id(prefix('institution'), ':s'),
    receiver: id(prefix('institution'), ':r'),
    department: id(prefix('department'), ':r'),
    person: id(prefix('person'), person),
    appointment: id(prefix('appointment'), person),
    author: id(prefix('person'), '(:s * 2 - 1)'),
  };
  const expression = (name) => {
    const [text, n] = part[name] ?? [`${name.slice(3).padStart(8, 'f')}-0000-7000-8000-`, `(:i + ${first % 7} + :run * 100000000)`];
    return `'${text}' || lpad(to_hex((${n})::bigint), 12, '0')`;
  };
  // pgbench takes a colon before a letter for a variable, even inside a literal
  const literal = (text) => `'${text.replaceAll("'", "''").replaceAll(':', `' || chr(58) || '`)}'`;
  const value = (text, type) => {
    if (text === null) return `null::${type}`;
    const parts = text.split(placed).map((piece, n) => (n % 2 ? expression(piece) : piece && literal(piece)));
    return `(${parts.filter(Boolean).join(' || ') || "''"})::${type}`;
  };
  const lines = [
    `\\set k :k + 1`,
    `\\set i ${first} + :client_id * ${stride} + :k`,
    ...(kind === 'page' ? [`\\set r ${pageOf(':i')}`] : [`\\set s ${sqlSender(':i')}`, `\\set r ${sqlReceiver(':i')}`]),
  ];
  for (const { text, values } of statements) {
    const types = values.length ? await parameterTypes(owner, text) : [];
    const one = text.replace(/--.*$/gm, '').replace(/\s+/g, ' ').trim();
    // a statement without parameters holds ids in its text: `'{sender}'`
    const whole = one.replace(/'([^']*\{\w+\}[^']*)'/g, (_, inside) => value(inside, 'text'));
    lines.push(`${whole.replace(/\$(\d+)/g, (_, n) => value(values[n - 1], types[n - 1]))};`);
  }
  return `${lines.join('\n')}\n`;
}

async function parameterTypes(owner, text) {
  const client = await owner.connect();
  try {
    await client.query(`prepare asked as ${text}`);
    const { rows } = await client.query(`select parameter_types::text[] as types from pg_prepared_statements where name = 'asked'`);
    return rows[0].types;
  } finally {
    client.release(true);
  }
}

/** The same statements on a `pg` connection. @returns the rows of the widest answer */
export function runnerOf({ kind, statements, fresh }) {
  return async (client, i) => {
    const ids = Object.fromEntries([...placesOf(kind, i)].map(([id, name]) => [name, id]));
    ids.author ??= ids.person;
    for (let n = 0; n < fresh; n++) ids[`new${n}`] = randomUUID();
    const put = (text) => text && text.replace(placed, (_, name) => ids[name]);
    let widest = { rows: [], size: 0 };
    for (const { text, values, name } of statements) {
      // prepared where the portal prepares
      const { rows = [], fields = [] } = await client.query({ ...(name && { name }), text: put(text), values: values.map(put) });
      const size = rows.length * fields.length;
      if (size > widest.size) widest = { rows, size };
    }
    return widest.rows;
  };
}
