// Malformed rules and fact sets where rules and facts come in: judgements, drafts of protocols, own rules of members, cards in a hospital's own system.
import { randomUUID } from 'node:crypto';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import { randomFacts, valuesToTry } from '@alliance/domain/criteria/testing/random';
import { contentOf } from '../bench/judgements.mjs';
import { doctorOf, headersOf, hospitals, idOf, sqlId } from '../bench/people.mjs';

const atOnce = 16;
const allianceId = '00000012-0000-7000-8000-000000000001';
const protocolId = '00000012-0000-7000-8000-000000000002';
const expert = '00000012-0000-7000-8000-000000000003';
const administrator = '00000012-0000-7000-8000-000000000004';
const member = 7;

async function seed(owner, content) {
  const lead = idOf('institution', 1);
  for (const [id, hospital, role] of [
    [expert, 1, 'expert'],
    [administrator, member, 'member_administrator'],
  ])
    await owner.query(`insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, $4, '[2020-01-01,)')`, [
      id,
      idOf('person', doctorOf(hospital)),
      idOf('institution', hospital),
      role,
    ]);
  await owner.query(
    `insert into alliance (id, name_zh, specialty, phase, lead_id, invented, opened_on) values ($1, 'Fuzz', 'cardiovascular', 'running', $2, true, '2020-01-01')`,
    [allianceId, lead],
  );
  await owner.query(
    `insert into membership (id, alliance_id, institution_id, role, agreement, valid)
     select gen_random_uuid(), $1, ${sqlId('institution', 'n')}, case n when 1 then 'lead' else 'member' end, 'x', '[2020-01-01,)' from generate_series(1, ${hospitals}) n`,
    [allianceId],
  );
  await owner.query(`insert into protocol (id, alliance_id, code, title_zh) values ($1, $2, 'HTN', 'HTN')`, [protocolId, allianceId]);
  for (const [number, state] of [
    [1, 'published'],
    [2, 'draft'],
  ])
    await owner.query(
      `insert into protocol_version (id, protocol_id, number, state, content, authors, approved_by, published_at, effective_from)
       select gen_random_uuid(), $1, $2, $3, $4, '{}', case when $3 <> 'draft' then ${sqlId('person', '1')} end, now(), case when $3 <> 'draft' then '2020-01-01'::date end`,
      [protocolId, number, state, JSON.stringify(content)],
    );
}

const keys = factDictionary.map(({ key }) => key);
const operators = ['>=', '>', '<=', '<', '==', '!=', 'is', 'in', 'between', '=~', '', 'constructor'];
const units = [
  'mm[Hg]',
  'mmol/L',
  'mg/dL',
  'Cel',
  '[degF]',
  '%',
  '',
  '1/0',
  'mmol//L',
  'm'.repeat(300),
  '{',
  'a',
  '10*3/uL',
  'g.g.g.g.g/L',
  '__proto__',
];
const numbers = [0, -0, -1, 180, 1e308, -1e308, 5e-324, Number.MAX_SAFE_INTEGER, 0.1];
const instants = [
  '2026-11-22T08:00:00+08:00',
  '2026-11-22',
  '2026-02-30T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  '0000-00-00T00:00:00Z',
  'yesterday',
];

/** Rules and facts that are nearly right, and the ways in which they are wrong. */
class Wrong {
  constructor(mutator, content) {
    Object.assign(this, { mutator, content });
    this.values = valuesToTry(
      factDictionary,
      content.criteria.flatMap(({ rule, population }) => [rule, population]),
    );
  }
  pick = (list) => this.mutator.pick(list);
  chance = (p) => this.mutator.chance(p);
  next = () => this.mutator.next();

  spoilt(value, most = 3) {
    let spoilt = value;
    for (let n = Math.floor(this.next() * most) + 1; n > 0; n--) spoilt = this.mutator.spoil(spoilt);
    return spoilt;
  }

  leaf() {
    const fact = this.chance(0.9) ? this.pick(keys) : this.pick(['', 'nobody', '__proto__', 'toString', 'x'.repeat(200)]);
    const value = this.pick([
      this.pick(numbers),
      true,
      'male',
      [1, 2],
      [2, 1],
      [],
      { cases: [{ when: { all: [] }, value: 1 }] },
      { cases: [] },
    ]);
    const time = { value: this.pick(numbers), unit: this.pick(units) };
    return this.pick([
      { fact, op: this.pick(operators), value },
      { fact, op: this.pick(operators), value, unit: this.pick(units) },
      { since: fact, op: this.pick(operators), ...time },
      {
        trend: fact,
        measure: this.pick(['difference', 'percent', 'ratio', 'per_year', 'slope']),
        within: time,
        op: '>=',
        value: this.pick(numbers),
      },
    ]);
  }
  rule(depth = 0) {
    if (depth > 4 || this.chance(0.4)) return this.leaf();
    const members = Array.from({ length: Math.floor(this.next() * 4) }, () => this.rule(depth + 1));
    return this.pick([
      { all: members },
      { any: members },
      { not: members[0] ?? {} },
      { atLeast: this.pick([0, 1, 2, 99, -1, 1.5]), of: members },
    ]);
  }
  /** As deep or as wide as nobody writes. */
  monster() {
    let rule = this.leaf();
    const depth = this.pick([50, 500, 3_000]);
    if (this.chance(0.5)) for (let n = 0; n < depth; n++) rule = this.chance(0.5) ? { not: rule } : { all: [rule] };
    else rule = { any: Array.from({ length: this.pick([1_000, 10_000]) }, () => ({ fact: 'sbp', op: '>=', value: 1 })) };
    return rule;
  }
  anyRule() {
    if (this.chance(0.01)) return this.monster();
    const rule = this.chance(0.5) ? this.rule() : this.pick(this.content.criteria).rule;
    return this.chance(0.4) ? this.spoilt(rule) : rule;
  }

