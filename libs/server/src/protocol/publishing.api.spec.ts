import {
  annotateVersion,
  approveVersion,
  draftVersion,
  getProtocol,
  getVersion,
  listProtocols,
  publishVersion,
  signOffCriteria,
  submitVersion,
  withdrawVersion,
  writeVersion,
} from '@alliance/contracts/protocol.contract';
import type { VersionView } from '@alliance/contracts/protocol.schema';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person, TestApi } from '../testing/app.js';
import { dayFrom, refusalOf } from '../testing/person.story.js';
import {
  clearStage,
  setStage,
  type ProtocolStage,
  at,
  freshCode,
  pressureContent,
  pressureCriterion,
  publishes,
  writes,
  starts,
  publishedOf,
  nextDraftOf,
  eventsOf,
} from '../testing/protocol.story.js';
import type { TestDatabase } from '../testing/services.js';
import type { World } from '../testing/world.js';

let stage: ProtocolStage;
let database: TestDatabase;
let world: World;
let api: TestApi;
let allianceId: string;
let author: Person;
let second: Person;

beforeAll(async () => {
  stage = await setStage();
  ({ database, world, api, allianceId, author, second } = stage);
});
afterAll(() => clearStage(stage));

const day = 86_400;
async function nextOf(id: string, threshold: number, from: string) {
  const draft = await nextDraftOf(stage, id);
  return publishes(author, second, { ...at(draft), version: draft.version }, pressureContent(draft.protocolCode, threshold), from);
}

