import {
  approveVersion,
  draftVersion,
  getProtocol,
  getVersion,
  publishVersion,
  returnVersion,
  signOffCriteria,
  submitVersion,
} from '@alliance/contracts/protocol.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person, TestApi } from '../testing/app.js';
import { dayFrom, refusalOf } from '../testing/person.story.js';
import {
  clearStage,
  setStage,
  type ProtocolStage,
  academic,
  at,
  freshCode,
  pressureContent,
  pressureCriterion,
  writes,
  draftOf,
} from '../testing/protocol.story.js';
import type { TestDatabase } from '../testing/services.js';
import type { World } from '../testing/world.js';

let stage: ProtocolStage;
let database: TestDatabase;
let world: World;
let api: TestApi;
let author: Person;
let second: Person;

beforeAll(async () => {
  stage = await setStage();
  ({ database, world, api, author, second } = stage);
});
afterAll(() => clearStage(stage));

describe('two people', () => {
  it('neither an author nor who handed it in approves; a second person does', async () => {
    const draft = await draftOf(stage);
    const params = at(draft);
    const clerk = await api.as('lead.admin');
    const submitted = await clerk.get(submitVersion, { params, body: { version: draft.version } });
    expect(submitted).toMatchObject({ state: 'in_review', submittedBy: 'person lead.admin' });
    const body = { version: submitted.version };
    expect(await refusalOf(author, approveVersion, { params, body })).toBe('409 protocol.same_person');
    expect(await refusalOf(clerk, approveVersion, { params, body })).toBe('409 protocol.same_person');
    expect((await author.get(getVersion, { params })).actions).not.toContain('approve');
    expect((await second.get(getVersion, { params })).actions).toContain('approve');
    const approved = await second.get(approveVersion, { params, body });
    expect(approved).toMatchObject({ state: 'approved', approvedBy: 'lead.second' });
  });

  it('who wrote before it was returned is still an author', async () => {
    const draft = await draftOf(stage);
    const params = at(draft);
    const submitted = await author.get(submitVersion, { params, body: { version: draft.version } });
    const returned = await second.get(returnVersion, { params, body: { version: submitted.version, reason: '阈值依据不足' } });
    expect(returned).toMatchObject({ state: 'draft', reason: '阈值依据不足', submittedBy: null });
    const third = await academic(database, api, world, 'lead.third');
    const saved = await writes(third, { ...params, version: returned.version }, pressureContent(draft.protocolCode, 175));
    const again = await third.get(submitVersion, { params, body: { version: saved.version } });
    expect(again.reason).toBeNull();
    expect(await refusalOf(author, approveVersion, { params, body: { version: again.version } })).toBe('409 protocol.same_person');
    expect(await refusalOf(second, approveVersion, { params, body: { version: again.version } })).toBe(200);
  });

  it('returning an approved version takes the approval away', async () => {
    const draft = await draftOf(stage);
    const params = at(draft);
    const submitted = await author.get(submitVersion, { params, body: { version: draft.version } });
    const approved = await second.get(approveVersion, { params, body: { version: submitted.version } });
    const returned = await second.get(returnVersion, { params, body: { version: approved.version, reason: '补充依据' } });
    expect(returned).toMatchObject({ state: 'draft', approvedBy: null, approvedAt: null });
    expect(await refusalOf(second, publishVersion, { params, body: { version: returned.version, effectiveFrom: dayFrom() } })).toBe(
      '409 protocol.wrong_state',
    );
  });

  it('of many steps at once one is taken', async () => {
    const draft = await draftOf(stage);
    const ask = { params: at(draft), body: { version: draft.version } };
    const clerk = await api.as('lead.admin');
    const all = await Promise.all(Array.from({ length: 12 }, (_, i) => refusalOf(i % 2 ? author : clerk, submitVersion, ask)));
    expect(all.sort()).toEqual([200, ...Array<string>(11).fill('409 record.stale')]);
  });
});

