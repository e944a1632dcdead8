// How long a judgement takes when fifty ask at once: without pause, and as fast as people type. The criteria are the 30 or so that a cardiovascular
// alliance has in force, in two protocols of its own and the common early warning, and every tenth hospital has rules of its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { derivedFacts } from '@alliance/domain/criteria/derived';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import { factsOfRule } from '@alliance/domain/criteria/rule-facts';
import { percentile } from './bars.mjs';
import { doctorOf, headersOf, hospitals, idOf, sqlId } from './people.mjs';
import { root } from './portal.mjs';

const clients = 50;
const seconds = 6;
/** Somebody who types asks four times a second. */
const pauseMs = 250;
const allianceId = '00000010-0000-7000-8000-000000000001';
const protocols = [
  { code: 'HTN', common: false },
  { code: 'ACS', common: false },
  { code: 'GEN', common: true },
];

const published = JSON.parse(readFileSync(join(root, 'libs/demo/data/transfer_criteria.json'), 'utf8')).rules;
/** A published group of rules as what a version says. */
export function contentOf(code) {
  const criteria = published
    .filter((rule) => rule.code.startsWith(`${code}-`))
    .map(({ code: name, direction, urgency, label, expr, population, target, source, confidence }) => ({
      ...{ code: name, direction, urgency, label: { zh: label }, rule: expr, population, levels: [], target: { zh: target } },
      ...{ grades: confidence.split('+'), source, testCases: [] },
    }));
  const needed = new Set();
  const open = criteria.flatMap(({ rule, population }) => [...factsOfRule(rule), ...factsOfRule(population)]);
  for (let key = open.pop(); key; key = open.pop()) {
    if (needed.has(key)) continue;
    needed.add(key);
    open.push(...(derivedFacts.get(key)?.inputs ?? []));
  }
  const facts = factDictionary.filter(({ key }) => needed.has(key));
  return { title: { zh: code }, changeNote: '', sections: [], facts, criteria, quiz: null, references: [] };
}

async function seed(owner) {
  await owner.query(
    `insert into alliance (id, name_zh, specialty, phase, lead_id, invented, opened_on) values ($1, 'Bench', 'cardiovascular', 'running', $2, true, '2020-01-01')`,
    [allianceId, idOf('institution', 1)],
  );
  await owner.query(
    `insert into membership (id, alliance_id, institution_id, role, agreement, valid)
     select gen_random_uuid(), $1, ${sqlId('institution', 'n')}, case n when 1 then 'lead' else 'member' end, 'x', '[2020-01-01,)' from generate_series(1, ${hospitals}) n`,
    [allianceId],
  );
  for (const { code, common } of protocols) {
    const { rows } = await owner.query(
      `insert into protocol (id, alliance_id, code, title_zh, common) values (gen_random_uuid(), $1, $2, $2, $3) returning id`,
      [allianceId, code, common],
    );
    const content = contentOf(code);
    // five years of versions, the last of them in force
    const { rows: versions } = await owner.query(
      `insert into protocol_version (id, protocol_id, number, state, content, authors, approved_by, published_at, effective_from)
       select gen_random_uuid(), $1, n, 'published', $2, '{}', ${sqlId('person', '1')}, now(), '2020-01-01'::date + n * 365 from generate_series(1, 5) n returning id`,
      [rows[0].id, JSON.stringify(content)],
    );
    const { code: criterion, rule } = content.criteria[0];
    await owner.query(
      `insert into protocol_adoption (protocol_id, institution_id, version_id, overrides, adopted_by, adopted_at)
       select $1, ${sqlId('institution', 'n')}, $2, $3, ${sqlId('person', '1')}, now() from generate_series(10, ${hospitals}, 10) n`,
      [rows[0].id, versions.at(-1).id, JSON.stringify([{ code: criterion, rule: { any: [rule] }, reason: 'x', baseline: rule }])],
    );
  }
  await owner.query('analyze');
}

/** A dozen facts of a patient, another one each time. */
function facts(n) {
  const pick = (low, high) => low + ((n * 7919) % (high - low + 1));
  return {
    ...{
      age: pick(18, 95),
      sex: n % 2 ? 'male' : 'female',
      pregnant: false,
      sbp: { value: pick(90, 220), unit: 'mm[Hg]', origin: 'typed' },
    },
    ...{ dbp: pick(50, 130), hr: pick(45, 150), rr: pick(10, 32), spo2: pick(86, 100), temp: { value: pick(355, 400) / 10, unit: 'Cel' } },
    ...{ severe_headache: n % 3 === 0, ischaemic_pain: n % 5 === 0, glucose: { value: pick(60, 400), unit: 'mg/dL' } },
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: clients });
/** @returns milliseconds of one judgement */
function judge(url, n) {
  const body = JSON.stringify({ allianceId, direction: n % 4 ? 'up' : 'down', facts: facts(n) });
  const headers = { ...headersOf(doctorOf(1 + (n % hospitals))), 'content-length': Buffer.byteLength(body) };
  const began = performance.now();
  return new Promise((done, fail) => {
    const asked = request(`${url}/api/criteria/judgements`, { method: 'POST', headers, agent }, (reply) => {
      reply.resume().once('end', () => {
        if (reply.statusCode === 200) done(performance.now() - began);
        else fail(new Error(`a judgement was answered with ${reply.statusCode}`));
      });
    });
    asked.once('error', fail).end(body);
  });
}

/** @param pause between two requests of a client, in milliseconds */
async function round(url, pause) {
  const took = [];
  const until = performance.now() + seconds * 1000;
  const client = async (number) => {
    await sleep((pause * number) / clients);
    for (let n = number; performance.now() < until; n += clients) {
      const next = pause ? sleep(pause) : undefined;
      took.push(await judge(url, n));
      await next;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  return took;
}

export async function measureJudgements({ owner, portal, report, say }) {
  await seed(owner);
  const api = await portal.api('judgements');
  try {
    await round(api.url, 0); // warms up
    const closed = await round(api.url, 0);
    const paced = await round(api.url, pauseMs);
    report.tell(`judgements, ${clients} clients without pause`, closed.length / seconds, '/s');
    for (const p of [50, 95, 99]) report.tell(`judgements, ${clients} clients without pause: p${p}`, percentile(closed, p), 'ms');
    report.tell(`judgements, ${clients} clients typing`, paced.length / seconds, '/s');
    report.tell(`judgements, ${clients} clients typing: p50`, percentile(paced, 50), 'ms');
    report.tell(`judgements, ${clients} clients typing: p99`, percentile(paced, 99), 'ms', { atMost: 30 });
    say('judgements measured');
  } finally {
    await portal.end(api);
    agent.destroy();
  }
}
