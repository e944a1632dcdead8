import {
  addExpert,
  getExpert,
  listExperts,
  saveOwnExpertProfile,
  type Expert,
  type ExpertDetail,
} from '@alliance/contracts/expert.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { appointment, cardiology, county, idOf, lead } from '../../testing/make';
import { show } from '../../testing/show';

const expert = (change: Partial<Expert> = {}): Expert => ({
  ...{ id: idOf(80), version: 3, personId: idOf(81), name: '陆怀民', institution: lead, department: cardiology, title: 'chief' },
  ...{ specialties: ['cardiovascular'], kinds: ['scheduled', 'multidisciplinary'], academic: true, practiceScope: '内科专业' },
  ...{ introduction: { zh: '冠心病介入', en: 'Coronary intervention' }, independentSince: '1998-07-15', ineligible: [], actions: [] },
  ...change,
});
const whole = (change: Partial<ExpertDetail> = {}): ExpertDetail => ({ ...expert(change), licenceNumber: null, ended: false, ...change });
const page = (items: Expert[], more: object = {}) => ({
  items,
  nextCursor: null,
  institutions: [lead],
  mayManage: false,
  mine: null,
  ...more,
});

describe('the directory of experts', () => {
  afterEach(cleanup);

  it('shows who can be asked, and leads a doctor of another hospital to a request with the expert in it', async () => {
    const { answers } = show('/experts?specialty=cardiovascular&title=attending', {
      as: appointment('doctor', county),
      answers: (given) =>
        void given.on(
          listExperts,
          page([
            expert(),
            expert({ id: idOf(82), name: '新医师', ineligible: ['too_few_years'] }),
            expert({ id: idOf(83), name: '本院医师', institution: county }),
          ]),
        ),
    });
    const ask = await screen.findByRole('link', { name: '请 陆怀民 会诊' });
    expect(ask.getAttribute('href')).toBe(`/consultations/new?expert=${idOf(81)}&institution=${lead.id}`);
    expect(screen.getByText('✕ 暂不能受邀：独立临床工作不满 3 年')).toBeDefined();
    expect(screen.getAllByRole('link', { name: /^请 .* 会诊$/ })).toHaveLength(1);
    expect(answers.of(listExperts).map(({ ask }) => ask)[0]).toMatchObject({ query: { specialty: 'cardiovascular', title: 'attending' } });
    fireEvent.change(screen.getByRole('combobox', { name: '会诊种类' }), { target: { value: 'immediate' } });
    await waitFor(() =>
      expect(
        answers
          .of(listExperts)
          .map(({ ask }) => ask)
          .at(-1),
      ).toMatchObject({ query: { kind: 'immediate' } }),
    );
  });

  it('leads nobody to a request who may not ask, and says what an empty one means', async () => {
    const as = appointment('quality_manager', county);
    show('/experts', { as, answers: (given) => void given.on(listExperts, page([expert()])), language: 'en' });
    expect(await screen.findByText('Chief physician')).toBeDefined();
    expect(screen.queryByRole('link', { name: /Ask 陆怀民/ })).toBeNull();
    cleanup();
    show('/experts', { as, answers: (given) => void given.on(listExperts, page([])) });
    expect(await screen.findByText('还没有专家')).toBeDefined();
  });

  it('the expert changes what is offered; the form of the hospital stays away', async () => {
    const { answers } = show(`/experts/${idOf(80)}`, {
      as: appointment('expert'),
      answers: (given) => {
        given.on(getExpert, whole({ actions: ['edit'], licenceNumber: '1104400001' }));
        given.on(saveOwnExpertProfile, whole({ version: 4 }));
      },
    });
    expect(await screen.findByText('1104400001')).toBeDefined();
    expect(screen.queryByRole('button', { name: '移出名录' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: '修改我的信息' }));
    const panel = within(screen.getByRole('dialog'));
    fireEvent.click(panel.getByRole('checkbox', { name: '立即会诊' }));
    fireEvent.click(panel.getByRole('button', { name: '保存' }));
    await waitFor(() =>
      expect(answers.of(saveOwnExpertProfile).map(({ ask }) => ask)).toMatchObject([
        { body: { version: 3, kinds: ['immediate', 'scheduled', 'multidisciplinary'], introductionZh: '冠心病介入' } },
      ]),
    );
  });

  it('an administrator enters somebody with a specialty, or is told what is missing', async () => {
    const { answers } = show('/experts', {
      as: appointment('lead_administrator'),
      answers: (given) => void given.on(listExperts, page([], { mayManage: true })),
    });
    fireEvent.click(await screen.findByRole('button', { name: '添加专家' }));
    const panel = within(screen.getByRole('dialog'));
    fireEvent.click(panel.getByRole('button', { name: '添加专家' }));
    expect(panel.getByText('请选择医师')).toBeDefined();
    expect(panel.getByText('请至少选一个专业')).toBeDefined();
    expect(answers.of(addExpert).map(({ ask }) => ask)).toEqual([]);
  });
});