describe('published from a day on', () => {
  it('members see it with its sections and criteria, without what is the authors’', async () => {
    const code = freshCode();
    const { id } = await starts(author, allianceId, code);
    const quiz = {
      passPercent: 80,
      questions: [{ id: 'q1', text: '收缩压多少上转？', options: ['160', '180'], right: [1], explanation: '见标准' }],
    };
    const published = await publishes(author, second, { id, n: '1', version: 1 }, pressureContent(code, 180, { quiz }));
    expect(published).toMatchObject({ state: 'in_force', effectiveFrom: dayFrom(), actions: ['annotate', 'withdraw'] });
    expect(published.quiz?.questions[0]).toMatchObject({ right: [1], explanation: '见标准' });
    const read = await stage.countyDoctor.get(getVersion, { params: { id, n: '1' } });
    expect(read).toMatchObject({
      state: 'in_force',
      actions: [],
      blockers: [],
      sections: published.sections,
      criteria: published.criteria,
    });
    expect(read.quiz?.questions).toEqual([{ id: 'q1', text: '收缩压多少上转？', options: ['160', '180'] }]);
    const summary = (await stage.countyDoctor.get(listProtocols, { query: { allianceId, limit: 100 } })).items.find((one) => one.id === id);
    expect(summary).toMatchObject({ title: { zh: `高血压分级诊疗 ${code}` }, working: null, criteria: { up: 1, down: 0 } });
    expect(summary?.acknowledgement).toEqual({ state: 'due', dueOn: dayFrom(30), at: null });
    expect((await (await api.as('county.admin')).get(getProtocol, { params: { id } })).acknowledgement.state).toBe('none');
    for (const ask of [
      refusalOf(stage.outsider, getProtocol, { params: { id } }),
      refusalOf(stage.outsider, getVersion, { params: { id, n: '1' } }),
    ])
      expect(await ask).toBe('404 access.not_found');
    expect((await stage.outsider.get(listProtocols, { query: {} })).items.map((one) => one.id)).not.toContain(id);
  });

  it('is asked to be read of the people of the alliance until they have', async () => {
    const { id, protocolId } = await publishedOf(stage);
    await database.owner.query(
      `insert into protocol_acknowledgement (version_id, person_id, institution_id, at) select $1, person_id, $2, now() from account where username = 'county.doctor'`,
      [id, world.county.id],
    );
    expect((await stage.countyDoctor.get(getProtocol, { params: { id: protocolId } })).acknowledgement).toMatchObject({
      state: 'done',
      dueOn: dayFrom(30),
    });
    const township = await api.as('township.doctor');
    api.clock.advance(31 * day);
    expect((await township.get(getProtocol, { params: { id: protocolId } })).acknowledgement.state).toBe('overdue');
    api.clock.advance(-31 * day);
  });

  it('until then the one before it holds, and again once the new one is withdrawn', async () => {
    const { protocolId: id } = await publishedOf(stage);
    const next = await nextOf(id, 170, dayFrom(1));
    expect(next).toMatchObject({ number: 2, state: 'scheduled' });
    expect(await stage.countyDoctor.get(getProtocol, { params: { id } })).toMatchObject({
      inForce: { number: 1, state: 'in_force' },
      scheduled: { number: 2, state: 'scheduled' },
    });
    api.clock.advance(day);
    const after = await stage.countyDoctor.get(getProtocol, { params: { id } });
    expect(after.versions.map(({ number, state }) => [number, state])).toEqual([
      [2, 'in_force'],
      [1, 'superseded'],
    ]);
    const withdrawn = await second.get(withdrawVersion, { params: at(next), body: { version: next.version, reason: '阈值有误' } });
    expect(withdrawn).toMatchObject({ state: 'withdrawn', reason: '阈值有误', actions: [] });
    const now = await stage.countyDoctor.get(getProtocol, { params: { id } });
    expect(now.versions.map(({ number, state }) => [number, state])).toEqual([
      [2, 'withdrawn'],
      [1, 'in_force'],
    ]);
    api.clock.advance(-day);
  });

  it('not from a day that is over, nor from one of another version or before it', async () => {
    const { protocolId: id } = await publishedOf(stage);
    const { version } = await author.get(getProtocol, { params: { id } });
    const draft = await author.get(draftVersion, { params: { id }, body: { version } });
    const params = at(draft);
    const submitted = await author.get(submitVersion, { params, body: { version: draft.version } });
    const approved = await second.get(approveVersion, { params, body: { version: submitted.version } });
    const from = (effectiveFrom: string) =>
      refusalOf(second, publishVersion, { params, body: { version: approved.version, effectiveFrom } });
    expect(await from(dayFrom(-1))).toBe('422 protocol.date_invalid');
    expect(await from(dayFrom())).toBe('422 protocol.date_invalid');
    expect(await from(dayFrom(5))).toBe(200);
    // what is published afterwards is not to be superseded by what was published before
    const third = await nextDraftOf(stage, id);
    const written = { ...at(third), version: third.version };
    const content = pressureContent(draft.protocolCode, 150);
    await expect(publishes(author, second, written, content, dayFrom(3))).rejects.toThrow('protocol.date_invalid');
    const ready = await author.get(getVersion, { params: at(third) });
    const publish = (effectiveFrom: string) =>
      refusalOf(second, publishVersion, { params: at(third), body: { version: ready.version, effectiveFrom } });
    expect(await publish(dayFrom(5))).toBe('422 protocol.date_invalid');
    expect(await publish(dayFrom(6))).toBe(200);
  });

  it('carries an editor’s note that can be taken away, and its words never change', async () => {
    const published = await publishedOf(stage);
    const params = at(published);
    const noted = await author.get(annotateVersion, { params, body: { version: published.version, text: '血压计型号召回，复测后再判' } });
    const read = await stage.countyDoctor.get(getVersion, { params });
    expect(read.editorNote).toMatchObject({ text: '血压计型号召回，复测后再判', by: 'lead.author' });
    const without = await author.get(annotateVersion, { params, body: { version: noted.version, text: null } });
    expect(without.editorNote).toBeNull();
    const content = pressureContent(published.protocolCode, 150);
    const body = { version: without.version, content: content as never };
    expect(await refusalOf(author, writeVersion, { params, body })).toBe('409 protocol.wrong_state');
  });

  it('tells the members and the office, with the audit; before that only the lead hears of it', async () => {
    const published = await publishedOf(stage);
    const events = await eventsOf(database, published.protocolId);
    expect(events.map(({ kind }) => kind)).toEqual(['protocol.drafted', 'protocol.submitted', 'protocol.approved', 'protocol.published']);
    for (const { recipients } of events.slice(0, 3)) expect(recipients).toEqual([world.lead.id]);
    expect(events.at(-1)?.recipients.toSorted()).toEqual(
      [world.lead, world.county, world.township, world.office].map(({ id }) => id).toSorted(),
    );
    const { rows } = await database.owner.query('select action from audit_entry where $1 = any(object_ids) order by id', [
      published.protocolId,
    ]);
    expect(rows.map(({ action }: { action: string }) => action)).toEqual([
      'protocol.drafted',
      'protocol.save',
      'protocol.submitted',
      'protocol.approved',
      'protocol.published',
    ]);
  });

  it('can be searched by its words and their pinyin from then on', async () => {
    const { id, protocolCode } = await publishedOf(stage);
    const { rows } = await database.owner.query(
      'select place, text, pinyin, initials from protocol_search_entry where version_id = $1 order by place',
      [id],
    );
    expect(rows).toEqual([
      expect.objectContaining({ place: `${protocolCode}-U01`, text: expect.stringContaining('血压持续升高') }),
      expect.objectContaining({ place: 'title', pinyin: expect.stringContaining('gaoxueyafenjizhenliao') }),
      { place: 'who_for', text: '成人高血压患者', pinyin: 'chengrengaoxueyahuanzhe', initials: 'crgxyhz' },
    ]);
  });
});

