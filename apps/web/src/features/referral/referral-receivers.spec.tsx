import { listAlliances } from '@alliance/contracts/alliance.contract';
import { searchDiagnoses } from '@alliance/contracts/diagnosis.contract';
import { getInstitution, type Department, type InstitutionDetail } from '@alliance/contracts/institution.contract';
import { searchPatients } from '@alliance/contracts/patient.contract';
import { findDuplicates, listReceivers, type Receiver } from '@alliance/contracts/receivers.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { submitReferral } from '@alliance/contracts/referral-action.contract';
import { cancelReferral } from '@alliance/contracts/referral-ending.contract';
import { getReferral, saveReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, cardiology, county, idOf, lead, patient, referral, row } from '../../testing/make';
import { show } from '../../testing/show';

const doctor = appointment('doctor', county);
const draft = (change: Partial<ReferralView> = {}) =>
  referral({
    ...{ state: 'draft', side: 'sender', actions: ['submit', 'cancel'], version: 1, deadline: null, submittedAt: null, custodian: county },
    ...{
      urgency: 'routine',
      service: 'inpatient',
      incompleteReason: 'on_paper',
      diagnosis: { text: '心绞痛', code: 'I20.0', edition: '2.0' },
    },
    ...change,
  });
const obstetrics = { id: idOf(12), name: { zh: '产科', en: 'Obstetrics' } };
const hospital = (id: string, name: string, departments: InstitutionDetail['departments'] = []): InstitutionDetail => ({
  ...{ id, name, code: null, aliases: [], province: null, city: null, type: 'general_hospital', levelBasis: null, source: null },
  ...{ level: id === lead.id ? 'tertiary' : 'secondary', invented: true, flags: [], version: 1, phone: null, timeZone: 'Asia/Shanghai' },
  ...{ departments, capabilities: [], contactLines: [], possibleSameAs: [] },
});
const department = (of: typeof cardiology, treatmentSubjects: Department['treatmentSubjects']): Department => ({
  ...{ ...of, version: 1, specialties: ['cardiovascular'], treatmentSubjects, standingPermissions: [], phone: '0990-5550101' },
  ...{ claimedWaitDays: null, closed: false },
});
const receiver = (change: Partial<Receiver> = {}): Receiver => ({
  ...lead,
  ...{
    city: null,
    type: 'general_hospital',
    level: 'tertiary',
    direction: 'up',
    phone: null,
    distanceKm: 44.1,
    target: 'met',
    missing: [],
  },
  departments: [
    {
      ...{ ...cardiology, phone: null, registration: 'registered', claimedWaitDays: 2, wait: { cases: 9, medianMinutes: 600 } },
      free: { beds: [{ kind: 'ccu', free: 2 }], nextSlotAt: null, confirmedAt: new Date().toISOString(), stale: false },
    },
  ],
  ...change,
});
const tcm = receiver({
  ...{ id: idOf(3), name: '青禾县中医医院', level: 'secondary', direction: 'level', distanceKm: null },
  ...{ target: 'missing', missing: [['primary_pci_24h']] },
  departments: [
    { ...obstetrics, phone: null, registration: 'not_stated', claimedWaitDays: null, free: null, wait: { cases: 5, medianMinutes: null } },
  ],
});
const world = (answers: Answers, view = draft()) =>
  void answers
    .on(listAlliances, {
      items: [
        { id: idOf(900), name: { zh: '心血管联盟' }, specialty: 'cardiovascular', phase: 'running', lead, memberCount: 3, invented: true },
      ],
      nextCursor: null,
    })
    .on(getInstitution, ({ params }) =>
      params.id === lead.id
        ? hospital(lead.id, lead.name, [department(cardiology, ['03.04']), department(obstetrics, ['05.02'])])
        : hospital(county.id, county.name),
    )
    .on(searchDiagnoses, { items: [] })
    .on(searchPatients, { items: [] })
    .on(listReceivers, {
      items: [receiver(), tcm],
      total: 2,
      excluded: [{ id: idOf(4), name: '柳溪镇卫生院', why: 'unregistered' }],
      subjects: ['03.04'],
    })
    .on(findDuplicates, { own: [], elsewhere: null })
    .on(getReferral, view)
    .on(saveReferral, ({ body }) => ({ ...view, version: body.version + 1 }))
    .on(submitReferral, referral({ side: 'sender' }));
