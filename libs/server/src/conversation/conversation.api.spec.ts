import { attachFile } from '@alliance/contracts/attachment.contract';
import * as conversation from '@alliance/contracts/conversation.contract';
import { referralTimeline, type ReferralView } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Person } from '../testing/app.js';
import { conversationScene, conversing, written, type ConversationScene } from '../testing/conversation.story.js';
import { doctorSubmits } from '../testing/referral.story.js';
import type { TestDatabase } from '../testing/services.js';
import type { World } from '../testing/world.js';

let scene: ConversationScene;
let database: TestDatabase;
let world: World;
let doctor: Person;
let colleague: Person;
let coordinator: Person;
let physician: Person;
let other: Person;
let allianceId: string;
let sent: ReferralView;

beforeAll(async () => {
  scene = await conversationScene();
  ({ database, world, doctor, colleague, coordinator, physician, other, allianceId } = scene);
});
beforeEach(async () => {
  sent = await doctorSubmits(doctor, world, { allianceId, consentScope: 'alliance' });
});
afterAll(() => scene.close());

const { list, write, refusedWriting, texts, read, counts } = conversing(() => sent);

describe('the two sides', () => {
  it('write to each other and read all of it, in order, with who wrote it', async () => {
    await write(doctor, { text: '病人 14 点出发' });
    await write(coordinator, { text: '好的，走急诊通道' });
    await write(physician, { text: '请带造影光盘' });
    const seen = await list(colleague);
    expect(seen).toMatchObject({ earlier: false, later: false, standing: 'open', writableUntil: null, readUpTo: 0 });
    expect(seen.items.map(({ position, text, by, institution, mine }) => [position, text, by, institution.name, mine])).toEqual([
      [1, '病人 14 点出发', 'person county.doctor', 'county hospital', false],
      [2, '好的，走急诊通道', 'person lead.coordinator', 'lead hospital', false],
      [3, '请带造影光盘', '王建', 'lead hospital', false],
    ]);
    expect((await list(doctor)).items.map(({ mine }) => mine)).toEqual([true, false, false]);
  });

  it('read it page by page: the newest first, what came before, what came after', async () => {
    for (let n = 1; n <= 5; n++) await write(doctor, { text: `${n}` });
    expect(await list(coordinator, { limit: 2 })).toMatchObject({ earlier: true, later: false, items: [{ text: '4' }, { text: '5' }] });
    expect(await list(coordinator, { limit: 2, before: 4 })).toMatchObject({ earlier: true, items: [{ text: '2' }, { text: '3' }] });
    expect(await list(coordinator, { limit: 2, before: 2 })).toMatchObject({ earlier: false, items: [{ text: '1' }] });
    expect(await list(coordinator, { limit: 3, after: 1 })).toMatchObject({
      later: true,
      items: [{ text: '2' }, { text: '3' }, { text: '4' }],
    });
    expect(await texts(coordinator, { after: 5 })).toEqual([]);
  });

  it('write at the same time, and no message is lost or has another’s place', async () => {
    const bodies = Array.from({ length: 20 }, (_, n) => ({ text: `${n}` }));
    await Promise.all(bodies.map((body, n) => write(n % 2 ? doctor : coordinator, body)));
    const { items } = await list(physician, { limit: 100 });
    expect(items.map(({ position }) => position)).toEqual(bodies.map((_, n) => n + 1));
    expect(new Set(items.map(({ text }) => text)).size).toBe(20);
  });

  it('send again after the line broke, and it is written once', async () => {
    const body = written({ text: '血压 90/60' });
    const send = (who: Person, more: object = {}) =>
      who.ask(conversation.sendMessage, { params: { id: sent.id }, body: { ...body, ...more } });
    const [first, second] = [await send(doctor), await send(doctor)];
    expect([first.status, second.status, second.answer]).toEqual([201, 201, first.answer]);
    expect(await texts(doctor)).toEqual(['血压 90/60']);
    const elsewhere = await doctorSubmits(doctor, world);
    const codes = [await send(doctor, { text: '别的' }), await send(coordinator)].map(({ problem }) => problem.code);
    expect([...codes, await refusedWriting(doctor, body, elsewhere)]).toEqual(Array(3).fill('request.key_reused'));
  });

  it('answer a message and enclose documents of the case, and only of this case', async () => {
    const pdf = () => new File(['%PDF-1.4\n%%EOF'], '造影.pdf', { type: 'application/pdf' });
    const { id: attachmentId } = await doctor.get(attachFile, { params: { id: sent.id }, body: { file: pdf() } });
    const asked = await write(coordinator, { text: '造影结果？' });
    expect(await write(doctor, { text: '附上', replyTo: asked.id, attachmentIds: [attachmentId] })).toMatchObject({
      replyTo: asked.id,
      attachmentIds: [attachmentId],
    });
    const elsewhere = await doctorSubmits(doctor, world);
    const ask = { params: { id: elsewhere.id }, body: written({ replyTo: asked.id, attachmentIds: [attachmentId] }) };
    expect((await doctor.ask(conversation.sendMessage, ask)).problem).toMatchObject({
      code: 'request.invalid',
      facts: { fields: ['attachmentIds', 'replyTo'] },
    });
  });

  it('leave no word of it in the timeline or in any event', async () => {
    await write(doctor, { text: '独有的一句话', mentions: [world.appointments['lead.doctor'] as string] });
    const { items } = await doctor.get(referralTimeline, { params: { id: sent.id } });
    expect(items.map(({ kind }) => kind)).toEqual(
      ['referral.drafted', 'referral.submitted'].filter((kind) => items.some((e) => e.kind === kind)),
    );
    const { rows } = await database.owner.query<{ found: number }>(
      `select count(*)::int as found from event where data::text like '%独有的%'`,
    );
    expect(rows).toEqual([{ found: 0 }]);
  });
});

