// The plan of the queue page as the database chooses it for an ordinary, a busy and a quiet hospital, and what it touches.
import pg from 'pg';
import { ordinary, quiet } from './referrals.mjs';
import { idOf } from './people.mjs';

export const measured = { busy: 1, ordinary, quiet };

const nodesOf = (node) => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** @returns for each hospital the shape of the plan, its buffers and whether it scans the referrals from end to end */
export async function plansOf(appUrl, { statements }) {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  const found = {};
  try {
    for (const [name, hospital] of Object.entries(measured)) {
      const put = (text) => text?.replaceAll('{receiver}', idOf('institution', hospital)).replace(/\{\w+\}/g, idOf('person', 1)) ?? null;
      await client.query('begin');
      for (const { text, values } of statements.filter(({ text }) => !/^(begin|commit)/i.test(text))) {
        if (!values.length) await client.query(put(text));
        else for (const _ of [1, 2]) found[name] = await explain(client, text, values.map(put)); // the second finds everything in memory
      }
      await client.query('rollback');
    }
  } finally {
    await client.end();
  }
  return found;
}

async function explain(client, text, values) {
  const { rows } = await client.query(`explain (analyze, buffers, format json) ${text}`, values);
  const { Plan: plan } = rows[0]['QUERY PLAN'][0];
  const nodes = nodesOf(plan);
  return {
    shape: nodes.map((node) => [node['Node Type'], node['Index Name']].filter(Boolean).join(' ')).join(' > '),
    buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
    rows: plan['Actual Rows'],
    scans: nodes.some((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'referral'),
  };
}