const open = (view?: ReferralView, more?: (answers: Answers) => void) =>
  show(`/referrals/${idOf(500)}/edit`, { as: doctor, answers: (answers) => (world(answers, view), more?.(answers)) });
const send = () => userEvent.click(screen.getByRole('button', { name: '发出转诊' }));

describe('receivers beside the form', () => {
  afterEach(cleanup);

  it('are ranked with what speaks for and against them, and one press chooses hospital and department', async () => {
    const { answers } = open(draft({ receiver: null, receiverDepartment: null }));
    const card = within(await screen.findByRole('complementary', { name: '可接收机构' }));
    const [first, second] = await card.findAllByRole('listitem');
    expect(first?.textContent).toMatch(
      /云岭市第一人民医院.*直线 44.1 km.*✓ 具备标准所需能力.*CCU 2.*实测等候 10 小时（9 例）.*科室自报 2 天/,
    );
    expect(second?.textContent).toMatch(/距离未知.*✕ 未登记：24 小时急诊 PCI.*床位号源未公布.*实测病例不足（5 例）.*未登记诊疗科目/);
    await userEvent.click(card.getByText('不列出 1 家及原因'));
    expect(card.getByText('没有登记相应诊疗科目的科室')).toBeDefined();
    await userEvent.click(card.getByRole('button', { name: '选择云岭市第一人民医院心血管内科' }));
    await waitFor(() =>
      expect(answers.bodies(saveReferral).at(-1)).toMatchObject({
        receiverId: lead.id,
        receiverDepartmentId: cardiology.id,
        allianceId: idOf(900),
      }),
    );
  });

  it('are asked for by what is being sent, and found by pinyin', async () => {
    const { answers } = open(draft({ receiver: null, receiverDepartment: null }));
    await userEvent.type(await screen.findByRole('combobox', { name: /接收机构/ }), 'ylsdy');
    await waitFor(() => expect(answers.of(listReceivers).at(-1)?.ask.query['query']).toBe('ylsdy'));
    expect(answers.of(listReceivers).at(-1)?.ask.query).toMatchObject({
      service: 'inpatient',
      urgency: 'routine',
      diagnosisCode: 'I20.0',
      direction: 'up',
    });
  });

  it('have only departments that are licensed for the case; what was chosen before is refused in words (RF-08)', async () => {
    const { answers } = open(draft({ receiverDepartment: obstetrics }));
    const field = await screen.findByLabelText<HTMLSelectElement>(/接收科室/);
    expect([...field.options].map(({ text }) => text)).toEqual(['请选择科室', '心血管内科']);
    expect(screen.getByText('未登记相应诊疗科目，不能选：产科')).toBeDefined();
    await send();
    expect(document.activeElement).toBe(field);
    expect(answers.bodies(submitReferral)).toEqual([]);
    await userEvent.selectOptions(field, '心血管内科');
    await send();
    await waitFor(() => expect(answers.bodies(submitReferral)).toHaveLength(1));
  });

  it('may be off the platform: with name and telephone', async () => {
    const { answers } = open();
    await userEvent.click(await screen.findByRole('radio', { name: '平台外医院' }));
    await send();
    expect(document.activeElement).toBe(screen.getByLabelText(/医院名称/));
    expect(answers.bodies(submitReferral)).toEqual([]);
    await userEvent.type(screen.getByLabelText(/医院名称/), '省立医院');
    await waitFor(() => expect(answers.bodies(saveReferral).at(-1)).toMatchObject({ outside: null, receiverId: null }));
    await userEvent.type(screen.getByLabelText(/^电话/), '0990-5559999');
    await waitFor(() =>
      expect(answers.bodies(saveReferral).at(-1)?.['outside']).toEqual({ name: '省立医院', phone: '0990-5559999', contact: null }),
    );
    expect(screen.getByRole('link', { name: /拨打 0990-5559999/ }).getAttribute('href')).toBe('tel:0990-5559999');
  });
});

