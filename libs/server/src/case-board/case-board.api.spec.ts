import * as contract from '@alliance/contracts/case-board.contract';
import * as act from '@alliance/contracts/consultation-action.contract';
import * as documents from '@alliance/contracts/consultation-document.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { boardOf, caseBoardSlice, sendDocument } from '../testing/case-board.story.js';
import { consulting, does, requested, type Consulting } from '../testing/consultation.story.js';
import { pngBytes } from '../testing/documents.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let people: Consulting;
let stranger: Person;
let now: ConsultationView;
let id: string;
let documentId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, caseBoardSlice);
  people = await consulting(database, api, world);
  stranger = await api.as('other.doctor');
});
beforeEach(async () => {
  now = await does(people.doctor, act.invite, await requested(people.doctor, world));
  id = now.id;
  documentId = await sendDocument(people.doctor, id, pngBytes(), '张三丰 CT.png');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const put = (who: Person, body: object = {}) =>
  who.ask(contract.putOnBoard, { params: { id }, body: { id: newId(), kind: 'image', documentId, ...body } as never });
const draw = (who: Person, itemId: string, body: object = {}) => {
  const arrow = { id: newId(), itemId, kind: 'arrow' as const, points: [[0.1, 0.2], [0.5, 0.5]] as [number, number][] }; // prettier-ignore
  return who.ask(contract.drawMark, { params: { id }, body: { ...arrow, ...body } });
};
const erase = (who: Person, markId: string) => who.ask(contract.eraseMark, { params: { id, markId } });
const show = (who: Person, version: number, body: object = {}) =>
  who.ask(contract.showToAll, { params: { id }, body: { version, itemId: null, page: 1, zoom: 2, x: 0.25, y: 0.75, ...body } });
const write = (who: Person, noteId: string, version: number, text: string) =>
  who.ask(contract.writeCaseNote, { params: { id, noteId }, body: { version, text } });
const onBoard = async (): Promise<string> => (await put(people.doctor)).answer.id;

describe('the board', () => {
  it('three people draw and erase at the same time, each request twice: everybody sees the same', async () => {
    const itemId = await onBoard();
    const three = [people.doctor, people.expert, people.second];
    const made = three.flatMap((who) => Array.from({ length: 8 }, () => ({ who, markId: newId() })));
    await Promise.all(made.flatMap(({ who, markId }) => [draw(who, itemId, { id: markId }), draw(who, itemId, { id: markId })]));
    const gone = made.filter((_, at) => at % 3 === 0);
    const later = three.map((who) => ({ who, markId: newId() }));
    await Promise.all([
      ...gone.flatMap(({ who, markId }) => [erase(who, markId), erase(people.doctor, markId)]),
      ...later.map(({ who, markId }) => draw(who, itemId, { id: markId })),
    ]);
    const boards = await Promise.all(three.map((who) => boardOf(who, id)));
    const lying = boards.map(({ marks }) => marks.map((mark) => mark.id));
    const expected = [...made.filter((each) => !gone.includes(each)), ...later].map(({ markId }) => markId).sort();
    expect(lying).toEqual([expected, expected, expected]);
    // asked for again after it went: it does not come back
    const [first] = gone;
    if (first) await draw(first.who, itemId, { id: first.markId });
    expect((await boardOf(people.expert, id)).marks.map((mark) => mark.id)).toEqual(expected);
  });

  it('a mark goes with its maker or the inviting side; with what it is drawn on, every mark', async () => {
    const itemId = await onBoard();
    const [mine, theirs] = [(await draw(people.doctor, itemId)).answer.id, (await draw(people.expert, itemId)).answer.id];
    expect((await erase(people.second, theirs)).problem.code).toBe('consultation.not_your_action');
    expect((await erase(people.expert, mine)).problem.code).toBe('consultation.not_your_action');
    expect((await erase(people.doctor, theirs)).status).toBe(204);
    const seen = await boardOf(people.expert, id);
    expect(seen.marks).toEqual([
      expect.objectContaining({ id: mine, mayRemove: false, points: [[0.1, 0.2], [0.5, 0.5]], institution: { id: world.county.id, name: 'county hospital' } }),
    ]); // prettier-ignore
    await people.doctor.ask(contract.takeFromBoard, { params: { id, itemId } });
    expect(await boardOf(people.expert, id)).toMatchObject({ items: [], marks: [] });
    expect((await erase(people.doctor, newId())).problem.code).toBe('access.not_found');
  });

  it('holds what says what it is', async () => {
    const itemId = await onBoard();
    const codes = async (...asked: Promise<{ problem?: { code: string } }>[]) =>
      (await Promise.all(asked)).map((each) => each.problem?.code);
    expect(
      await codes(
        draw(people.doctor, itemId, { points: [[0, 0]] }),
        draw(people.doctor, itemId, { kind: 'text', points: [[0, 0]] }),
        draw(people.doctor, itemId, { points: [[0, 0], [2, 0]] }), // prettier-ignore
        put(people.doctor, { kind: 'note' }),
        put(people.doctor, { documentId: undefined }),
        put(people.doctor, { documentId: newId() }),
        draw(people.doctor, newId()),
      ),
    ).toEqual([...Array<string>(5).fill('request.invalid'), 'access.not_found', 'access.not_found']);
  });

  it('what everybody is shown is there for who comes late, and of two who show at once one is told', async () => {
    const itemId = await onBoard();
    expect((await show(people.doctor, 0, { itemId })).answer).toMatchObject({ itemId, zoom: 2, x: 0.25, version: 1 });
    const both = await Promise.all([show(people.doctor, 1, { zoom: 3 }), show(people.expert, 1, { zoom: 4 })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = await boardOf(people.second, id);
    expect(late.focus).toMatchObject({ version: 2, by: { name: expect.any(String) } });
    expect((await show(people.doctor, 0)).problem.code).toBe('record.stale');
  });
});

describe('notes taken together', () => {
  it('of two who write on from the same version the second is told, and every version stays', async () => {
    const noteId = newId();
    expect((await write(people.doctor, noteId, 0, '血压 90/60')).answer).toMatchObject({ version: 1, text: '血压 90/60' });
    const both = await Promise.all([
      write(people.doctor, noteId, 1, '血压 90/60，心率 120'),
      write(people.expert, noteId, 1, '血压 90/60，补液'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [first] = (await boardOf(people.second, id)).notes;
    expect(first?.version).toBe(2);
    expect((await write(people.expert, noteId, 2, '血压 90/60，心率 120，补液')).answer).toMatchObject({ version: 3 });
    const again = await write(people.expert, noteId, 2, '血压 90/60，心率 120，补液');
    expect([again.status, again.answer.version]).toEqual([200, 3]);
    const { items } = await people.doctor.get(contract.caseNoteVersions, { params: { id, noteId } });
    expect(items.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect((await boardOf(people.doctor, id)).notes[0]?.writers).toHaveLength(2);
    expect((await write(people.doctor, newId(), 4, 'x')).problem.code).toBe('access.not_found');
    expect((await write(people.doctor, noteId, 7, 'x')).problem.code).toBe('record.stale');
  });
});

describe('whose board it is', () => {
  it('nobody’s of a third hospital, and not of a role without the right', async () => {
    const itemId = await onBoard();
    const noteId = newId();
    await write(people.doctor, noteId, 0, '记录');
    const statuses = await Promise.all([
      stranger.ask(contract.getCaseBoard, { params: { id } }),
      put(stranger),
      draw(stranger, itemId),
      show(stranger, 0),
      write(stranger, noteId, 1, 'x'),
      stranger.ask(contract.caseNoteVersions, { params: { id, noteId } }),
      stranger.ask(contract.takeFromBoard, { params: { id, itemId } }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual(Array(7).fill(404));
    expect((await (await api.as('county.admin')).ask(contract.getCaseBoard, { params: { id } })).status).toBe(403);
  });

  it('who only watches sees de-identified documents and the marks on them, no words, and writes nothing (TM-15)', async () => {
    const open = await onBoard();
    const hidden = (await put(people.doctor, { documentId: await sendDocument(people.doctor, id, pngBytes(), '面部.png') })).answer.id;
    await put(people.doctor, { kind: 'note', documentId: undefined, text: '张三丰，66 岁' });
    await people.doctor.get(documents.describeDocument, { params: { id, documentId }, body: { deidentified: true } });
    await draw(people.expert, open, { kind: 'text', points: [[0, 0]], text: '张三丰' });
    await draw(people.expert, hidden);
    await write(people.doctor, newId(), 0, '张三丰');
    await show(people.doctor, 0, { itemId: hidden });
    const watch = (agreed: boolean) =>
      database.owner.query('update consultation set observing_ids = array[$2::uuid], teaching_agreed = $3 where id = $1', [
        id,
        world.other.id,
        agreed,
      ]);
    await watch(false);
    const seen = await boardOf(stranger, id);
    expect(seen).toMatchObject({ items: [{ id: open }], marks: [{ itemId: open, text: null }], notes: [], focus: null, mayWrite: false });
    expect(JSON.stringify(seen)).not.toContain('张三丰');
    expect([(await draw(stranger, open)).problem.code, (await put(stranger)).problem.code]).toEqual(
      Array(2).fill('consultation.not_your_action'),
    );
    await watch(true);
    expect(await boardOf(stranger, id)).toMatchObject({
      items: [{}, {}, {}],
      marks: [{ text: '张三丰' }, {}],
      notes: [{}],
      mayWrite: false,
    });
  });

  it('stands still once the case is over, and nothing of it is in the events', async () => {
    const itemId = await onBoard();
    await write(people.doctor, newId(), 0, '血压 90/60');
    const { rows } = await database.owner.query<{ data: object; recipients: string[] }>(
      `select data, recipients from event where kind = 'consultation.board_changed' and subject_id = $1`,
      [id],
    );
    expect(rows).toHaveLength(3);
    for (const { data, recipients } of rows) expect([data, [...recipients].sort()]).toEqual([{}, [world.county.id, world.lead.id].sort()]);
    await does(people.doctor, act.cancelConsultation, now, { reason: 'patient_improved' });
    expect((await draw(people.doctor, itemId)).problem.code).toBe('consultation.wrong_state');
    expect((await boardOf(people.doctor, id)).mayWrite).toBe(false);
  });
});
