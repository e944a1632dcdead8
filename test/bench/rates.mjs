// How many a second: the portal, what the frameworks alone leave, and what the database alone does, in turns in the same run.
import { median } from './bars.mjs';
import { connections, overHttp, overPgbench, pgbench, referenceByPg, referenceSchema, referenceScript } from './load.mjs';
import { freePort } from './portal.mjs';
import { requests } from './recorded.mjs';
import { pgbenchScript } from './replay.mjs';

const seconds = 3;
const each = 125; // transactions of one pgbench connection
const perRound = 9_000;
const kinds = { submit: 'draft', accept: 'waiting' };

const saying = (child, message) =>
  new Promise((done, fail) => {
    child.once('message', (answer) => (answer.error ? fail(new Error(answer.error)) : done(answer)));
    child.once('exit', () => fail(new Error('it ended')));
    if (message) child.send(message);
  });

export async function measureRates({ owner, portal, report, supplies, templates, templateFile, rounds, settle, say }) {
  const port = await freePort();
  const url = { bare: `http://127.0.0.1:${port}` };
  const bare = portal.spawn('bare', 'test/bench/bare/bare.mjs', { ...portal.environment({ PORT: String(port) }), TEMPLATES: templateFile });
  const service = portal.spawn('service', 'test/bench/bare/service.mjs', portal.environment({ DATABASE_POOL: String(connections) }));
  await Promise.all([saying(bare), saying(service)]);
  const worker = await portal.worker('worker');
  const api = await portal.api('api');
  await owner.query(referenceSchema);

  let n = 0;
  const hospital = () => (n++ % 4 === 0 ? 1 : 2 + (n % 198));
  const bareAct = (name, supply) => () => ({ method: 'POST', path: `/act/${name}/${supply.take()}` });
  const contestants = {
    'reference by pg': () => referenceByPg(portal.appUrl, seconds),
    ...(pgbench && { 'reference by pgbench': () => overPgbench(portal.appUrl, portal.folder, referenceScript, each * 4) }),
    ...Object.assign(
      {},
      ...Object.entries(kinds).map(([name, kind]) => {
        const supply = supplies[kind];
        return {
          ...(pgbench && {
            [`${name} pgbench`]: async () => {
              const first = supply.block(each * connections);
              const script = await pgbenchScript(owner, templates[`${name}Only`], { first, stride: each });
              return overPgbench(portal.appUrl, portal.folder, script, each);
            },
          }),
          [`${name} service`]: () => saying(service, { kind, first: supply.block(perRound / 3), count: perRound / 3, connections }),
          [`${name} portal`]: () => overHttp(api.url, seconds, () => requests[name](supply.take())),
          [`${name} bare`]: () => overHttp(url.bare, seconds, bareAct(name, supply)),
          [`${name} bareOnly`]: () => overHttp(url.bare, seconds, bareAct(`${name}Only`, supply)),
        };
      }),
    ),
    ...(pgbench && {
      'queue pgbench': async () =>
        overPgbench(portal.appUrl, portal.folder, await pgbenchScript(owner, templates.queueOnly, { first: 0, stride: 7 }), each * 4),
    }),
    'queue portal': () => overHttp(api.url, seconds, () => requests.queue(hospital())),
    'queue bare': () => overHttp(url.bare, seconds, () => ({ method: 'GET', path: `/page/queue/${hospital()}` })),
    'queue bareOnly': () => overHttp(url.bare, seconds, () => ({ method: 'GET', path: `/page/queueOnly/${hospital()}` })),
  };

  const figures = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    const order = Object.entries(contestants);
    if (round % 2) order.reverse();
    for (const [name, contest] of order) {
      const kind = kinds[name.split(' ')[0]];
      if (kind) await supplies[kind].atLeast(perRound);
      await settle();
      const figure = await contest();
      if (round > 0) figures[name].push(figure); // the first round warms up
    }
    await owner.query('vacuum (analyze) referral, event, outbox, inbox, inbox_head, timer');
    say(`round ${round} of ${rounds}`);
  }
  tell(report, figures);
  for (const child of [api, worker, bare, service]) await portal.end(child);
}

function tell(report, figures) {
  const rates = (name) => figures[name]?.map(({ perSecond }) => perSecond);
  for (const [name, found] of Object.entries(figures)) {
    report.tell(name, median(rates(name)), '/s');
    if (found[0].p50 !== undefined)
      report.tell(`${name}: p50, p99`, ['p50', 'p99'].map((p) => median(found.map((one) => one[p]))).join(', '), 'ms');
  }
  const ratio = (mine, theirs, bar) => {
    const [a, b] = [rates(mine), rates(theirs)];
    if (a && b) report.tell(`${mine} / ${theirs}`, median(a.map((value, i) => value / b[i])), '', bar);
  };
  for (const name of Object.keys(kinds)) {
    ratio(`${name} service`, `${name} pgbench`, { atLeast: 0.35 });
    ratio(`${name} portal`, `${name} bare`, { atLeast: 0.6 });
    ratio(`${name} portal`, `${name} bareOnly`);
    ratio(`${name} portal`, 'reference by pg', { atLeast: 0.2 });
    ratio(`${name} portal`, 'reference by pgbench');
  }
  ratio('queue portal', 'queue bare', { atLeast: 0.6 });
  ratio('queue portal', 'queue bareOnly');
  ratio('queue portal', 'queue pgbench');
}
