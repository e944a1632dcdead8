import { getInstitution } from '@alliance/contracts/institution.contract';
import { getPatient } from '@alliance/contracts/patient-record.contract';
import { decideCheck, getCheck, listRepeatReasons, type RecognitionCheck } from '@alliance/contracts/recognition.contract';
import type { Role } from '@alliance/domain/access/actor';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, idOf, lead } from '../../testing/make';
import { earlier, item, orderCheck, repeatReasons } from '../../testing/make-recognition';
import { show } from '../../testing/show';

const panel = { code: 'P-CBC', name: { zh: '血常规', en: 'Blood count' } };
/** 15 of one panel: 12 can be recognised, 2 not, 1 has no earlier result; beside them a CT that the physician judges. */
const twelveOfFifteen = orderCheck({
  panels: [panel],
  contexts: ['before_transfusion'],
  items: [
    ...Array.from({ length: 15 }, (_, n) =>
      item(n, { panelCode: panel.code, verdict: n < 12 ? 'recognisable' : n < 14 ? 'not_recognisable' : 'no_result' }),
    ),
    item(20, {
      testClass: 'examination',
      verdict: 'physician_decides',
      saves: { fen: 24_000, microsievert: 7_000, microlitres: 0 },
      earlier: earlier({
        id: idOf(6020),
        valueNumber: null,
        valueText: '右肺上叶结节',
        unit: null,
        conclusion: '考虑炎性结节',
        imagesAvailable: true,
      }),
    }),
  ],
});
const visit = (
  check: RecognitionCheck,
  { as = 'doctor', language = 'zh', more }: { as?: Role; language?: 'zh' | 'en'; more?: (answers: Answers) => void } = {},
) =>
  show(`/recognition/checks/${check.id}`, {
    as: appointment(as),
    language,
    answers: (answers) => {
      answers
        .on(getCheck, check)
        .on(listRepeatReasons, repeatReasons)
        .refuse(getPatient, 'access.not_found')
        .refuse(getInstitution, 'access.not_found');
      more?.(answers);
    },
  });
const lineOf = (name: string) => within(screen.getByRole('listitem', { name }));
const pick = (name: string, radio: string) => fireEvent.click(lineOf(name).getByRole('radio', { name: radio }));
const confirm = () => fireEvent.click(screen.getByRole('button', { name: '确认并写入病历' }));