describe('what stands in the way of publishing', () => {
  const blockedBy = async (
    who: Person,
    route: typeof submitVersion | typeof approveVersion,
    ask: { params: { id: string; n: string }; body: { version: number } },
  ) => {
    const { status, problem } = await who.ask(route, ask);
    return [status, problem.code, problem.facts?.['blockers']];
  };

  it('a test case that fails, and a criterion without one', async () => {
    const code = freshCode();
    const failing = pressureCriterion(`${code}-U01`, 180, { testCases: [{ name: '应当上转', facts: { sbp: 170 }, expect: 'met' }] });
    const draft = await draftOf(stage, code, { criteria: [failing, pressureCriterion(`${code}-U02`, 200, { testCases: [] })] });
    expect(draft.blockers).toEqual([
      { kind: 'test_case_fails', code: `${code}-U01`, detail: '应当上转' },
      { kind: 'no_test_case', code: `${code}-U02`, detail: null },
    ]);
    expect(await blockedBy(author, submitVersion, { params: at(draft), body: { version: draft.version } })).toEqual([
      409,
      'protocol.blocked',
      [`test_case_fails:${code}-U01`, `no_test_case:${code}-U02`],
    ]);
    const mended = await writes(author, { ...at(draft), version: draft.version }, pressureContent(code));
    expect(await refusalOf(author, submitVersion, { params: at(draft), body: { version: mended.version } })).toBe(200);
  });

  it('a local default without a named sign-off, which falls when the rule changes and not when a test case is added', async () => {
    const code = freshCode();
    const criterion = `${code}-U01`;
    const local = (threshold: number, more = {}) =>
      pressureContent(code, 180, { criteria: [pressureCriterion(criterion, threshold, { grades: ['V', 'L'], ...more })] });
    const draft = await draftOf(stage, code, { criteria: local(180).criteria });
    const params = at(draft);
    const sign = (version: number, codes: string[]) =>
      ({ params, body: { version, codes, signatory: '王主任', title: '心内科主任医师' } }) as const;
    expect(draft.blockers).toEqual([{ kind: 'sign_off_missing', code: criterion, detail: null }]);
    expect(await refusalOf(second, signOffCriteria, sign(draft.version, [`${code}-U09`]))).toBe('422 protocol.sign_off_needless');
    const signed = await second.get(signOffCriteria, sign(draft.version, [criterion]));
    expect(signed.signOffs).toMatchObject([
      { code: criterion, signatory: '王主任', title: '心内科主任医师', invented: false, recordedBy: 'lead.second' },
    ]);
    expect(signed.blockers).toEqual([]);
    const tests = [...pressureCriterion(criterion, 180).testCases, { name: '更高', facts: { sbp: 200 }, expect: 'met' as const }];
    const tested = await writes(author, { ...params, version: signed.version }, local(180, { testCases: tests }));
    expect(tested.signOffs).toHaveLength(1);
    const changed = await writes(author, { ...params, version: tested.version }, local(175));
    expect([changed.signOffs, changed.blockers.map(({ kind }) => kind)]).toEqual([[], ['sign_off_missing']]);

    const submitted = await author.get(submitVersion, { params, body: { version: changed.version } });
    const approved = await second.get(approveVersion, { params, body: { version: submitted.version } });
    const publish = (version: number) => second.ask(publishVersion, { params, body: { version, effectiveFrom: dayFrom() } });
    const refused = await publish(approved.version);
    expect([refused.status, refused.problem.facts?.['blockers']]).toEqual([409, [`sign_off_missing:${criterion}`]]);
    const again = await second.get(signOffCriteria, sign(approved.version, [criterion]));
    const published = (await publish(again.version)).answer;
    expect(published.state).toBe('in_force');
    expect(await refusalOf(second, signOffCriteria, sign(published.version, [criterion]))).toBe('409 protocol.wrong_state');
    expect((await stage.countyDoctor.get(getVersion, { params })).signOffs).toMatchObject([{ signatory: '王主任' }]);

    // whoever answered for it answers for its unchanged copy
    const { version } = await author.get(getProtocol, { params: { id: params.id } });
    const next = await author.get(draftVersion, { params: { id: params.id }, body: { version } });
    expect([next.number, next.signOffs.length, next.changeNote]).toEqual([2, 1, '']);
  });

  it('a local default is never signed for by who wrote or handed in the version', async () => {
    const code = freshCode();
    const draft = await draftOf(stage, code, { criteria: [pressureCriterion(`${code}-U01`, 180, { grades: ['L'] })] });
    const params = at(draft);
    const sign = (version: number) => ({ params, body: { version, codes: [`${code}-U01`], signatory: '王主任', title: '主任' } });
    expect(await refusalOf(author, signOffCriteria, sign(draft.version))).toBe('409 protocol.same_person');
    const clerk = await api.as('lead.admin');
    const submitted = await clerk.get(submitVersion, { params, body: { version: draft.version } });
    for (const who of [author, clerk]) {
      expect(await refusalOf(who, signOffCriteria, sign(submitted.version))).toBe('409 protocol.same_person');
      expect((await who.get(getVersion, { params })).actions).not.toContain('sign_off');
    }
    expect((await second.get(getVersion, { params })).actions).toContain('sign_off');
    expect(await refusalOf(second, signOffCriteria, sign(submitted.version))).toBe(200);
  });

  it('words that no reader would see in Chinese', async () => {
    const code = freshCode();
    const draft = await draftOf(stage, code, {
      title: { zh: ' ', en: 'Hypertension' },
      criteria: [pressureCriterion(`${code}-U01`, 180, { label: { zh: '' }, target: { zh: '' } })],
    });
    expect(draft.blockers).toEqual([
      { kind: 'words_missing', code: null, detail: 'title' },
      { kind: 'words_missing', code: `${code}-U01`, detail: 'label' },
      { kind: 'words_missing', code: `${code}-U01`, detail: 'target' },
    ]);
    const submitted = await author.get(submitVersion, { params: at(draft), body: { version: draft.version } });
    const approved = await second.get(approveVersion, { params: at(draft), body: { version: submitted.version } });
    const body = { version: approved.version, effectiveFrom: dayFrom() };
    expect(await refusalOf(second, publishVersion, { params: at(draft), body })).toBe('409 protocol.blocked');
  });

  it('a criterion of another grade needs nobody’s name', async () => {
    const draft = await draftOf(stage);
    expect(draft.blockers).toEqual([]);
    const body = { version: draft.version, codes: [`${draft.protocolCode}-U01`], signatory: '王主任', title: '主任' };
    expect(await refusalOf(second, signOffCriteria, { params: at(draft), body })).toBe('422 protocol.sign_off_needless');
  });

  it('a version that says nothing at all, and text that does not say for whom', async () => {
    const code = freshCode();
    const empty = await draftOf(stage, code, { criteria: [], sections: [] });
    expect(empty.blockers).toEqual([{ kind: 'no_criteria', code: null, detail: null }]);
    const manage = { kind: 'manage_here' as const, blocks: [{ kind: 'paragraph' as const, runs: [{ text: '限盐' }] }] };
    const text = await writes(
      author,
      { ...at(empty), version: empty.version },
      pressureContent(code, 180, { criteria: [], sections: [manage] }),
    );
    expect(text.blockers).toEqual([{ kind: 'section_missing', code: null, detail: 'who_for' }]);
    const whole = await writes(author, { ...at(text), version: text.version }, pressureContent(code, 180, { criteria: [] }));
    expect(whole.blockers).toEqual([]);
  });
});
