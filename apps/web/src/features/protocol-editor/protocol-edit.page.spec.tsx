import { getVersion, publishVersion, submitVersion, writeVersion } from '@alliance/contracts/protocol.contract';
import type { VersionView } from '@alliance/contracts/protocol.schema';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment } from '../../testing/make';
import { show } from '../../testing/show';
import { desk, protocol, protocolId, version } from './editor.story';

const open = (search: string, start: VersionView = version(), more: (answers: Answers) => void = () => undefined) =>
  show(`/protocols/${protocolId}/edit/2?${search}`, {
    as: appointment('expert'),
    answers: (answers) => {
      desk(answers, start);
      more(answers);
    },
  });
const lastSaved = (answers: Answers): VersionView | undefined =>
  answers.bodies(writeVersion).at(-1)?.['content'] as VersionView | undefined;
const outline = () => screen.findByRole('group', { name: '条件' });
const node = async (name: RegExp) => within(await outline()).getByRole('button', { name });

describe("the author's desk", () => {
  afterEach(cleanup);

  it('shows a rule as an outline and as sentences in both languages', async () => {
    open('criterion=HTN-U07');
    expect(await node(/满足任一（2 项）/)).toBeDefined();
    expect(await node(/收缩压 ≥ 180 mmHg/)).toBeDefined();
    const inWords = screen.getByRole('group', { name: '规则读作' });
    expect(inWords.textContent).toContain('收缩压 ≥ 180 mmHg');
    expect(inWords.textContent).toContain('Systolic pressure');
    expect(screen.getByText(/2 个用例全部通过/, { selector: '.card-head *' })).toBeDefined();
  });

  it('says at once which test case a new threshold breaks and why, and saves itself', async () => {
    const { answers } = open('criterion=HTN-U07');
    await userEvent.click(await node(/收缩压 ≥ 180 mmHg/));
    const value = screen.getByLabelText('数值');
    await userEvent.clear(value);
    expect(within(await outline()).getByText(/请填写数值/)).toBeDefined();
    expect(screen.getByText(/有 1 处没填对/)).toBeDefined();
    await userEvent.type(value, '190');
    const cases = screen.getByRole('region', { name: '测试用例' });
    expect(within(cases).getByText(/应为“符合”，现在判为“待补充”/)).toBeDefined();
    expect(within(cases).getByRole('list', { name: '依据' }).textContent).toContain('舒张压');
    await waitFor(() => expect(lastSaved(answers)?.criteria[0]?.rule).toMatchObject({ all: [{ any: [{ value: 190 }, {}] }, {}] }));
    expect(await screen.findByText(/已保存/)).toBeDefined();
    await userEvent.click(within(cases).getByRole('button', { name: '把预期改为“待补充”' }));
    expect(within(cases).getByText('2 个用例全部通过', { exact: false })).toBeDefined();
  });

  it('builds a condition from a fact of the dictionary, and takes it back', async () => {
    const { answers } = open('criterion=HTN-U07');
    await userEvent.click(within(await outline()).getByRole('button', { name: '在“满足任一”中添加条件' }));
    await userEvent.type(screen.getByRole('combobox', { name: '查找指标' }), 'xl');
    await userEvent.click(await screen.findByRole('option', { name: /心率/ }));
    expect(await node(/心率：还没填完/)).toBeDefined();
    await userEvent.type(screen.getByLabelText('数值'), '130');
    expect(await node(/心率 ≥ 130/)).toBeDefined();
    await waitFor(() => expect(lastSaved(answers)?.facts.map(({ key }) => key)).toContain('hr'));
    (await node(/心率 ≥ 130/)).focus();
    await userEvent.keyboard('{Delete}');
    expect(within(await outline()).queryByRole('button', { name: /心率/ })).toBeNull();
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(await node(/心率 ≥ 130/)).toBeDefined();
  });

  it('moves through the outline with the arrow keys, and conditions with Alt', async () => {
    open('criterion=HTN-U07');
    (await node(/^满足全部/)).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement?.textContent).toContain('收缩压 ≥ 180');
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(document.activeElement?.textContent).toContain('收缩压 ≥ 180');
    const lines = () => within(screen.getByRole('group', { name: '条件' })).getAllByRole('button', { name: /压 ≥/ });
    expect(lines().map(({ textContent }) => textContent?.slice(0, 3))).toEqual(['舒张压', '收缩压']);
  });

  it('tries a case while one types and keeps it as a test case', async () => {
    const { answers } = open('criterion=HTN-U07');
    const bench = await screen.findByRole('region', { name: '试一例' });
    await userEvent.type(within(bench).getByLabelText('收缩压'), '185');
    await userEvent.click(within(within(bench).getByRole('radiogroup', { name: '处理后仍高' })).getByRole('radio', { name: '是' }));
    expect(within(bench).getByText(/补上其中任一项即可判定：年龄/)).toBeDefined();
    await userEvent.type(within(bench).getByLabelText('年龄'), '60');
    expect(within(bench).getByRole('status').textContent).toContain('✓ 符合');
    await userEvent.type(within(bench).getByLabelText('用例名称'), '六十岁，185');
    await userEvent.click(within(bench).getByRole('button', { name: '存为测试用例' }));
    await waitFor(() => expect(lastSaved(answers)?.criteria[0]?.testCases).toHaveLength(3));
    expect(lastSaved(answers)?.criteria[0]?.testCases[2]).toMatchObject({ name: '六十岁，185', expect: 'met' });
  });

  it('shows what the server refused at the very node', async () => {
    open('criterion=HTN-U07', version(), (answers) => {
      const given = answers.fetch;
      Object.assign(answers, {
        fetch: async (input: string, init: RequestInit = {}) => {
          if (init.method !== 'PUT') return given(input, init);
          const fields = [{ path: 'content.criteria.0.rule.all.0.any.1.unit', message: 'unit_unknown' }];
          const body = { type: '', title: '', status: 400, code: 'request.invalid', detail: '', requestId: 'req-1', fields };
          return new Response(JSON.stringify(body), { status: 400 });
        },
      });
    });
    await userEvent.click(await node(/收缩压 ≥ 180 mmHg/));
    await userEvent.type(screen.getByLabelText('数值'), '{Backspace}5');
    const wrong = await screen.findByText(/不认识这个单位/);
    expect(wrong.closest('.rule-wrong')?.previousElementSibling?.textContent).toBe('舒张压 ≥ 110 mmHg');
  });

  it('keeps what was typed when somebody else saved meanwhile, and takes over the rest', async () => {
    let stale = true;
    const { answers } = open('criterion=HTN-U07', version(), (given) => {
      const other = version({ version: 9, changeNote: '别人写的说明' });
      let now = version();
      desk(given);
      given.on(writeVersion, ({ body }) => (now = { ...other, ...(body.content as unknown as VersionView), version: 10 }));
      const fetch = given.fetch;
      Object.assign(given, {
        fetch: async (input: string, init: RequestInit = {}) => {
          const sent = typeof init.body === 'string' ? (JSON.parse(init.body) as { version?: number }) : {};
          if (init.method === 'GET' && input.endsWith('/versions/2')) return new Response(JSON.stringify(stale ? now : other));
          if (init.method !== 'PUT' || sent.version === 9) return fetch(input, init);
          stale = false;
          const body = { type: '', title: '', status: 409, code: 'record.stale', detail: '', requestId: 'req-1' };
          return new Response(JSON.stringify(body), { status: 409 });
        },
      });
    });
    await userEvent.click(await node(/收缩压 ≥ 180 mmHg/));
    await userEvent.type(screen.getByLabelText('数值'), '{Backspace}5');
    await waitFor(() => expect(lastSaved(answers)).toBeDefined(), { timeout: 8_000 });
    expect(lastSaved(answers)?.changeNote).toBe('别人写的说明');
    expect(lastSaved(answers)?.criteria[0]?.rule).toMatchObject({ all: [{ any: [{ value: 185 }, {}] }, {}] });
  });

  it('leads from a blocker to its place, and hands in what is saved', async () => {
    const blocked = version({ blockers: [{ kind: 'test_case_fails', code: 'HTN-U07', detail: '收缩压 182，仍高' }] });
    const handed = version({ version: 5, state: 'in_review', actions: [] });
    const { answers } = open('tab=publish', blocked, (given) => {
      given.on(submitVersion, () => {
        given.on(getVersion, handed);
        return handed;
      });
    });
    await userEvent.click(await screen.findByRole('button', { name: '提交审核' }));
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '提交审核' }));
    await waitFor(() => expect(answers.bodies(submitVersion)).toEqual([{ version: 4 }]));
    expect(await screen.findByText(/须由没有参与编写的另一位专家/)).toBeDefined();
    cleanup();
    open('tab=publish', blocked);
    await userEvent.click(await screen.findByRole('button', { name: /测试用例未通过：收缩压 182/ }));
    expect(await outline()).toBeDefined();
  });

  it('leaves it to somebody else to record who answers for a local default', async () => {
    const [criterion] = version().criteria;
    const local = { criteria: [{ ...criterion, grades: ['L'] }] as VersionView['criteria'] };
    open('tab=publish', version({ ...local, actions: ['edit', 'submit', 'discard', 'replay'] }));
    expect(await screen.findByText(/须由没有参与编写、也没有提交这一版的另一位专家登记签字/)).toBeDefined();
    expect(screen.queryByRole('button', { name: '登记签字' })).toBeNull();
    cleanup();
    open('tab=publish', version(local));
    expect(await screen.findByRole('button', { name: '登记签字' })).toBeDefined();
    expect(screen.queryByText(/另一位专家登记签字/)).toBeNull();
  });

  it('leads from words that are missing in Chinese to their place', async () => {
    const blockers = [
      { kind: 'words_missing' as const, code: null, detail: 'title' },
      { kind: 'words_missing' as const, code: 'HTN-U07', detail: 'target' },
    ];
    open('tab=publish', version({ blockers }));
    expect(await screen.findByRole('button', { name: /“规范名称”没有中文/ })).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: /HTN-U07.*“去向”没有中文/ }));
    expect(await screen.findByLabelText(/去向（中文）/)).toBeDefined();
  });

  it('publishes from tomorrow unless another day is chosen', async () => {
    const approved = version({ state: 'approved', actions: ['publish', 'return'], authors: ['林晓燕'] });
    const { answers } = open('tab=publish', approved, (given) => void given.on(publishVersion, { ...approved, state: 'scheduled' }));
    await userEvent.click(await screen.findByRole('button', { name: '发布' }));
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '发布' }));
    const day = (ms: number) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date(ms));
    await waitFor(() => expect(answers.bodies(publishVersion)).toEqual([{ version: 4, effectiveFrom: day(Date.now() + 86_400_000) }]));
  });

  it('asks before something is left that could not be saved', async () => {
    const { answers } = open('criterion=HTN-U07');
    await userEvent.click(within(await outline()).getByRole('button', { name: '在“满足任一”中添加一组' }));
    await new Promise((done) => setTimeout(done, 1_500));
    expect(answers.of(writeVersion)).toEqual([]);
    await userEvent.click(screen.getByRole('link', { name: /规范正文/ }));
    const question = within(await screen.findByRole('dialog', { name: '还有内容没有保存' }));
    await userEvent.click(question.getByRole('button', { name: '留下来改' }));
    expect(await node(/满足任一（0 项）/)).toBeDefined();
  });

  it('offers no field to whoever may only decide', async () => {
    open('', version({ state: 'in_review', actions: ['approve', 'return'] }));
    expect(await screen.findByText(/现在不能改内容/)).toBeDefined();
    expect(screen.queryByRole('link', { name: /转诊标准/ })).toBeNull();
    expect(screen.getByRole('button', { name: '批准' })).toBeDefined();
  });

  it('is closed to who may not write, and says so when the version is not there', async () => {
    show(`/protocols/${protocolId}/edit/2`, { as: appointment('doctor') });
    expect(await screen.findByText('当前身份看不到这一页')).toBeDefined();
    cleanup();
    show(`/protocols/${protocolId}/edit/2`, { as: appointment('expert') });
    expect(await screen.findByText('没有载入成功')).toBeDefined();
  });

  it('writes in English too', async () => {
    show(`/protocols/${protocolId}/edit/2?criterion=HTN-U07`, {
      ...{ as: appointment('expert'), language: 'en' },
      answers: (answers) => void desk(answers, version(), protocol()),
    });
    expect(await screen.findByRole('button', { name: /any of \(2\)/ })).toBeDefined();
    expect(screen.getByRole('heading', { name: /HTN-U07/ })).toBeDefined();
  });
});
