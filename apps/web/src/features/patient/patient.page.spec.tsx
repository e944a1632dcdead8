import { confirmMerge, listMerges, proposeMerge, undoMerge, type PatientMerge } from '@alliance/contracts/patient-merge.contract';
import { getPatient, identifyPatient, tracePatient, type PatientDetail } from '@alliance/contracts/patient-record.contract';
import { registerNewborn, registerPatient, searchPatients, similarPatients, type PatientView } from '@alliance/contracts/patient.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, idOf, patient } from '../../testing/make';
import { show } from '../../testing/show';

const nobody = patient({
  ...{ id: idOf(301), name: '无名氏-云岭市第一人民医院-20261122-1', birthDate: null, estimatedBirthYear: 1981, phone: null },
  ...{ identifierKind: 'unknown_person', identifierMasked: null, identifierLast4: null },
});
const known = patient({ name: '李建国', sex: 'male', birthDate: '1980-03-15' });
const detail = (of: PatientView, change: Partial<PatientDetail> = {}): PatientDetail => ({
  ...of,
  ...{ aliases: [], relationVersion: 1, marks: null, birth: null, since: '2026-11-22T01:00:00Z', keptUnder: null, mother: null },
  ...{ newborns: [], referrals: [], merges: [], actions: ['propose_merge', 'correct'] },
  ...change,
});
const merge = (change: Partial<PatientMerge> = {}): PatientMerge => ({
  ...{ id: idOf(700), version: 1, kind: 'merged', state: 'proposed', kept: { id: known.id, name: known.name } },
  ...{ merged: { id: nobody.id, name: nobody.name }, reason: '家属送来身份证', basis: null, proposedBy: '马志远' },
  ...{ proposedAt: '2026-11-22T02:00:00Z', decidedBy: null, decidedAt: null, undoReason: null, undoProposedBy: null, undoProposedAt: null },
  ...{ undoDecidedBy: null, undoDecidedAt: null, doubts: ['age'], actions: ['confirm', 'refuse'] },
  ...change,
});
const unknownDetail = detail(nobody, {
  ...{ marks: '左前臂纹身', actions: ['identify', 'propose_merge', 'correct'] },
  referrals: [
    {
      id: idOf(500),
      number: 'R7K2-M9QX-4',
      state: 'submitted',
      urgency: 'immediate',
      side: 'sender',
      counterpart: '青禾县人民医院',
      sentAs: nobody.name,
    },
  ],
});

const open = (path: string, more?: (answers: Answers) => void, role: 'doctor' | 'expert' = 'doctor') =>
  show(path, {
    as: appointment(role),
    answers: (answers) => {
      answers.on(searchPatients, ({ query }) => ({
        items:
          query.query === '无人'
            ? []
            : [
                { ...known, aliases: [] },
                { ...nobody, aliases: [] },
              ],
      }));
      answers
        .on(listMerges, { items: [merge()], nextCursor: null })
        .on(tracePatient, { items: [] })
        .on(similarPatients, { items: [] });
      answers.on(getPatient, ({ params }) => (params.id === nobody.id ? unknownDetail : detail(known)));
      more?.(answers);
    },
  });
const panel = () => within(screen.getByRole('dialog'));