  measured() {
    const value = this.pick([this.pick(numbers), true, 'male', this.pick(instants), null, 'x'.repeat(5_000)]);
    return {
      value,
      unit: this.pick(units),
      at: this.pick(instants),
      origin: this.pick(['typed', 'imported', 'guessed']),
      confirmed: this.chance(0.5),
    };
  }
  facts() {
    const facts = randomFacts(this.values, this.next, this.next());
    for (let n = Math.floor(this.next() * 4); n > 0; n--)
      facts[this.pick(keys)] = this.chance(0.5)
        ? this.measured()
        : Array.from({ length: Math.floor(this.next() * 5) }, () => this.measured());
    if (this.chance(0.01)) for (let n = 0; n < 5_000; n++) facts[`f${n}`] = n;
    return this.chance(0.3) ? this.spoilt(facts) : facts;
  }

  version() {
    const criteria = [...this.content.criteria];
    const at = Math.floor(this.next() * criteria.length);
    const part = this.chance(0.7) ? 'rule' : 'population';
    criteria[at] = { ...criteria[at], [part]: this.anyRule() };
    if (this.chance(0.3)) criteria[at].testCases = [{ name: 'x', facts: this.facts(), expect: 'met', at: this.pick(instants) }];
    if (this.chance(0.2)) criteria[at] = this.spoilt(criteria[at]);
    const facts = this.chance(0.2) ? this.spoilt([...this.content.facts]) : this.content.facts;
    return { ...this.content, criteria, facts };
  }

  observation() {
    const code = { coding: [{ system: 'http://loinc.org', code: this.pick(factDictionary.map(({ loinc }) => loinc ?? 'x')) }] };
    const valueQuantity = { value: this.pick(numbers), system: 'http://unitsofmeasure.org', code: this.pick(units) };
    return { resourceType: 'Observation', status: 'final', code, effectiveDateTime: this.pick(instants), valueQuantity };
  }
  card() {
    const bundle = () => ({ resourceType: 'Bundle', entry: Array.from({ length: 3 }, () => ({ resource: this.observation() })) });
    const patient = {
      resourceType: 'Patient',
      gender: this.pick(['male', 'other', '']),
      birthDate: this.pick(['1950-01-01', '1950', '9999-99-99']),
    };
    const asked = {
      ...{ hook: this.pick(['patient-view', 'order-sign']), hookInstance: randomUUID() },
      context: { userId: 'Practitioner/1', patientId: '1', draftOrders: bundle() },
      prefetch: { patient, vitals: bundle(), laboratory: bundle(), conditions: null },
    };
    return this.chance(0.4) ? this.spoilt(asked, 2) : asked;
  }
}

/** @returns how many requests were answered with what, and those that may not be answered so */
export async function fuzzCriteria({ owner, api, mutator, count }) {
  const content = contentOf('HTN');
  await seed(owner, content);
  const wrong = new Wrong(mutator, content);
  const author = { ...headersOf(doctorOf(1)), 'x-appointment': expert };
  const own = { ...headersOf(doctorOf(member)), 'x-appointment': administrator };
  const doctor = headersOf(doctorOf(5));
  const versions = { draft: 1, adoption: 0 };
  const kinds = [
    () => ({
      ...{ name: 'judgement', path: '/api/criteria/judgements', method: 'POST', headers: doctor },
      body: {
        allianceId,
        direction: mutator.pick(['up', 'down']),
        facts: wrong.facts(),
        ...(mutator.chance(0.2) && { at: mutator.pick(instants) }),
      },
    }),
    () => ({
      ...{ name: 'draft', path: `/api/protocols/${protocolId}/versions/2/content`, method: 'PUT', headers: author },
      body: { version: versions.draft, content: wrong.version() },
    }),
    () => ({
      ...{ name: 'adoption', path: `/api/protocols/${protocolId}/adoption`, method: 'PUT', headers: own },
      body: {
        ...{ version: versions.adoption, number: 1 },
        overrides: [{ code: mutator.pick(content.criteria).code, rule: wrong.anyRule(), reason: 'x' }],
      },
    }),
    () => ({
      ...{ name: 'card', path: `/cds-services/${mutator.pick(['patient-view', 'order-sign'])}`, method: 'POST', headers: doctor },
      body: wrong.card(),
    }),
  ];
  const statuses = {};
  const found = [];
  let done = 0;
  const client = async () => {
    while (done < count) {
      const { name, path, method, headers, body } = kinds[done++ % kinds.length]();
      const text = JSON.stringify(body) ?? '';
      const failed = (what, answer) => found.push({ what, name, body: text.slice(0, 3_000), answer });
      try {
        const reply = await fetch(api.url + path, { method, headers, body: text, signal: AbortSignal.timeout(20_000) });
        const answer = await reply.text();
        const key = `${name} ${reply.status}`;
        statuses[key] = (statuses[key] ?? 0) + 1;
        if (reply.status >= 500) failed(reply.status, answer.slice(0, 300));
        else if (/\bat .+\.(js|ts):\d+/.test(answer)) failed('stack trace', answer.slice(0, 300));
        const said = reply.ok || reply.status === 409 ? JSON.parse(answer) : undefined;
        const version = said?.facts?.version ?? (reply.ok ? said?.version : undefined);
        if (name in { draft: 0, adoption: 0 } && version !== undefined) versions[name] = Math.max(versions[name], version);
      } catch (error) {
        failed('no answer', String(error.cause ?? error));
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, client));
  return { statuses, found };
}
