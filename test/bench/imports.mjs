// Five thousand people pasted by an administrator: the dry run, the import, the import again; and how long another request waits meanwhile.
import { setTimeout as sleep } from 'node:timers/promises';
import { hospitals, headersOf, idOf, signIn } from './people.mjs';

const many = 5_000;
const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨';
const given = '建国秀英志强丽华伟芳娜敏静磊洋勇';
const nameOf = (n) => surnames[n % 16] + given[(n >> 4) % 16] + given[(n >> 8) % 16];

/** A table as Excel saves it. */
export const peopleTable = () =>
  [
    '姓名,工号,手机,邮箱,科室,角色,职称,执业范围,独立执业年限,任职开始',
    ...Array.from({ length: many }, (_, n) =>
      [nameOf(n), 10_000 + n, `139${String(n).padStart(8, '0')}`, `p${n}@example.cn`, '心内科', '医生', '"主治,医师"']
        .concat(['内科专业', n % 30, '2020-01-01'])
        .join(),
    ),
  ].join('\r\n');

/** An administrator of hospital 1, beside the people of all measurements. */
async function administrator(owner) {
  const n = hospitals * 2 + 1;
  const [person, appointment, account] = ['person', 'appointment', 'account'].map((kind) => idOf(kind, n));
  await owner.query(`insert into person (id, name) values ($1, 'Invented administrator')`, [person]);
  await owner.query(
    `insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, 'member_administrator', '[2020-01-01,)')`,
    [appointment, person, idOf('institution', 1)],
  );
  await owner.query(`insert into account (id, person_id, username, password_hash) values ($1, $2, 'bench.administrator', 'none')`, [
    account,
    person,
  ]);
  await signIn(owner, [n]);
  const { 'content-type': _, ...headers } = headersOf(n);
  return headers;
}

export async function measureImports({ owner, portal, report, say }) {
  const headers = await administrator(owner);
  const api = await portal.api('imports');
  const table = peopleTable();
  let longestWait = 0;
  const send = async (dryRun) => {
    const body = new globalThis.FormData();
    body.append('dryRun', String(dryRun));
    body.append('file', new globalThis.Blob([table], { type: 'text/csv' }), 'people.csv');
    const others = waitsOf(`${api.url}/health/live`);
    const begin = performance.now();
    const reply = await fetch(`${api.url}/api/people/imports`, { method: 'POST', headers, body });
    const answer = await reply.json();
    const took = performance.now() - begin;
    longestWait = Math.max(longestWait, await others.end());
    if (!reply.ok) throw new Error(`the import was refused: ${JSON.stringify(answer)}`);
    return { took, ...answer };
  };
  const [dry, applied, again] = [await send(true), await send(false), await send(false)];
  say(`${applied.created} people imported`);
  report.tell(`${many} people pasted: dry run`, dry.took, 'ms', { atMost: 5_000 });
  report.tell(`${many} people pasted: applied`, applied.took, 'ms', { atMost: 20_000 });
  report.tell(`${many} people pasted: applied again`, again.took, 'ms', { atMost: 20_000 });
  report.tell(`${many} people pasted: rows applied`, applied.created, '', { atLeast: many });
  report.tell(`${many} people pasted: rows changed by the second import`, again.created + again.updated, '', { atMost: 0 });
  report.tell('longest wait of another request meanwhile', longestWait, 'ms');
  await portal.end(api);
}

/** Asks again and again, and remembers the longest wait. */
function waitsOf(url) {
  let going = true;
  const longest = (async () => {
    let found = 0;
    while (going) {
      const begin = performance.now();
      await fetch(url).then((reply) => reply.arrayBuffer());
      found = Math.max(found, performance.now() - begin);
      await sleep(2);
    }
    return found;
  })();
  return {
    end: () => {
      going = false;
      return longest;
    },
  };
}
