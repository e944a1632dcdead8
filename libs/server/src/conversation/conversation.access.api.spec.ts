import * as conversation from '@alliance/contracts/conversation.contract';
import * as act from '@alliance/contracts/referral-action.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { routesOf, type Route } from '@alliance/contracts/route';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Person, TestApi } from '../testing/app.js';
import { conversationScene, conversing, written, type ConversationScene } from '../testing/conversation.story.js';
import { sees, step } from '../testing/referral-steps.js';
import { doctorDrafts, doctorSubmits } from '../testing/referral.story.js';
import type { World } from '../testing/world.js';

let scene: ConversationScene;
let world: World;
let api: TestApi;
let doctor: Person;
let coordinator: Person;
let township: Person;
let other: Person;
let allianceId: string;
let sent: ReferralView;

beforeAll(async () => {
  scene = await conversationScene();
  ({ world, api, doctor, coordinator, township, other, allianceId } = scene);
});
beforeEach(async () => {
  sent = await doctorSubmits(doctor, world, { allianceId, consentScope: 'alliance' });
});
afterAll(() => scene.close());

const { list, write, refusedWriting, texts, status, read, counts } = conversing(() => sent);

describe('nobody else', () => {
  const bodies: Record<string, object> = { messages: written(), read: { upTo: 1 } };
  const withId = routesOf(conversation).filter(({ path }) => path.includes(':id'));

  it.each(withId.map((route): [string, Route] => [`${route.method} ${route.path}`, route]))('gets 404 from %s', async (_, route) => {
    const { id } = await write(doctor);
    const body = route.method === 'POST' ? bodies[route.path.split('/').at(-1) ?? ''] : undefined;
    const ask = {
      params: { id: route.path.startsWith('/messages') ? id : sent.id },
      ...(body && { body }),
      ...(route.query && { query: {} }),
    };
    for (const who of [other, township]) expect((await who.ask(route, ask as never)).status).toBe(404);
  });

  it('without a role that treats: an administrator of the same house is refused', async () => {
    expect((await (await api.as('lead.admin')).ask(conversation.listMessages, { params: { id: sent.id }, query: {} })).status).toBe(403);
  });

  it('reads a case it only reviews: the reviewer of an appeal sees the case and its questions, not what its sides say', async () => {
    await write(doctor, { text: '之前' });
    const returned = await step(coordinator, act.returnReferral, sent, { reason: 'other', advice: '无床' });
    await step(doctor, ending.appealReferral, returned, { reviewerInstitutionId: world.other.id, explanation: '有床' });
    expect([await sees(other, sent.id), await status(other)]).toEqual([200, 404]);
    expect(await refusedWriting(other)).toBe('referral.not_found');
    expect((await other.ask(conversation.listQuestions, { params: { id: sent.id } })).status).toBe(200);
  });
});

describe('where the patient goes elsewhere', () => {
  it('a former receiver reads what was written to it and nothing newer, and writes no more', async () => {
    await write(doctor, { text: '给第一家' });
    await write(coordinator, { text: '收不下' });
    const place = {
      receiverId: world.township.id,
      receiverDepartmentId: world.township.departmentId,
      reason: 'other',
      explanation: '就近',
    };
    await step(coordinator, act.redirectReferral, sent, place);
    await write(township, { text: '给第二家' });
    const former = await list(coordinator);
    expect([former.items.map(({ text }) => text), former.standing]).toEqual([['给第一家', '收不下'], 'reads_only']);
    expect(await refusedWriting(coordinator)).toBe('referral.not_your_action');
    expect(await read(coordinator, 2)).toEqual({ readUpTo: 0 });
    expect(await counts(coordinator, sent.id)).toEqual([]);
    const search = { params: { id: sent.id }, query: { search: '' } };
    expect((await coordinator.get(conversation.findMentionable, search)).items).toEqual([]);
    for (const who of [doctor, township]) expect(await texts(who)).toEqual(['给第一家', '收不下', '给第二家']);
  });
});

// last: the clock only goes forth
describe('in time', () => {
  it('nothing before it was sent', async () => {
    const draft = await doctorDrafts(doctor, world);
    expect(await list(doctor, {}, draft)).toMatchObject({ items: [], standing: 'not_sent' });
    expect(await refusedWriting(doctor, {}, draft)).toBe('referral.wrong_state');
    expect(await status(coordinator, draft)).toBe(404);
  });

  it('nothing for anybody once it was voided', async () => {
    await write(doctor);
    await step(doctor, ending.enterInError, sent, { reason: 'wrong_patient', explanation: '选错' });
    for (const who of [doctor, coordinator]) expect([await status(who), await refusedWriting(who)]).toEqual([404, 'referral.not_found']);
  });

  it('two minutes to withdraw a message, and no more', async () => {
    const { id, withdrawableUntil } = await write(doctor);
    expect(withdrawableUntil).not.toBeNull();
    api.clock.advance(121);
    expect((await doctor.ask(conversation.withdrawMessage, { params: { id } })).problem.code).toBe('message.withdraw_over');
    expect((await list(doctor)).items[0]).toMatchObject({ text: '几点到？', withdrawableUntil: null });
  });

  it('thirty days for questions after the end, then reading only', async () => {
    await write(doctor);
    await step(doctor, ending.cancelReferral, sent, { reason: 'other' });
    const over = await list(coordinator);
    expect(over.standing).toBe('aftercare');
    expect(Math.round((Date.parse(over.writableUntil ?? '') - Date.now()) / 86_400_000)).toBe(30);
    await write(coordinator, { text: '出院后用药？' });
    api.clock.advance(30 * 86_400 + 60);
    const [again, back] = [await api.as('lead.coordinator'), await api.as('county.doctor')];
    expect(await list(again)).toMatchObject({ standing: 'over', items: [{ text: '几点到？' }, { text: '出院后用药？' }] });
    expect(await refusedWriting(back)).toBe('message.conversation_over');
  });
});
