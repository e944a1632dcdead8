// How long the daily look at HR marks takes: 2,000 hospitals of 500 items each, for the first time, again, and on a day when one in twenty papers changed.
import pg from 'pg';

const hospitals = 2_000;
const items = 500;
const atOnce = 4;
const hospital = (n) => `00000047-0000-7000-8000-${String(n).padStart(12, '0')}`;
const sqlHospital = (n) => `('00000047-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;
const sqlPaper = (n) => `('00000048-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;
const sqlPerson = (n) => `('00000049-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;

/** Ten papers a hospital, of fifty items each; one round in forty failed. */
async function seed(owner) {
  await owner.query(`insert into person (id, name) select ${sqlPerson('n')}, 'marks ' || n from generate_series(1, 2) n`);
  await owner.query(
    `insert into institution (id, name, type, level, province, city, invented)
     select ${sqlHospital('n')}, 'marks ' || n, 'general_hospital', 'secondary', '湖北省', '武汉市', true from generate_series(1, ${hospitals}) n`,
  );
  await owner.query(
    `insert into test_item (code, test_class, test_group, scale, name_zh, specimen, unit)
     select 'X-M' || n, 'laboratory', 'chemistry', 'quantitative', 'M' || n, 'serum', 'g/L' from generate_series(0, ${items - 1}) n`,
  );
  await owner.query(
    `insert into quality_certificate (id, institution_id, level, assessor, province, label, round, valid_from, valid_until, state, entered_by, entered_at, checked_by, checked_at, updated_at)
     select ${sqlPaper('h * 10 + p')}, ${sqlHospital('h')}, case p % 2 when 0 then 'national' else 'province' end, 'EQA', case p % 2 when 0 then null else '湖北省' end,
       case p % 2 when 0 then '全国HR' else '鄂HR' end, '2026-1', local_today() - 90, local_today() + 90, 'in_force', ${sqlPerson('1')}, now(), ${sqlPerson('2')}, now(), now()
     from generate_series(1, ${hospitals}) h, generate_series(0, 9) p`,
  );
  await owner.query(
    `insert into quality_certificate_item (certificate_id, item_code, outcome)
     select ${sqlPaper('h * 10 + p')}, 'X-M' || (p * 50 + i), case when (h + i) % 40 = 0 then 'failed' else 'passed' end
     from generate_series(1, ${hospitals}) h, generate_series(0, 9) p, generate_series(0, 49) i`,
  );
  await owner.query('analyze quality_certificate; analyze quality_certificate_item');
}

/** Every hospital has its look, each in a transaction of its own as the worker does it. @returns seconds */
async function lookAtAll(app, ahead = 0) {
  let next = 1;
  const began = performance.now();
  const one = async () => {
    const client = await app.connect();
    try {
      for (let n = next++; n <= hospitals; n = next++) {
        await client.query('begin');
        await client.query(`select set_config('app.institution', $1, true)`, [hospital(n)]);
        await client.query({ name: 'marks', text: 'select * from refresh_recognition_marks(local_today() + $1::int)', values: [ahead] });
        await client.query('commit');
      }
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return (performance.now() - began) / 1000;
}

export async function measureMarks({ owner, portal, report, say }) {
  say(`HR marks of ${hospitals} hospitals x ${items} items`);
  await seed(owner);
  const app = new pg.Pool({ connectionString: portal.appUrl, max: atOnce });
  const written = async () =>
    (await owner.query('select count(*)::int as n, max(xmin::text::bigint) as last from recognition_mark')).rows[0];
  report.tell('HR marks, written for the first time', await lookAtAll(app), 's');
  await owner.query('analyze recognition_mark');
  const first = await written();
  report.tell('HR marks', first.n, 'rows');
  report.tell('HR marks, again on the same day', await lookAtAll(app), 's', { atMost: 10 });
  const second = await written();
  report.tell('HR marks, rows written again', first.n === second.n && first.last === second.last ? 0 : 1, '', { atMost: 0 });
  report.tell('HR marks, the next day', await lookAtAll(app, 1), 's', { atMost: 10 });
  await owner.query(
    `update quality_certificate set valid_until = valid_until - 1, version = version + 1 where institution_id::text like '00000047-%' and right(id::text, 5)::int % 20 = 0`,
  );
  report.tell('HR marks, a day when one paper in twenty changed', await lookAtAll(app, 2), 's', { atMost: 10 });
  await app.end();
}
