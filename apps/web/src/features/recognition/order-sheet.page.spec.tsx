import { getPatient, type PatientDetail } from '@alliance/contracts/patient-record.contract';
import { searchPatients } from '@alliance/contracts/patient.contract';
import { checkOrders, getCheck, listAdoptions, listRepeatReasons } from '@alliance/contracts/recognition.contract';
import { getReferral } from '@alliance/contracts/referral.contract';
import type { ReplyOf } from '@alliance/contracts/route';
import { searchTests } from '@alliance/contracts/test-catalogue.contract';
import type { Role } from '@alliance/domain/access/actor';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, idOf, patient, referral } from '../../testing/make';
import { orderCheck, repeatReasons } from '../../testing/make-recognition';
import { show } from '../../testing/show';

type Test = ReplyOf<typeof searchTests>['items'][number];
const hgb: Test = {
  code: '718-7',
  name: { zh: '血红蛋白', en: 'Haemoglobin' },
  testClass: 'laboratory',
  group: 'haematology',
  specimen: 'EDTA全血',
  modality: null,
  items: null,
};
const cbc: Test = {
  ...hgb,
  code: 'P-CBC',
  name: { zh: '血常规', en: 'Blood count' },
  specimen: null,
  items: [
    { code: '718-7', name: hgb.name },
    { code: '6690-2', name: { zh: '白细胞计数' } },
  ],
};
const big: Test = {
  ...cbc,
  code: 'P-BIG',
  name: { zh: '大套餐' },
  items: Array.from({ length: 61 }, (_, n) => ({ code: `X-${n}`, name: { zh: `项目${n}` } })),
};
const detail = {
  ...patient(),
  ...{ aliases: [], relationVersion: 1, marks: null, birth: null, since: '2026-11-01T00:00:00Z', keptUnder: null, mother: null },
  ...{ newborns: [], referrals: [], merges: [], actions: [] },
} as unknown as PatientDetail;
const visit = (
  path: string,
  { as = 'doctor', language = 'zh', more }: { as?: Role; language?: 'zh' | 'en'; more?: (answers: Answers) => void } = {},
) =>
  show(path, {
    as: appointment(as),
    language,
    answers: (answers) => {
      answers
        .on(getPatient, detail)
        .on(searchPatients, { items: [{ ...patient(), aliases: [] }] } as ReplyOf<typeof searchPatients>)
        .on(searchTests, ({ query }) => ({
          items: [cbc, hgb, big].filter(({ code, name }) => `${name.zh} ${code} xcg xhdb`.includes(query.query)),
        }))
        .on(listAdoptions, { items: [], nextCursor: null })
        .on(listRepeatReasons, repeatReasons)
        .on(getReferral, referral())
        .on(checkOrders, orderCheck())
        .on(getCheck, orderCheck());
      more?.(answers);
    },
  });
const field = () => screen.findByRole('combobox', { name: /拟开项目/ });
const add = async (text: string) => {
  await userEvent.type(await field(), text);
  await screen.findByRole('option', { selected: true });
  await userEvent.keyboard('{Enter}');
};