describe('the next version', () => {
  it('is not copied from what was withdrawn: neither its words nor who answered for them', async () => {
    const local = (code: string, threshold: number) =>
      pressureContent(code, threshold, { criteria: [pressureCriterion(`${code}-U01`, threshold, { grades: ['L'] })] });
    const code = freshCode();
    const { id } = await starts(author, allianceId, code);
    const publishSigned = async (draft: { id: string; n: string; version: number }, threshold: number, from: string) => {
      const written = await writes(author, draft, local(code, threshold));
      const params = at(written);
      const sign = { version: written.version, codes: [`${code}-U01`], signatory: `签 ${threshold}`, title: '主任' };
      const signed = written.signOffs.length ? written : await second.get(signOffCriteria, { params, body: sign });
      const submitted = await author.get(submitVersion, { params, body: { version: signed.version } });
      const approved = await second.get(approveVersion, { params, body: { version: submitted.version } });
      return second.get(publishVersion, { params, body: { version: approved.version, effectiveFrom: from } });
    };
    const withdraw = (of: VersionView) =>
      second.get(withdrawVersion, { params: at(of), body: { version: of.version, reason: '阈值有误' } });
    const began = (draft: VersionView) => [draft.number, draft.signOffs.map(({ signatory }) => signatory), draft.criteria[0]?.rule];
    const over = (value: number) => ({ fact: 'sbp', op: '>=', value });

    const first = await publishSigned({ id, n: '1', version: 1 }, 180, dayFrom());
    const next = await nextDraftOf(stage, id);
    const scheduled = await publishSigned({ ...at(next), version: next.version }, 170, dayFrom(1));
    await withdraw(scheduled);
    const third = await nextDraftOf(stage, id);
    expect(began(third)).toEqual([3, ['签 180'], over(180)]);
    await withdraw(await publishSigned({ ...at(third), version: third.version }, 160, dayFrom(1)));
    await withdraw(first);
    // all were withdrawn: the newest words, and nobody who answers for them
    expect(began(await nextDraftOf(stage, id))).toEqual([4, [], over(160)]);
  });

  it('is copied from the scheduled one, which holds after the one in force', async () => {
    const { protocolId: id } = await publishedOf(stage);
    await nextOf(id, 170, dayFrom(1));
    expect((await nextDraftOf(stage, id)).criteria[0]?.rule).toMatchObject({ value: 170 });
  });

  it('begins as a copy of the one in force, one at a time', async () => {
    const { protocolId: id, criteria } = await publishedOf(stage);
    const { version } = await author.get(getProtocol, { params: { id } });
    const draft = await author.get(draftVersion, { params: { id }, body: { version } });
    expect(draft).toMatchObject({ number: 2, state: 'draft', criteria, authors: ['lead.author'] });
    expect(await refusalOf(author, draftVersion, { params: { id }, body: { version } })).toBe('409 record.stale');
    expect(await refusalOf(author, draftVersion, { params: { id }, body: { version: version + 1 } })).toBe('409 protocol.wrong_state');
    for (const who of [stage.countyDoctor, await api.as('lead.doctor'), await api.as('office')]) {
      const seen = await who.get(getProtocol, { params: { id } });
      expect([seen.working, seen.versions.map(({ number }) => number)]).toEqual([null, [1]]);
    }
    expect(await refusalOf(stage.countyDoctor, getVersion, { params: { id, n: '2' } })).toBe('404 access.not_found');
  });
});