describe('a returned referral', () => {
  afterEach(cleanup);

  it('goes to the hospital that has seen it, in another department if need be', async () => {
    open(draft({ state: 'returned', actions: ['resubmit'], receiverDepartment: cardiology }));
    expect(await screen.findByLabelText(/接收科室/)).toBeDefined();
    expect(screen.getByText(lead.name)).toBeDefined();
    expect(screen.queryByRole('combobox', { name: /接收机构/ })).toBeNull();
    expect(screen.queryByRole('radio', { name: '平台外医院' })).toBeNull();
    expect(screen.queryByRole('button', { name: /^选择(?!文件)/ })).toBeNull();
  });
});

describe('a patient who was sent before', () => {
  afterEach(cleanup);
  const elsewhere = (answers: Answers) =>
    void answers.on(findDuplicates, { own: [], elsewhere: { since: '2026-11-20', urgency: 'urgent' } });

  it('is sent again only with a reason; whose the other referral is stays unknown', async () => {
    const { answers } = open(draft(), elsewhere);
    expect(await screen.findByText(/联盟内另有一份同类转诊尚未结束（2026-11-20，紧急）。不显示是哪家医院/)).toBeDefined();
    await send();
    expect(answers.bodies(submitReferral)).toEqual([]);
    await userEvent.selectOptions(screen.getByLabelText(/仍要再发的理由/), '是另一个问题');
    await send();
    await waitFor(() => expect(answers.bodies(submitReferral)).toHaveLength(1));
    expect(answers.bodies(saveReferral).at(-1)).toMatchObject({ duplicateReason: 'other_problem' });
  });

  it('is not held up where it is immediate', async () => {
    const { answers } = open(draft({ urgency: 'immediate' }), elsewhere);
    await screen.findByText(/联盟内另有一份同类转诊/);
    expect(screen.queryByLabelText(/仍要再发的理由/)).toBeNull();
    await send();
    await waitFor(() => expect(answers.bodies(submitReferral)).toHaveLength(1));
  });
});

describe('consent', () => {
  afterEach(cleanup);

  it('is not a child’s own, and it is said why; rescue is for immediate cases only', async () => {
    open(draft({ patient: patient({ birthDate: '2019-05-01' }) }));
    const givers = within(await screen.findByRole('radiogroup', { name: /谁同意转诊/ }));
    expect(givers.getAllByRole('radio')).toHaveLength(2);
    expect(screen.getByText(/患者未满 14 岁，由监护人或近亲属同意/)).toBeDefined();
  });

  it('of a rescue is somebody’s who answers for it', async () => {
    const { answers } = open(draft({ urgency: 'immediate', consentGiver: null, consent: null }));
    await userEvent.click(await screen.findByRole('radio', { name: /抢救/ }));
    await send();
    expect(document.activeElement).toBe(screen.getByLabelText(/授权人/));
    await userEvent.type(screen.getByLabelText(/授权人/), '刘院长');
    await send();
    await waitFor(() => expect(answers.bodies(submitReferral)).toHaveLength(1));
    expect(answers.bodies(saveReferral).at(-1)).toMatchObject({ authorisedBy: '刘院长' });
  });

  it('may be refused by the patient: the draft ends with that, and nothing is sent', async () => {
    const { answers } = open(draft(), (a) => void a.on(cancelReferral, draft({ state: 'cancelled' })));
    await userEvent.click(await screen.findByRole('button', { name: '患者不同意转诊…' }));
    await userEvent.click(screen.getByRole('button', { name: '记录不同意' }));
    await waitFor(() => expect(answers.bodies(cancelReferral)).toEqual([{ version: 1, reason: 'patient_declined' }]));
    expect(await screen.findByText('已记录：患者不同意转诊')).toBeDefined();
  });
});

