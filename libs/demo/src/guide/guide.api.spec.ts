import * as demonstration from '@alliance/contracts/demonstration.contract';
import { getReferral } from '@alliance/contracts/referral.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { referralStates } from '@alliance/domain/referral/referral.machine';
import { getPatient } from '@alliance/contracts/patient-record.contract';
import { searchPatients } from '@alliance/contracts/patient.contract';
import { DemonstrationModule } from '@alliance/server/demonstration/demonstration.module';
import { startApi, type TestApi } from '@alliance/server/testing/app';
import { referralSlice } from '@alliance/server/testing/referral.story';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstCases } from '../first-cases.data.js';
import { demoId } from '../demo-id.js';
import { loadDemo } from '../load.js';
import { alive } from '../stories/alive.data.js';
import { stories } from '../stories/stories.data.js';
import { guide } from './guide.js';

const password = 'demo-Alliance-2026';
let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo({ ownerUrl: database.ownerUrl, fieldKey: Buffer.alloc(32, 7).toString('base64'), password, history: false });
  api = await startApi(database, {
    features: [...referralSlice.features, DemonstrationModule.showing(guide) as never],
    contracts: [...referralSlice.contracts, demonstration],
  });
}, 60_000);
afterAll(async () => {
  await api.close();
  await database.drop();
});

const seen = async (username: string) => (await api.as(username, password)).get(demonstration.getGuide, {});
/** Played through the API once the portal runs. */
const firstReferrals = new Set(firstCases.map((_, n) => demoId(`referral ${n}`)));

it('leads to referrals that are there, and says of each by whom it can be opened', async () => {
  const usernames = [...new Set([...guide.stories, ...guide.alive].flatMap(({ accounts }) => accounts))];
  for (const username of usernames) {
    const person = await api.as(username, password);
    const { stories: told, alive: waits } = await seen(username);
    for (const { key, referralId, accounts, mayOpen } of [...told, ...waits]) {
      if (firstReferrals.has(referralId)) continue;
      const { status } = await person.ask(getReferral, { params: { id: referralId } });
      expect([username, key, status]).toEqual([username, key, mayOpen ? 200 : 404]);
      if (accounts.includes(username)) expect([username, key, mayOpen]).toEqual([username, key, true]);
    }
  }
}, 60_000);

it('names no patient, and opens nothing to those who see none', async () => {
  const names = [...stories, ...alive].flatMap(({ patient }) => patient.name || []);
  for (const username of ['other.doctor', 'office', 'auditor', 'lead.admin']) {
    const shown = await seen(username);
    expect([username, [...shown.stories, ...shown.alive].filter(({ mayOpen }) => mayOpen)]).toEqual([username, []]);
    expect(names.filter((name) => JSON.stringify(shown).includes(name))).toEqual([]);
  }
});

it('is not there without the demonstration', async () => {
  const plain = await startApi(database, referralSlice);
  try {
    const { status } = await (await plain.as('lead.doctor', password)).ask(demonstration.getGuide, {});
    expect(status).toBe(404);
  } finally {
    await plain.close();
  }
});

describe('a patient of a story is found by name, whatever became of the referral', () => {
  const sought = stories.flatMap(({ patient, from, to, key }) => {
    const name = patient.identified?.name ?? patient.name;
    return [from, ...(key === 'wrong' ? [] : [to])].flatMap((hospital) => (hospital === 'tcm' ? [] : [[name, hospital] as const]));
  });
  it.each(sought)('%s at %s', async (name, hospital) => {
    const person = await api.as(`${hospital}.doctor`, password);
    const sides = await Promise.all(
      (['inbound', 'outbound'] as const).map((side) =>
        person.get(listReferrals, { query: { side, name, state: referralStates.join(',') } }),
      ),
    );
    const listed = sides.flatMap(({ items }) => items.map(({ id }) => id));
    const { items } = await person.get(searchPatients, { query: { query: name } });
    const records = await Promise.all(items.map(({ id }) => person.get(getPatient, { params: { id } })));
    const onRecords = records.flatMap(({ referrals }) => referrals.map(({ id }) => id));
    expect(listed.length).toBeGreaterThan(0);
    expect(onRecords).toEqual(expect.arrayContaining(listed));
  });
});
