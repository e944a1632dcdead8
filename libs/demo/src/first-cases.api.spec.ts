import * as downCandidate from '@alliance/contracts/down-candidate.contract';
import { DownTransferModule } from '@alliance/server/down-transfer/down-transfer.module';
import type { Verdict } from '@alliance/domain/criteria/rule.types';
import { capacitySlice } from '@alliance/server/testing/capacity.story';
import { referralSlice } from '@alliance/server/testing/referral.story';
import { tripSlice } from '@alliance/server/testing/trip.story';
import { startApi, type TestApi } from '@alliance/server/testing/app';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { demoId } from './demo-id.js';
import { firstCases } from './first-cases.data.js';
import { playFirstCases } from './first-cases.js';
import { loadDemo } from './load.js';

let database: TestDatabase;
let api: TestApi;
const password = 'demo-Alliance-2026';

beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo({ ownerUrl: database.ownerUrl, fieldKey: Buffer.alloc(32, 7).toString('base64'), password, history: false });
  api = await startApi(database, {
    features: [...referralSlice.features, ...capacitySlice.features, ...tripSlice.features, DownTransferModule],
    contracts: [...referralSlice.contracts, ...capacitySlice.contracts, ...tripSlice.contracts, downCandidate],
  });
  await playFirstCases(await api.listen(), password);
}, 60_000);
afterAll(async () => {
  await api.close();
  await database.drop();
});

interface Row {
  readonly id: string;
  readonly verdict: Verdict;
  readonly urgency: string | null;
  readonly met: readonly string[];
}

it('the first referrals were judged when they were sent: criteria are met, open, or a reason was given', async () => {
  const { rows } = await database.owner.query<Row>(
    `select j.referral_id id, j.verdict, j.urgency, array(select f #>> '{criterion,code}' from jsonb_array_elements(j.judgement -> 'findings') f
       where f ->> 'verdict' = 'met' order by 1) met from referral_judgement j`,
  );
  const said = firstCases.map(({ patient, progress }, n) => {
    const row = rows.find(({ id }) => id === demoId(`referral ${n}`));
    return progress === 'draft' ? [patient, row] : [patient, row?.verdict, row?.urgency, row?.met.join(' ')];
  });
  expect(said).toEqual([
    ['买买提·吐尔逊', 'unknown', null, ''],
    ['郑桂花', 'met', 'immediate', 'GEN-U02 HTN-U06'],
    ['欧阳长青', 'met', 'immediate', 'ACS-U07'],
    ['何其昌', 'met', '24h', 'ACS-U06'],
    ['谢秋兰', 'met', '7d', 'HTN-U08'],
    ['方小满', 'not_met', null, ''],
    ['龚大年', 'unknown', null, ''],
    ['𠮷田秀', undefined],
  ]);
});

it('an ambulance is on the way: its crew measured twice, once written down late, arrives in 22 minutes, and the team waits', async () => {
  const { rows } = await database.owner.query<{ kinds: string[]; late: number; team: string; minutes: number }>(
    `select array_agg(t.kind order by t.measured_at) as kinds, count(*) filter (where t.recorded_late)::int as late,
       (select team from team_activation) as team, round(extract(epoch from max(r.next_action_at) - now()) / 60)::int as minutes
     from trip_report t join referral r on r.id = t.referral_id`,
  );
  expect(rows).toMatchObject([{ kinds: ['vital_signs', 'vital_signs', 'estimated_arrival'], late: 1, team: 'stemi' }]);
  expect(rows[0]?.minutes).toBeGreaterThan(20);
});

it('three patients in care are well enough to go home, two lack one thing', async () => {
  const { items } = await (await api.as('lead.doctor', password)).get(downCandidate.listDownCandidates, { query: { verdict: 'all' } });
  const shown = items.map(({ patient, down }) => [patient?.name, down.verdict, down.missing.join(' ')]);
  expect(
    shown
      .filter(([, verdict]) => verdict === 'met')
      .map(([name]) => name)
      .toSorted(),
  ).toEqual(['宗明义', '岑向阳', '蒲月娥'].toSorted());
  expect(shown).toEqual(
    expect.arrayContaining([
      ['荀巧云', 'unknown', 'lvef'],
      ['乌海生', 'unknown', 'dapt_plan'],
    ]),
  );
});