describe('patients', () => {
  afterEach(cleanup);

  it('are found and opened; a guessed age is no birth date; open referrals lead on', async () => {
    const { answers, router } = open('/patients');
    expect(await screen.findByText(/约 45 岁/)).toBeDefined();
    await userEvent.type(screen.getByRole('searchbox'), '无人');
    expect(await screen.findByText('没有找到“无人”')).toBeDefined();
    expect(answers.of(searchPatients).at(-1)?.ask.query).toMatchObject({ query: '无人' });
    await userEvent.clear(screen.getByRole('searchbox'));
    await userEvent.click(await screen.findByRole('link', { name: /无名氏/ }));
    expect(await screen.findByText('约 1981 年出生（估计）')).toBeDefined();
    expect(screen.getByText('左前臂纹身')).toBeDefined();
    expect(screen.getByRole('link', { name: /R7K2-M9QX-4/ }).getAttribute('href')).toContain(idOf(500));
    expect(router.state.location.search).toEqual({ patient: nobody.id });
  });

  it('are read by an expert, who changes nothing and has nobody to confirm', async () => {
    open('/patients', (answers) => void answers.on(getPatient, detail(known, { actions: [] })), 'expert');
    await userEvent.click(await screen.findByRole('link', { name: /李建国/ }));
    await screen.findByText('没有转诊。');
    expect(screen.queryByRole('button', { name: /登记患者|合并重复登记|待第二人确认/ })).toBeNull();
  });

  it('an unknown person is identified: what contradicts is shown, what will happen is said', async () => {
    const { answers, router } = open(`/patients?patient=${nobody.id}&identify=true`);
    answers.on(identifyPatient, detail(known, { aliases: [{ id: nobody.id, name: nobody.name, identifierMasked: null }] }));
    await screen.findByRole('dialog');
    expect(panel().getByText('未结转诊的对方机构会得知姓名与身份。')).toBeDefined();
    await userEvent.type(panel().getByLabelText(/证件号码/), '11010519491231002X');
    expect(panel().getByText('性别不同')).toBeDefined();
    expect(panel().getByText('年龄相差 15 岁以上')).toBeDefined();
    await userEvent.click(panel().getByRole('button', { name: '识别身份' }));
    expect(panel().getByText('请填写姓名')).toBeDefined();
    await userEvent.type(panel().getByLabelText(/姓名/), '李建国');
    await userEvent.click(panel().getByRole('radio', { name: '家属辨认' }));
    await userEvent.click(panel().getByRole('button', { name: '识别身份' }));
    await waitFor(() =>
      expect(answers.bodies(identifyPatient)[0]).toMatchObject({ identifier: '11010519491231002X', name: '李建国', basis: 'relative' }),
    );
    await waitFor(() => expect(router.state.location.search).toEqual({ patient: known.id }));
  });

  it('a merge is proposed side by side; somebody with a number is never kept under somebody without', async () => {
    const { answers } = open(`/patients?patient=${nobody.id}`);
    answers.on(proposeMerge, merge({ actions: ['withdraw'] }));
    await userEvent.click(await screen.findByRole('button', { name: '合并重复登记' }));
    await userEvent.type(panel().getByRole('combobox'), '李建国');
    await userEvent.click(await panel().findByRole('option', { name: /李建国/ }));
    const table = within(await panel().findByRole('table', { name: '两份登记对照' }));
    expect(table.getAllByRole('row')[1]?.textContent).toContain('姓名不同李建国无名氏');
    expect(panel().queryByRole('button', { name: /交换/ })).toBeNull();
    expect(panel().getByText('由本院另一位同事确认后才生效。')).toBeDefined();
    await userEvent.type(panel().getByLabelText(/理由/), '家属送来身份证');
    await userEvent.click(panel().getByRole('button', { name: '提出合并' }));
    await waitFor(() =>
      expect(answers.bodies(proposeMerge)).toEqual([{ keepId: known.id, mergedId: nobody.id, reason: '家属送来身份证' }]),
    );
  });

  it('the second person sees both rows and what does not fit, and confirms; whoever proposed it only waits', async () => {
    const { answers } = open('/patients?pending=true');
    answers.on(confirmMerge, merge({ state: 'in_force', actions: ['undo'] }));
    expect(await screen.findByText('年龄相差 15 岁以上')).toBeDefined();
    expect(await screen.findByRole('table', { name: '两份登记对照' })).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '确认是同一人' }));
    await waitFor(() => expect(answers.bodies(confirmMerge)).toEqual([{ version: 1 }]));
    cleanup();
    open('/patients?pending=true', (given) => void given.on(listMerges, { items: [merge({ actions: ['withdraw'] })], nextCursor: null }));
    expect(await screen.findByText('等待另一位同事确认')).toBeDefined();
    expect(screen.queryByRole('button', { name: '确认是同一人' })).toBeNull();
  });

  it('a wrong identification is taken back with a reason', async () => {
    const identified = merge({ kind: 'identified', state: 'in_force', basis: 'paper', reason: null, doubts: [], actions: ['undo'] });
    const { answers } = open(
      `/patients?patient=${known.id}`,
      (given) => void given.on(getPatient, detail(known, { merges: [identified] })),
    );
    answers.on(undoMerge, merge({ ...identified, state: 'undo_proposed', actions: ['withdraw'] }));
    await userEvent.click(await screen.findByRole('button', { name: '撤回识别' }));
    await userEvent.click(screen.getByRole('button', { name: '撤回识别' }));
    expect(screen.getByText('请填写理由')).toBeDefined();
    await userEvent.type(screen.getByLabelText(/理由/), '家属认错');
    await userEvent.click(screen.getByRole('button', { name: '撤回识别' }));
    await waitFor(() => expect(answers.bodies(undoMerge)).toEqual([{ version: 1, reason: '家属认错' }]));
  });

  it('somebody unknown is registered with three taps, and one who came before is offered', async () => {
    const { answers, router } = open('/patients', (given) => {
      given.on(similarPatients, ({ query }) => ({
        items: query.identifierKind === 'unknown_person' ? [{ patient: nobody, shared: ['sex' as const, 'unknown' as const] }] : [],
      }));
      given.on(registerPatient, nobody);
    });
    await userEvent.click(await screen.findByRole('button', { name: '登记患者' }));
    await userEvent.click(panel().getByRole('radio', { name: /无名氏/ }));
    await userEvent.click(panel().getByRole('radio', { name: '男' }));
    await userEvent.click(panel().getByRole('button', { name: /中年/ }));
    expect(await panel().findByText('性别相同 · 近三日的无名氏')).toBeDefined();
    await userEvent.click(panel().getByRole('button', { name: '保存患者' }));
    await waitFor(() =>
      expect(answers.bodies(registerPatient)[0]).toMatchObject({ identifierKind: 'unknown_person', sex: 'male', estimatedAge: 45 }),
    );
    await waitFor(() => expect(router.state.location.search).toEqual({ patient: nobody.id }));
  });

  it.each(['999', '-1', '4.5', 'abc'])('an age of %s is refused before it is sent', async (age) => {
    const { answers } = open('/patients');
    await userEvent.click(await screen.findByRole('button', { name: '登记患者' }));
    await userEvent.click(panel().getByRole('radio', { name: /无名氏/ }));
    await userEvent.click(panel().getByRole('radio', { name: '男' }));
    await userEvent.type(panel().getByLabelText(/估计年龄/), age);
    await userEvent.click(panel().getByRole('button', { name: '保存患者' }));
    expect(panel().getByText('年龄须在 0–120 岁之间')).toBeDefined();
    expect(answers.of(registerPatient)).toEqual([]);
  });

  it('a newborn is registered from its mother', async () => {
    const mother = patient({ name: '王芳', sex: 'female' });
    const { answers } = open(`/patients?patient=${mother.id}`, (given) => {
      given.on(getPatient, detail(mother, { actions: ['add_newborn'] }));
      given.on(registerNewborn, patient({ id: idOf(310), name: '王芳之女', identifierKind: 'none_newborn', motherId: mother.id }));
    });
    await userEvent.click(await screen.findByRole('button', { name: '登记新生儿' }));
    await userEvent.click(panel().getByRole('radio', { name: '女' }));
    expect(panel().getByText('登记姓名：王芳之女')).toBeDefined();
    await userEvent.click(panel().getByRole('button', { name: '刚刚' }));
    await userEvent.type(panel().getByLabelText(/孕周/), '31');
    await userEvent.type(panel().getByLabelText(/加天数/), '2');
    await userEvent.type(panel().getByLabelText(/出生体重/), '1650');
    await userEvent.click(panel().getByRole('button', { name: '保存患者' }));
    await waitFor(() =>
      expect(answers.bodies(registerNewborn)[0]).toMatchObject({
        sex: 'female',
        gestation: { weeks: 31, days: 2 },
        weightGrams: 1650,
        order: null,
      }),
    );
    expect(answers.of(registerNewborn)[0]?.ask.params['id']).toBe(mother.id);
  });

  it('in English too', async () => {
    show('/patients', {
      as: appointment('doctor'),
      language: 'en',
      answers: (answers) => void answers.on(searchPatients, { items: [] }).on(listMerges, { items: [], nextCursor: null }),
    });
    expect(await screen.findByText('No patients yet')).toBeDefined();
  });
});