describe('completeness', () => {
  afterEach(cleanup);

  it('is shown by the checklist of the disease, leads to what is missing, and asks why below the threshold', async () => {
    const { answers } = open(draft({ incompleteReason: null }));
    const card = within(await screen.findByRole('complementary', { name: '资料完整性' }));
    expect(card.getByText(/按冠心病清单 · 达标 85 %/)).toBeDefined();
    await userEvent.click(card.getByRole('button', { name: '? 病情摘要' }));
    expect(document.activeElement).toBe(screen.getByLabelText('病情摘要'));
    await userEvent.click(card.getByRole('button', { name: /血压/ }));
    expect(document.activeElement?.closest('#fact-sbp')).not.toBeNull();
    await send();
    expect(answers.bodies(submitReferral)).toEqual([]);
    await userEvent.selectOptions(card.getByLabelText(/资料不全仍要发出的理由/), '结果未出');
    await send();
    await waitFor(() => expect(answers.bodies(submitReferral)).toHaveLength(1));
  });

  it('holds up no immediate case', async () => {
    const { answers } = open(draft({ urgency: 'immediate', incompleteReason: null }));
    expect(await screen.findByText(/立即转诊不设门槛/)).toBeDefined();
    await send();
    await waitFor(() => expect(answers.bodies(submitReferral)).toHaveLength(1));
  });
});

describe('the direction', () => {
  afterEach(cleanup);

  it('follows from the levels, and is corrected together with its reason', async () => {
    const { answers } = open();
    expect(await screen.findByText(/按双方级别：上转/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '更正方向' }));
    await userEvent.click(screen.getByRole('radio', { name: '平级转' }));
    expect(answers.bodies(saveReferral)).toEqual([]);
    await userEvent.selectOptions(screen.getByLabelText(/更正理由/), '登记的级别有误');
    await waitFor(() => expect(answers.bodies(saveReferral).at(-1)).toMatchObject({ direction: 'level', directionReason: 'level_wrong' }));
  });
});

describe('mother and newborn', () => {
  afterEach(cleanup);

  it('are sent together: the newborn’s referral names the mother’s, by a press', async () => {
    const mother = row(501, { number: 'R7K2-AAAA-1', state: 'draft' });
    const { answers } = open(
      draft({
        patient: patient({ identifierKind: 'none_newborn', motherId: idOf(301), birthDate: '2026-11-20' }),
        consentGiver: 'guardian',
      }),
      (a) => void a.on(listReferrals, { items: [mother], nextCursor: null }),
    );
    await userEvent.click(await screen.findByRole('combobox', { name: '母婴同转' }));
    await userEvent.click(await screen.findByRole('option', { name: /R7K2-AAAA-1/ }));
    await waitFor(() => expect(answers.bodies(saveReferral).at(-1)).toMatchObject({ pairId: mother.id }));
    expect(screen.getByText(/与 .*（R7K2-AAAA-1）同转/)).toBeDefined();
    expect(answers.of(listReferrals)[0]?.ask.query).toMatchObject({ side: 'outbound', state: 'draft,submitted' });
  });
});

describe('insurance', () => {
  afterEach(cleanup);

  it('is recorded and never asked for', async () => {
    const { answers } = open();
    await userEvent.click(await screen.findByText('医保（选填，不影响发出）'));
    await userEvent.selectOptions(screen.getByLabelText(/异地就医备案/), '已备案');
    await userEvent.type(screen.getByLabelText(/备案编号/), 'YB2026');
    await send();
    await waitFor(() => expect(answers.bodies(submitReferral)).toHaveLength(1));
    expect(answers.bodies(saveReferral).at(-1)).toMatchObject({ insuranceFiling: 'numbered', insuranceNumber: 'YB2026' });
  });
});
