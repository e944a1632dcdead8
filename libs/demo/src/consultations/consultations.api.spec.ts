import * as consultation from '@alliance/contracts/consultation.contract';
import { consultationActions } from '@alliance/domain/consultation/consultation.machine';
import { signatureOf } from '@alliance/server/consultation/signature';
import { startApi, type TestApi } from '@alliance/server/testing/app';
import { consultationSlice } from '@alliance/server/testing/consultation.story';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { demoId } from '../demo-id.js';
import { loadDemo } from '../load.js';
import { aliveConsultationKeys } from './alive.js';
import { consultationsBehind } from './load-consultations.js';

let database: TestDatabase;
let api: TestApi;
beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo({ ownerUrl: database.ownerUrl, fieldKey: Buffer.alloc(32, 7).toString('base64'), password: 'right-Horse-2026' });
  api = await startApi(database, consultationSlice);
}, 120_000);
afterAll(async () => {
  await api.close();
  await database.drop();
});
const rows = async <T extends object>(sql: string): Promise<T[]> => (await database.owner.query<T>(sql)).rows;

it('three hundred lie behind, of every kind, with dissent, telephone and some called off; nothing of the future has happened', async () => {
  const [all] = await rows<Record<string, string>>(
    `select count(*) as n, count(*) filter (where kind = 'immediate') as immediate, count(*) filter (where mode = 'telephone') as phoned,
       count(*) filter (where state = 'cancelled') as cancelled, count(distinct kind) as kinds,
       (select count(*) from consultation_opinion where stance = 'dissents') as dissents, (select count(*) from event where topic = 'consultation' and happened_at > now()) as future
     from consultation`,
  );
  expect(Number(all?.['n'])).toBe(consultationsBehind + aliveConsultationKeys.length);
  expect(Object.fromEntries(Object.entries(all ?? {}).map(([key, n]) => [key, Number(n) > 0]))).toEqual({
    ...{ n: true, immediate: true, phoned: true, cancelled: true, kinds: true, dissents: true, future: false },
  });
  expect(Number(all?.['kinds'])).toBe(6);
});

it('what was signed verifies by its own hash', async () => {
  const signed = await rows<{
    number: string;
    id: string;
    person_id: string;
    stance: string;
    text: string;
    dissent: string | null;
    recommendations: string[];
    signed_at: Date;
    sha256: string;
  }>('select c.number, o.* from consultation_opinion o join consultation c on c.id = o.consultation_id');
  for (const { number, id, person_id, stance, text, dissent, recommendations, signed_at, sha256 } of signed)
    expect(signatureOf({ consultation: number, opinion: id, by: person_id, stance, text, dissent, recommendations }, signed_at)).toBe(
      sha256,
    );
});

it.each(aliveConsultationKeys)('%s opens for both sides with what is theirs to do', async (key) => {
  const id = demoId(`consultation alive ${key}`);
  for (const username of ['county.doctor', 'lead.expert']) {
    const view = await (await api.as(username)).get(consultation.getConsultation, { params: { id } });
    expect(view.actions.every((action) => consultationActions.includes(action))).toBe(true);
  }
  const duties = {
    soon: 'start',
    answer: 'accept',
    'second-signature': 'sign',
    decision: 'decide',
    actions: 'recordAction',
    telephone: 'sign',
    lesson: 'reschedule',
    'common-time': 'book',
  };
  const who = {
    answer: 'lead.expert',
    'second-signature': 'lead.doctor',
    decision: 'county.doctor',
    actions: 'county.doctor',
    telephone: 'lead.expert',
  } as Record<string, string>;
  const mine = await (await api.as(who[key] ?? 'county.doctor')).get(consultation.getConsultation, { params: { id } });
  expect(mine.actions).toContain(duties[key]);
});
