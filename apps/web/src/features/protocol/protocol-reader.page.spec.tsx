import { acknowledgeVersion, getAdoption, getMyReading } from '@alliance/contracts/adoption.contract';
import { giveFeedback } from '@alliance/contracts/protocol-search.contract';
import { getProtocol, getVersion } from '@alliance/contracts/protocol.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, county, idOf } from '../../testing/make';
import { adoption, criterion, protocol, version } from '../../testing/make-protocol';
import { show } from '../../testing/show';

const path = `/protocols/${idOf(800)}`;
const doctor = appointment('doctor', county);
const unread = { acknowledgedAt: null, dueOn: '2099-10-01', quiz: null };
const answering =
  (more: (answers: Answers) => void = () => undefined) =>
  (answers: Answers) => {
    answers
      .on(getProtocol, protocol())
      .on(getVersion, ({ params }) => (params.n === '1' ? version({ number: 1, state: 'superseded' }) : version()))
      .on(getAdoption, adoption())
      .on(getMyReading, unread);
    more(answers);
  };
const card = (code: string) => screen.findByRole('article', { name: new RegExp(code === 'HTN-U07' ? '血压显著升高' : code) });

describe('reading a protocol', () => {
  afterEach(cleanup);

  it('says that it is a demonstration, which version holds, since when and who approved it', async () => {
    show(path, { as: doctor, answers: answering() });
    expect(await screen.findByText('演示内容，不构成医疗建议', { selector: 'strong' })).toBeDefined();
    const facts = within(await screen.findByRole('region', { name: '这一版' }));
    for (const fact of ['第 2 版', '2026-09-01 起生效', '郑文君，2026-08-20', '沈岚']) expect(facts.getByText(fact)).toBeDefined();
    expect(facts.getByText(/本院已采用第 2 版/)).toBeDefined();
  });

  it('shows a criterion in plain words with population, level, target, grade, signature and source', async () => {
    show(path, { as: doctor, answers: answering() });
    const shown = within(await card('HTN-U07'));
    for (const words of ['收缩压 ≥ 180 mmHg', '舒张压 ≥ 110 mmHg', '乡镇卫生院 / 社区', '县级医院心血管内科'])
      expect(shown.getByText(words)).toBeDefined();
    expect(shown.getByText(/年龄 ≥ 18 岁/)).toBeDefined();
    expect(shown.getByText(/24 小时内/)).toBeDefined();
    expect(shown.getByText(/L：本地约定/)).toBeDefined();
    expect(shown.getByText(/贺正清（主任医师）签字负责/).textContent).toContain('虚构人物');
    expect(shown.getByRole('link').getAttribute('href')).toBe('https://zyqjg.example/article-1.html');
    expect(shown.getByText('收缩压 186：符合').closest('details')?.open).toBe(false);
  });

  it('says the same in English', async () => {
    show(path, { as: doctor, language: 'en', answers: answering() });
    expect(await screen.findByText('Demonstration content, not medical advice', { selector: 'strong' })).toBeDefined();
    expect(await screen.findByText(/Systolic pressure (is )?≥ 180 mmHg|Systolic pressure is 180 mmHg or more/)).toBeDefined();
  });

  it('puts the editor’s note before the text, and warns where nobody has signed for a local rule', async () => {
    const editorNote = { text: '急诊电话已更换', at: '2026-10-01T02:00:00Z', by: '沈岚' };
    show(path, { as: doctor, answers: answering((given) => void given.on(getVersion, version({ editorNote, signOffs: [] }))) });
    const note = await screen.findByRole('region', { name: /编者提示/ });
    expect(within(note).getByText('急诊电话已更换')).toBeDefined();
    expect(note.compareDocumentPosition(await card('HTN-U07'))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(screen.getByText(/尚无人签字负责/)).toBeDefined();
  });

  it('warns in an old version and leads to the one that holds', async () => {
    show(`${path}?version=1`, { as: doctor, answers: answering() });
    expect(await screen.findByText(/这一版已被替代/)).toBeDefined();
    expect(screen.getByRole('link', { name: '看现行的第 2 版' })).toBeDefined();
    expect(screen.queryByRole('button', { name: /我已读完/ })).toBeNull();
  });

  it('shows the own hospital’s rule as a difference from the alliance’s, and not where the alliance has changed its own', async () => {
    const override = {
      code: 'HTN-U07',
      rule: {
        any: [
          { fact: 'sbp', op: '>=' as const, value: 170 },
          { fact: 'dbp', op: '>=' as const, value: 110 },
        ],
      },
      reason: '离县医院远',
      baseline: criterion().rule,
      effect: 'tightens' as const,
      lapsed: false,
    };
    show(path, { as: doctor, answers: answering((given) => void given.on(getAdoption, adoption({ overrides: [override] }))) });
    const shown = within(await card('HTN-U07'));
    expect((await shown.findByText('收缩压 ≥ 170 mmHg')).tagName).toBe('INS');
    expect(shown.getByText('收缩压 ≥ 180 mmHg').tagName).toBe('DEL');
    expect(shown.getByText(/离县医院远/)).toBeDefined();
    cleanup();
    const lapsed = adoption({ overrides: [{ ...override, lapsed: true }] });
    show(path, { as: doctor, answers: answering((given) => void given.on(getAdoption, lapsed)) });
    expect(await screen.findByText(/本院规则不再生效/)).toBeDefined();
    expect(screen.queryByText('收缩压 ≥ 170 mmHg')).toBeNull();
  });

  it('is confirmed with one button, which is not there once it is done or for whom it is not meant', async () => {
    let mine: { acknowledgedAt: string | null; dueOn: string; quiz: null } = unread;
    const { answers } = show(path, {
      as: doctor,
      answers: answering(
        (given) =>
          void given
            .on(getMyReading, () => mine)
            .on(acknowledgeVersion, () => {
              mine = { ...unread, acknowledgedAt: '2026-11-22T02:00:00Z' };
              return mine;
            }),
      ),
    });
    expect(await screen.findByText(/请在 2099-10-01 前读完并确认/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '我已读完，确认' }));
    expect(await screen.findByText(/你已于 2026-11-22 10:00:00 确认/)).toBeDefined();
    expect(answers.of(acknowledgeVersion)[0]?.ask.params).toEqual({ id: idOf(800), n: '2' });
    expect(screen.queryByRole('button', { name: '我已读完，确认' })).toBeNull();
    cleanup();
    show(path, { as: appointment('management_office', county), answers: answering() });
    await card('HTN-U07');
    expect(screen.queryByRole('region', { name: '阅读确认' })).toBeNull();
  });

  it('asks for the quiz first where there is one', async () => {
    const quiz = { passPercent: 80, questions: [{ id: 'q1', text: '问', options: ['甲', '乙'] }] };
    show(path, { as: doctor, answers: answering((given) => void given.on(getVersion, version({ quiz }))) });
    expect(await screen.findByRole('link', { name: '做测验' })).toBeDefined();
    expect(screen.queryByRole('button', { name: '我已读完，确认' })).toBeNull();
  });

  it('takes "does not fit" to the author, per criterion and version', async () => {
    const { answers } = show(path, { as: doctor, answers: answering((given) => void given.on(giveFeedback, () => feedback)) });
    await userEvent.click(within(await card('HTN-U07')).getByRole('button', { name: /不适合/ }));
    const dialog = within(await screen.findByRole('dialog', { name: /HTN-U07/ }));
    await userEvent.selectOptions(dialog.getByLabelText(/哪里不合适/), 'threshold_wrong');
    await userEvent.click(dialog.getByRole('button', { name: '发给作者' }));
    await waitFor(() =>
      expect(answers.bodies(giveFeedback)).toEqual([{ number: 2, criterion: 'HTN-U07', reason: 'threshold_wrong', text: null }]),
    );
  });

  it('says that it is not there, that it could not be loaded, and to whom it is closed', async () => {
    show(path, { as: doctor, answers: (given) => void given.refuse(getProtocol, 'access.not_found') });
    expect(await screen.findByText('没有这份规范')).toBeDefined();
    cleanup();
    show(path, { as: doctor, answers: (given) => void given.refuse(getProtocol, 'request.invalid') });
    expect(await screen.findByRole('button', { name: '重试' })).toBeDefined();
    cleanup();
    show(path, { as: appointment('auditor'), answers: answering() });
    expect(await screen.findByText(/当前身份看不到这一页/)).toBeDefined();
  });
});

const feedback = {
  id: idOf(1),
  protocolId: idOf(800),
  number: 2,
  criterion: 'HTN-U07',
  reason: 'threshold_wrong' as const,
  text: null,
  institution: county.name,
  by: '周文博',
  at: '2026-11-22T02:00:00Z',
  answer: null,
};