describe('the order sheet', () => {
  afterEach(cleanup);

  it('is filled from the keyboard: type, Enter, type, Enter, Enter; then the answer is there at once', async () => {
    const { answers, router } = visit(`/recognition?patient=${patient().id}`);
    fireEvent.click(await screen.findByRole('radio', { name: /病情稳定/ }));
    await add('血常规');
    await add('718-7');
    const chosen = within(screen.getByRole('list', { name: '拟开项目' }));
    expect(chosen.getByText('血红蛋白、白细胞计数')).toBeDefined();
    expect(screen.getByText('已加入 2 项')).toBeDefined();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(answers.bodies(checkOrders)).toHaveLength(1));
    expect(answers.bodies(checkOrders)[0]).toMatchObject({ patientId: patient().id, items: ['P-CBC', '718-7'], state: 'stable', acts: [] });
    await waitFor(() => expect(router.state.location.pathname).toBe(`/recognition/checks/${orderCheck().id}`));
    expect(await screen.findByText('互认核对结果')).toBeDefined();
    expect(answers.of(getCheck)).toHaveLength(0);
  });

  it('says all that is missing, and nothing is chosen beforehand: not even that the patient is stable', async () => {
    const { answers } = visit('/recognition');
    await field();
    expect(screen.queryAllByRole('radio', { checked: true })).toHaveLength(0);
    fireEvent.click(screen.getByRole('button', { name: '核对' }));
    for (const said of ['请选择患者', '请选择当前病情：时限因此不同', '请至少加入一个项目'])
      expect(await screen.findByText(said)).toBeDefined();
    expect(answers.bodies(checkOrders)).toEqual([]);
  });

  it('sends what else is ordered and known, and the referral it is for', async () => {
    const { answers } = visit(`/recognition?patient=${patient().id}&referral=${idOf(500)}`);
    expect(await screen.findByRole('link', { name: '关联转诊单 R7K2-M9QX-4' })).toBeDefined();
    fireEvent.click(screen.getByRole('radio', { name: /急性期/ }));
    fireEvent.click(screen.getByRole('checkbox', { name: '输血' }));
    fireEvent.click(screen.getByRole('radio', { name: '急诊' }));
    fireEvent.click(screen.getByRole('checkbox', { name: '妊娠' }));
    fireEvent.change(screen.getByRole('textbox', { name: /体温/ }), { target: { value: '99' } });
    fireEvent.change(screen.getByRole('textbox', { name: /输血日期/ }), { target: { value: '2026-11-01' } });
    await add('血红蛋白');
    fireEvent.click(screen.getByRole('button', { name: '核对' }));
    expect(await screen.findByText('请填写 25–45 之间的数字')).toBeDefined();
    fireEvent.change(screen.getByRole('textbox', { name: /体温/ }), { target: { value: '38,5' } });
    fireEvent.click(screen.getByRole('button', { name: '核对' }));
    await waitFor(() =>
      expect(answers.bodies(checkOrders)).toMatchObject([
        {
          referralId: idOf(500),
          state: 'acute',
          acts: ['transfusion'],
          encounter: 'EMER',
          pregnant: true,
          temperature: 38.5,
          transfusedAt: '2026-11-01T15:59:00.000Z',
        },
      ]),
    );
  });

  it('asks at most sixty lines at once, and takes a test away again', async () => {
    const { answers } = visit(`/recognition?patient=${patient().id}`);
    fireEvent.click(await screen.findByRole('radio', { name: /病情稳定/ }));
    await add('大套餐');
    fireEvent.click(screen.getByRole('button', { name: '核对' }));
    expect(await screen.findByText(/一次最多核对 60 项，现有 61 项/)).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: '移除 大套餐' }));
    expect(await screen.findByText('请至少加入一个项目')).toBeDefined();
    expect(answers.bodies(checkOrders)).toEqual([]);
  });

  it('keeps the set while one looks at the answer and comes back, and begins with a test that is asked again', async () => {
    const { router } = visit(`/recognition?patient=${patient().id}&test=718-7`);
    expect(await screen.findByRole('button', { name: '移除 血红蛋白' })).toBeDefined();
    fireEvent.click(screen.getByRole('radio', { name: /病情稳定/ }));
    fireEvent.click(screen.getByRole('button', { name: '核对' }));
    await waitFor(() => expect(router.state.location.pathname).toContain('/checks/'));
    fireEvent.click(await screen.findByRole('link', { name: '改动医嘱，重新核对' }));
    expect(await screen.findByRole('button', { name: '移除 血红蛋白' })).toBeDefined();
    expect(screen.getByRole('radio', { name: /病情稳定/, checked: true })).toBeDefined();
    expect(screen.getByText('欧阳建华')).toBeDefined();
  });

  it('finds the patient by name, keeps what was typed when it is refused, and is not for an auditor', async () => {
    visit('/recognition', { more: (given) => void given.refuse(checkOrders, 'access.denied') });
    await userEvent.type(await screen.findByRole('combobox', { name: /患者/ }), '欧阳');
    await userEvent.click(await screen.findByRole('option', { name: /欧阳建华/ }));
    fireEvent.click(screen.getByRole('radio', { name: /病情稳定/ }));
    await add('血红蛋白');
    fireEvent.click(screen.getByRole('button', { name: '核对' }));
    expect(await screen.findByText(/当前身份/)).toBeDefined();
    expect(screen.getByRole('button', { name: '移除 血红蛋白' })).toBeDefined();
    cleanup();
    visit('/recognition', { as: 'auditor' });
    expect(await screen.findByText('当前身份看不到这一页')).toBeDefined();
  });

  it('is reached from a referral and speaks English', async () => {
    visit(`/recognition?patient=${patient().id}`, { language: 'en' });
    expect(await screen.findByRole('combobox', { name: /Tests to be ordered/ })).toBeDefined();
    expect(screen.getByRole('checkbox', { name: 'Transfusion' })).toBeDefined();
  });
});
