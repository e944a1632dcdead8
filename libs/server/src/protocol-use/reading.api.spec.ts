import { acknowledgeVersion, getMyReading, listReaders, takeQuiz } from '@alliance/contracts/adoption.contract';
import { listProtocols } from '@alliance/contracts/protocol.contract';
import type { Quiz } from '@alliance/domain/protocol/protocol.types';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../testing/app.js';
import { refusalOf } from '../testing/person.story.js';
import { academic, at, clearStage, publishedOf, setStage, type ProtocolStage } from '../testing/protocol.story.js';
import { protocolUseSlice } from '../testing/protocol-use.story.js';

let stage: ProtocolStage;
let admin: Person;
beforeAll(async () => {
  stage = await setStage(protocolUseSlice);
  admin = await stage.api.as('county.admin');
});
afterAll(() => clearStage(stage));

const quiz: Quiz = {
  passPercent: 60,
  questions: [
    { id: 'q1', text: '收缩压多少要转？', options: ['140', '180'], right: [1], explanation: '见标准 U01' },
    { id: 'q2', text: '先做什么？', options: ['复测', '转走'], right: [0], explanation: '见评估' },
  ],
};
const day = 24 * 3600;

describe('reading', () => {
  it('is asked of those who treat, and their administrator sees who has not', async () => {
    const { countyDoctor } = stage;
    const version = await publishedOf(stage);
    const params = at(version);
    expect((await countyDoctor.get(getMyReading, { params })).acknowledgedAt).toBeNull();
    const before = await admin.get(listReaders, { params: { id: version.protocolId } });
    expect(before).toMatchObject({ number: 1, done: 0, overdue: 0 });
    expect(before.items.map(({ role }) => role).filter((role) => role.endsWith('administrator'))).toEqual([]);

    const read = await countyDoctor.get(acknowledgeVersion, { params, body: {} });
    expect(read.acknowledgedAt).not.toBeNull();
    // once is enough
    expect((await countyDoctor.get(acknowledgeVersion, { params, body: {} })).acknowledgedAt).toBe(read.acknowledgedAt);
    const after = await admin.get(listReaders, { params: { id: version.protocolId } });
    expect([after.done, after.due]).toEqual([1, before.due - 1]);
    const { items } = await countyDoctor.get(listProtocols, { query: {} });
    expect(items.find(({ id }) => id === version.protocolId)?.acknowledgement.state).toBe('done');
  });

  it('with a quiz counts after passing it; right answers and why come with a passed attempt only', async () => {
    const { countyDoctor } = stage;
    const version = await publishedOf(stage, { quiz });
    const params = at(version);
    expect(await refusalOf(countyDoctor, acknowledgeVersion, { params, body: {} })).toBe('409 protocol.quiz_required');
    const half = await countyDoctor.get(takeQuiz, { params, body: { answers: { q1: [1], q2: [1] } } });
    const wrong = (id: string, right = false) => ({ id, right });
    expect(half).toEqual({ percent: 50, passed: false, questions: [wrong('q1', true), wrong('q2')] });
    const empty = await countyDoctor.get(takeQuiz, { params, body: { answers: {} } });
    expect(empty).toEqual({ percent: 0, passed: false, questions: [wrong('q1'), wrong('q2')] });
    expect(await refusalOf(countyDoctor, acknowledgeVersion, { params, body: {} })).toBe('409 protocol.quiz_required');
    expect(await countyDoctor.get(takeQuiz, { params, body: { answers: { q1: [1], q2: [0] } } })).toMatchObject({
      percent: 100,
      passed: true,
      questions: [{ rightOptions: [1], explanation: '见标准 U01' }, { rightOptions: [0] }],
    });
    expect(await countyDoctor.get(acknowledgeVersion, { params, body: {} })).toMatchObject({
      quiz: { attempts: 3, bestPercent: 100, passed: true },
    });
    const { items } = await admin.get(listReaders, { params: { id: version.protocolId } });
    expect(items.find(({ state }) => state === 'done')?.quiz).toEqual({ attempts: 3, bestPercent: 100, passed: true });
  });

  it('of another hospital is nobody’s business, and outsiders find nothing', async () => {
    const version = await publishedOf(stage);
    const params = at(version);
    await stage.countyDoctor.get(acknowledgeVersion, { params, body: {} });
    const township = await academic(stage.database, stage.api, stage.world, 'township.quality', 'quality_manager', 'township');
    const { done, items } = await township.get(listReaders, { params: { id: version.protocolId } });
    expect(done).toBe(0);
    expect(items.every(({ acknowledgedAt }) => acknowledgedAt === null)).toBe(true);
    for (const ask of [
      () => refusalOf(stage.outsider, acknowledgeVersion, { params, body: {} }),
      () => refusalOf(stage.outsider, getMyReading, { params }),
    ])
      expect(await ask()).toBe('404 access.not_found');
    expect(await refusalOf(admin, acknowledgeVersion, { params, body: {} })).toBe('403 access.denied');
    expect(await refusalOf(stage.countyDoctor, listReaders, { params: { id: version.protocolId } })).toBe('403 access.denied');
  });

  it('is overdue after thirty days, late ones first', async () => {
    const version = await publishedOf(stage);
    stage.api.clock.advance(31 * day);
    const { overdue, items } = await admin.get(listReaders, { params: { id: version.protocolId } });
    expect(overdue).toBe(items.length);
    expect(overdue).toBeGreaterThan(0);
  });
});