describe('reading', () => {
  it('is known to both sides, per person and message, with the time of the first look', async () => {
    await write(doctor, { text: '一' });
    await read(coordinator, 1);
    await write(doctor, { text: '二' });
    await read(physician, 2);
    const { items } = await list(doctor);
    expect(items.map(({ readBy }) => readBy.map(({ by, institution }) => `${by} ${institution}`))).toEqual([
      ['person lead.coordinator lead hospital', '王建 lead hospital'],
      ['王建 lead hospital'],
    ]);
    const first = items[0]?.readBy[0]?.at;
    await read(coordinator, 2);
    expect((await list(doctor)).items[0]?.readBy[0]?.at).toBe(first);
  });

  it('counts what is new to me, and says when I am called', async () => {
    const quiet = await doctorSubmits(doctor, world);
    await write(doctor, { text: '一' });
    await write(doctor, { text: '二', mentions: [world.appointments['lead.doctor'] as string] });
    expect(await counts(physician, sent.id, quiet.id)).toEqual([{ referralId: sent.id, unread: 2, mentioned: true }]);
    expect(await counts(coordinator, sent.id)).toEqual([{ referralId: sent.id, unread: 2, mentioned: false }]);
    expect(await counts(doctor, sent.id)).toEqual([]);
    expect(await counts(other, sent.id)).toEqual([]);
    expect(await read(physician, 99)).toEqual({ readUpTo: 2 });
    expect(await read(physician, 1)).toEqual({ readUpTo: 2 });
    expect(await counts(physician, sent.id)).toEqual([]);
    expect((await list(physician)).readUpTo).toBe(2);
  });
});

describe('withdrawing', () => {
  const withdraw = (who: Person, id: string) => who.ask(conversation.withdrawMessage, { params: { id } });

  it('takes the words back within two minutes; that something was written stays', async () => {
    const { id } = await write(doctor, { text: '写错了病人', mentions: [world.appointments['lead.doctor'] as string] });
    expect((await withdraw(doctor, id)).answer).toMatchObject({ text: null, withdrawableUntil: null, mentions: [] });
    expect((await list(coordinator)).items).toMatchObject([{ id, position: 1, text: null, by: 'person county.doctor' }]);
    expect((await list(coordinator)).items[0]?.withdrawnAt).not.toBeNull();
    expect(await counts(physician, sent.id)).toEqual([]);
    expect((await withdraw(doctor, id)).status).toBe(200);
  });

  it('is nobody else’s', async () => {
    const { id } = await write(doctor);
    for (const who of [colleague, coordinator, other]) expect((await withdraw(who, id)).status).toBe(404);
  });
});

describe('calling somebody in', () => {
  const found = async (who: Person, search = '') =>
    (await who.get(conversation.findMentionable, { params: { id: sent.id }, query: { search } })).items.map(
      ({ name, institution, onDuty }) => [name, institution.name, onDuty],
    );

  it('finds those who treat at both hospitals, by name, pinyin and initials, and says who is on duty', async () => {
    for (const search of ['王', 'wang', 'WJ']) expect(await found(doctor, search)).toEqual([['王建', 'lead hospital', false]]);
    await database.owner.query(
      `insert into on_call_shift (id, institution_id, person_id, phone, during)
       select gen_random_uuid(), $1, id, '0990', tstzrange(now() - interval '1 hour', now() + interval '1 hour') from person where name = '王建'`,
      [world.lead.id],
    );
    const [first, ...rest] = await found(doctor);
    expect(first).toEqual(['王建', 'lead hospital', true]);
    expect(rest.toSorted()).toEqual([
      ['person county.coordinator', 'county hospital', false],
      ['person lead.coordinator', 'lead hospital', false],
    ]);
    expect(await found(doctor, 'nobody')).toEqual([]);
  });

  it('names nobody of a third hospital, and nobody who left', async () => {
    const ids = (name: string) => [world.appointments[name] as string];
    expect(await refusedWriting(doctor, { mentions: ids('other.doctor') })).toBe('request.invalid');
    expect(await refusedWriting(doctor, { mentions: ids('lead.admin') })).toBe('request.invalid');
    expect(await texts(doctor)).toEqual([]);
    const message = await write(doctor, { mentions: ids('lead.doctor') });
    expect(message.mentions).toEqual([{ appointmentId: world.appointments['lead.doctor'], name: '王建', me: false }]);
    expect((await list(physician)).items[0]?.mentions[0]?.me).toBe(true);
  });
});