describe('the recognition prompt', () => {
  afterEach(cleanup);

  it('answers the whole order set on one sheet: 12 of 15, each with value, age, hospital, mark and one sentence; nothing is chosen beforehand', async () => {
    visit(twelveOfFifteen);
    expect(await screen.findByText('16 项：13 项有可采纳的结果')).toBeDefined();
    expect(await screen.findByRole('heading', { name: '血常规：12 / 15 项' })).toBeDefined();
    expect(screen.getByRole('heading', { name: /✕ 不能互认，照常开单/ })).toBeDefined();
    expect(screen.getByText('输血前')).toBeDefined();
    const line = lineOf('项目1');
    for (const said of ['132 g/L', '参考 115–150', '2 天前', '青禾县人民医院', '全国HR', '在有效期内，可以互认。'])
      expect(line.getByText(said, { exact: false })).toBeDefined();
    expect(line.getByText(/2026-11-20 08:10/)).toBeDefined();
    expect(screen.queryAllByRole('radio', { checked: true })).toHaveLength(0);
    expect(screen.getByText(/出具结果的医院对数据的真实、准确负责/)).toBeDefined();
  });

  it('shows the other hospital’s conclusion folded and as not recognised', async () => {
    visit(twelveOfFifteen);
    const conclusion = await screen.findByText('考虑炎性结节');
    expect(conclusion.closest('details')?.open).toBe(false);
    expect(screen.getByText('对方医院的结论（只供参考，不在互认之列）')).toBeDefined();
  });

  it('never calls a conclusion of one’s own hospital another’s', async () => {
    visit(
      orderCheck({ items: [item(1, { verdict: 'own', earlier: earlier({ institution: lead, mark: null, conclusion: '轻度贫血' }) })] }),
    );
    expect(await screen.findByText('报告结论（不在互认之列）')).toBeDefined();
    expect(screen.queryByText(/对方医院的结论/)).toBeNull();
  });

  it('takes over all that can be recognised with one key, repeats with a coded reason and the tick, and sends the set once', async () => {
    const { answers } = visit(twelveOfFifteen, {
      more: (given) => void given.on(decideCheck, { ...twelveOfFifteen, decidedAt: '2026-11-22T12:05:00Z' }),
    });
    await screen.findByRole('heading', { name: '血常规：12 / 15 项' });
    await userEvent.keyboard('A');
    expect(screen.getAllByRole('radio', { checked: true })).toHaveLength(12);
    expect(screen.getByRole('status', { name: '合计' }).textContent).toContain('采纳 12 · 开单 3 · 未决定 1');
    expect(screen.getByText('为患者节省 ¥150 · 少采血 6 mL')).toBeDefined();
    confirm();
    expect(answers.bodies(decideCheck)).toEqual([]);
    expect(lineOf('项目20').getByText(/还没有决定/)).toBeDefined();
    pick('项目20', '↻ 复查');
    confirm();
    expect(lineOf('项目20').getByText('请选择复查原因')).toBeDefined();
    fireEvent.change(lineOf('项目20').getByRole('combobox'), { target: { value: 'NR02' } });
    confirm();
    expect(screen.getByText(/请先向患者说明复查的目的和必要性，再勾选/)).toBeDefined();
    expect(answers.bodies(decideCheck)).toEqual([]);
    fireEvent.click(screen.getByRole('checkbox', { name: '已向患者说明复查的目的和必要性（1 项）' }));
    confirm();
    await waitFor(() => expect(answers.bodies(decideCheck)).toHaveLength(1));
    const [body] = answers.bodies(decideCheck) as [{ checkId: string; version: number; items: { decision: string; itemCode: string }[] }];
    expect(body).toMatchObject({ checkId: twelveOfFifteen.id, version: 1 });
    expect(body.items.map(({ decision }) => decision)).toEqual([
      ...Array(12).fill('accepted'),
      'ordered',
      'ordered',
      'ordered',
      'repeated',
    ]);
    expect(body.items.at(-1)).toEqual({ itemCode: 'X-20', decision: 'repeated', reason: 'NR02', text: null, explained: true });
  });

  it('asks for words where the reason needs them, and gives the same reason to the others at once', async () => {
    const { answers } = visit(orderCheck({ items: [item(1), item(2), item(3)] }), {
      more: (given) => void given.on(decideCheck, orderCheck()),
    });
    await screen.findByRole('listitem', { name: '项目1' });
    for (const name of ['项目1', '项目2', '项目3']) pick(name, '↻ 复查');
    fireEvent.change(lineOf('项目1').getByRole('combobox'), { target: { value: 'NR99' } });
    fireEvent.click(screen.getByRole('checkbox'));
    fireEvent.change(lineOf('项目1').getByRole('textbox'), { target: { value: '  ' } });
    confirm();
    expect(lineOf('项目1').getByText('请写明情形', { selector: '.field-error' })).toBeDefined();
    fireEvent.change(lineOf('项目1').getByRole('textbox'), { target: { value: '标本溶血' } });
    fireEvent.click(lineOf('项目1').getByRole('button', { name: '其余 2 项复查用同一原因' }));
    confirm();
    await waitFor(() => expect(answers.bodies(decideCheck)).toHaveLength(1));
    expect((answers.bodies(decideCheck)[0]?.['items'] as object[]).map((line) => ({ ...line, itemCode: '' }))).toEqual(
      Array(3).fill({ itemCode: '', decision: 'repeated', reason: 'NR99', text: '标本溶血', explained: true }),
    );
  });

  it('walks with the keys and never takes over by them what is not offered', async () => {
    visit(orderCheck({ items: [item(1), item(2, { verdict: 'no_result' })] }));
    await screen.findByRole('listitem', { name: '项目1' });
    await userEvent.keyboard('ja');
    expect(lineOf('项目1').getByRole('radio', { name: '✓ 采纳', checked: true })).toBeDefined();
    await userEvent.keyboard('ja');
    expect(lineOf('项目2').queryByRole('radio')).toBeNull();
    expect(lineOf('项目2').getByText('→ 开单')).toBeDefined();
    await userEvent.keyboard('rkr');
    fireEvent.change(lineOf('项目1').getByRole('combobox'), { target: { value: 'NR02' } });
    expect(screen.queryByRole('button', { name: /用同一原因/ })).toBeNull();
  });

  it('keeps the choices when somebody else was faster, and loads the latest on demand', async () => {
    const { answers } = visit(orderCheck(), { more: (given) => void given.refuse(decideCheck, 'record.stale') });
    await screen.findByRole('listitem', { name: '项目1' });
    pick('项目1', '✓ 采纳');
    confirm();
    expect(await screen.findByText(/以上选择还在本页/)).toBeDefined();
    answers.on(getCheck, orderCheck({ version: 2 })).on(decideCheck, orderCheck({ version: 3 }));
    fireEvent.click(screen.getByRole('button', { name: '读取最新内容' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: '读取最新内容' })).toBeNull());
    expect(lineOf('项目1').getByRole('radio', { name: '✓ 采纳', checked: true })).toBeDefined();
    confirm();
    await waitFor(() => expect(answers.bodies(decideCheck).at(-1)).toMatchObject({ version: 2 }));
  });

  it('says what else was refused in words and keeps the choices', async () => {
    visit(orderCheck(), { more: (given) => void given.refuse(decideCheck, 'recognition.identity_unverified') });
    await screen.findByRole('listitem', { name: '项目1' });
    pick('项目1', '✓ 采纳');
    confirm();
    expect(await screen.findByText(/患者身份未经核实，不能采纳/)).toBeDefined();
    expect(lineOf('项目1').getByRole('radio', { name: '✓ 采纳', checked: true })).toBeDefined();
  });

  it('says first that the identity is unverified and the consent is missing, with the way to put it right', async () => {
    visit(orderCheck({ identityVerified: false, consent: 'missing' }));
    expect((await screen.findByRole('link', { name: '去核实身份' })).getAttribute('href')).toContain(orderCheck().patientId);
    expect(screen.getByText(/患者尚未同意查看其他医院的结果/)).toBeDefined();
    expect(screen.getByRole('link', { name: '去登记同意' })).toBeDefined();
  });

  it('is only read by who may not decide', async () => {
    visit(orderCheck(), { as: 'coordinator' });
    expect(await screen.findByText(/采纳或复查由医师决定/)).toBeDefined();
    expect(screen.queryByRole('radio')).toBeNull();
    expect(screen.queryByRole('button', { name: '确认并写入病历' })).toBeNull();
  });

  it('is not open to an auditor, and one that is not there is said in words', async () => {
    visit(orderCheck(), { as: 'auditor' });
    expect(await screen.findByText('当前身份看不到这一页')).toBeDefined();
    cleanup();
    visit(orderCheck(), { more: (given) => void given.refuse(getCheck, 'access.not_found') });
    expect(await screen.findByText('没有载入成功')).toBeDefined();
  });

  it('becomes the record: the six facts of what was taken over, the reason of what is repeated, as text for the chart', async () => {
    const by = { decidedAt: '2026-11-22T12:05:00Z', decidedBy: '周文博' };
    visit(
      orderCheck({
        decidedAt: by.decidedAt,
        items: [
          item(1, { decision: 'accepted', ...by }),
          item(2, { decision: 'repeated', repeatReason: 'NR02', counts: true, explainedAt: by.decidedAt, ...by }),
          item(3, { decision: 'ordered', verdict: 'no_result', ...by }),
        ],
      }),
    );
    const taken = within(await screen.findByRole('table', { name: '采纳的结果' }));
    for (const fact of ['项目1', '青禾县人民医院', '2026-11-20 08:10', 'QH-20261120-0031', '周文博', '2026-11-22 20:05'])
      expect(taken.getByText(fact)).toBeDefined();
    const chart = screen.getByRole<HTMLTextAreaElement>('textbox', { name: '病历文字' }).value;
    expect(chart).toContain(
      '1. 项目1 132 g/L 参考 115–150（青禾县人民医院，2026-11-20 08:10 检查，报告号 QH-20261120-0031；标识 全国HR；采纳医师 周文博，2026-11-22 20:05）',
    );
    expect(chart).toContain('1. 项目2（原因：NR02 结果在疾病演变过程中变化较快；已于 2026-11-22 20:05 向患者说明）');
    expect(chart).toContain('开单的项目\n1. 项目3');
    expect(screen.queryByRole('radio')).toBeNull();
  });

  it('speaks English', async () => {
    visit(twelveOfFifteen, { language: 'en' });
    expect(await screen.findByRole('heading', { name: 'Blood count: 12 of 15' })).toBeDefined();
    expect(screen.getByRole('button', { name: /Take over all that can be recognised \(12\)/ })).toBeDefined();
    expect(screen.getAllByText('Recent enough; it can be recognised.').length).toBeGreaterThan(0);
  });
});
