import { listAlliances } from '@alliance/contracts/alliance.contract';
import { attachFile } from '@alliance/contracts/attachment.contract';
import { listOnDuty } from '@alliance/contracts/on-call.contract';
import { registerPatient, searchPatients } from '@alliance/contracts/patient.contract';
import { listReceivers, type Receiver } from '@alliance/contracts/receivers.contract';
import { submitReferral } from '@alliance/contracts/referral-action.contract';
import { departReferral } from '@alliance/contracts/referral-journey.contract';
import { draftReferral, getReferral } from '@alliance/contracts/referral.contract';
import { getTrip, type TripView } from '@alliance/contracts/trip.contract';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, cardiology, county, idOf, inMinutes, lead, patient, referral } from '../../testing/make';
import { show } from '../../testing/show';

const receiver = (n: number, name: string, more: Partial<Receiver> = {}): Receiver => ({
  id: idOf(n),
  name,
  city: null,
  type: 'general_hospital',
  level: 'tertiary',
  direction: 'up',
  phone: '0871-6600120',
  distanceKm: 42,
  target: 'met',
  missing: [],
  departments: [
    {
      id: cardiology.id,
      name: cardiology.name,
      phone: '0871-6600121',
      registration: 'registered',
      free: null,
      wait: null,
      claimedWaitDays: null,
    },
  ],
  ...more,
});
const alliance = {
  id: idOf(900),
  name: { zh: '心血管联盟' },
  specialty: 'cardiovascular' as const,
  phase: 'running' as const,
  lead: { id: lead.id, name: lead.name },
  memberCount: 2,
  invented: true,
};
const trip: TripView = {
  link: null,
  departedAt: null,
  estimatedArrivalAt: null,
  reports: [],
  teams: [],
  rung: [{ institution: lead.name, person: '周文博', department: cardiology.name, onDuty: true, at: inMinutes(0), seenAt: null }],
  may: { issue: true, revoke: false, activate: false },
};
const mine = { side: 'sender' as const, sender: county, receiver: lead };
const draft = referral({ ...mine, state: 'draft', version: 1, submittedAt: null });
const sent = referral({ ...mine, state: 'submitted', version: 2, actions: ['depart'] });
const left = referral({ ...mine, state: 'in_transit', version: 3, actions: [], departedAt: inMinutes(0) });

const ready = (a: Answers) =>
  a
    .on(listAlliances, { items: [alliance], nextCursor: null })
    .on(listReceivers, { items: [receiver(1, lead.name), receiver(7, '云岭市中医院')], total: 2, excluded: [], subjects: [] })
    .on(listOnDuty, {
      items: [
        {
          institution: lead,
          department: cardiology,
          rung: 'department',
          person: '周文博',
          phone: '13900000077',
          backup: null,
          until: inMinutes(300),
          takenOver: true,
        },
      ],
      roundTheClockLine: '0871-6600120',
    })
    .on(registerPatient, patient({ name: '无名氏' }))
    .on(draftReferral, draft)
    .on(submitReferral, sent)
    .on(departReferral, left)
    .on(getReferral, left)
    .on(getTrip, trip);
const open = (change: (a: Answers) => void = () => undefined) =>
  show('/referrals/immediate', { as: appointment('doctor', county), answers: (a) => change(ready(a)) });

async function fillIn() {
  await userEvent.click(await screen.findByLabelText('女'));
  await userEvent.type(screen.getByLabelText('大约年龄'), '40');
  await userEvent.click(screen.getByRole('button', { name: '胸痛 / STEMI' }));
  await screen.findByText(new RegExp(lead.name));
  await userEvent.click(screen.getByRole('button', { name: '40' }));
}
const press = () => userEvent.click(screen.getByRole('button', { name: /^▲ 发出/ }));

describe('an immediate referral', () => {
  beforeEach(() => localStorage.clear());
  afterEach(cleanup);

  it('of somebody unknown goes out with four things: patient, draft, alarm and departure, each once', async () => {
    const { answers, router } = open();
    await fillIn();
    expect((await screen.findAllByRole('link', { name: /13900000077/ }))[0]?.getAttribute('href')).toBe('tel:13900000077');
    await press();
    expect(await screen.findByText(/在途未答复/)).toBeDefined();
    expect(router.history.location.href).toBe(`/referrals/immediate?id=${left.id}`);
    expect(answers.bodies(registerPatient)).toMatchObject([{ identifierKind: 'unknown_person', sex: 'female', estimatedAge: 40 }]);
    expect(answers.bodies(draftReferral)).toMatchObject([
      {
        service: 'emergency',
        urgency: 'immediate',
        transport: 'ambulance',
        reason: '胸痛 / STEMI',
        allianceId: alliance.id,
        receiverId: lead.id,
        receiverDepartmentId: cardiology.id,
      },
    ]);
    expect(answers.bodies(submitReferral)).toEqual([{ version: 1 }]);
    const [departure] = answers.bodies(departReferral);
    expect(departure?.['version']).toBe(2);
    expect(Math.round((Date.parse(String(departure?.['estimatedArrivalAt'])) - Date.now()) / 60_000)).toBe(40);
    expect(screen.getByText('○ 未查看')).toBeDefined();
  });

  it('asks the receivers for what the situation needs', async () => {
    const { answers } = open();
    await fillIn();
    await waitFor(() => expect(String(answers.of(listReceivers).at(-1)?.ask.query['needs'])).toContain('primary_pci_24h'));
    expect(answers.of(listReceivers).at(-1)?.ask.query).toMatchObject({
      service: 'emergency',
      urgency: 'immediate',
      allianceId: alliance.id,
    });
  });

  describe('of a hospital in several alliances', () => {
    const trauma = { ...alliance, id: idOf(901), name: { zh: '创伤联盟' }, specialty: 'trauma' as const };
    const both = (a: Answers) => void a.on(listAlliances, { items: [trauma, alliance], nextCursor: null });

    it('goes by the alliance that treats the situation, and shows which', async () => {
      const { answers } = open(both);
      expect((await screen.findByLabelText<HTMLSelectElement>(/^联盟/)).value).toBe(trauma.id);
      await fillIn();
      await waitFor(() => expect(screen.getByLabelText<HTMLSelectElement>(/^联盟/).value).toBe(alliance.id));
      await press();
      await waitFor(() => expect(answers.bodies(draftReferral)).toMatchObject([{ allianceId: alliance.id, receiverId: lead.id }]));
    });

    it('goes by another one where the sender says so', async () => {
      const { answers } = open(both);
      await fillIn();
      await userEvent.selectOptions(screen.getByLabelText(/^联盟/), '创伤联盟');
      await screen.findByText(new RegExp(lead.name));
      await press();
      await waitFor(() => expect(answers.bodies(draftReferral)).toMatchObject([{ allianceId: trauma.id, receiverId: lead.id }]));
    });
  });

  it('that leaves later is sent without a departure; the page then offers it', async () => {
    const { answers } = open((a) => void a.on(getReferral, sent));
    await fillIn();
    await userEvent.click(screen.getByRole('button', { name: '15 分钟后' }));
    await press();
    expect(await screen.findByText(/等待答复/)).toBeDefined();
    expect(answers.of(departReferral)).toEqual([]);
    expect(answers.bodies(draftReferral)[0]?.['summary']).toBe('计划：15 分钟后出发，路上约 40 分钟。');
    await userEvent.click(screen.getByRole('button', { name: '20 分钟后到' }));
    await waitFor(() => expect(answers.bodies(departReferral)).toMatchObject([{ version: 2 }]));
  });

  it('says which of the four is missing and sends nothing', async () => {
    const { answers } = open();
    await screen.findByText(new RegExp(lead.name));
    await press();
    expect(screen.getByText(/请选患者.*；请选情况；请填路上要几分钟/)).toBeDefined();
    expect(answers.of(registerPatient)).toEqual([]);
  });

  it('on a dead line fills the screen with “not sent, call” and the numbers; nothing is queued; trying again takes up with the same keys', async () => {
    const { answers } = open((a) => void a.silence(submitReferral));
    await fillIn();
    await screen.findAllByRole('link', { name: /13900000077/ });
    await press();
    const dialog = await screen.findByRole('alertdialog', { name: /未发出，请立即电话/ });
    expect(dialog.textContent).toContain('没有任何内容在后台排队');
    expect(dialog.textContent).toContain('再试一次不会重复发出');
    const numbers = [...dialog.querySelectorAll('a')].map((a) => a.getAttribute('href'));
    expect(numbers[0]).toBe('tel:13900000077');
    expect(numbers).toContain('tel:08716600121');
    expect(numbers.at(-1)).toBe('tel:120');
    expect(screen.queryByRole('button', { name: '返回修改' })).toBeNull();
    const tried = answers.of(submitReferral);
    answers.on(submitReferral, sent);
    await userEvent.click(screen.getByRole('button', { name: '再试一次' }));
    expect(await screen.findByText(/在途未答复/)).toBeDefined();
    expect(answers.of(registerPatient)).toHaveLength(1);
    expect(answers.of(draftReferral)).toHaveLength(1);
    const keys = new Set(answers.of(submitReferral).map(({ headers }) => headers.get('idempotency-key')));
    expect(tried.length).toBeGreaterThan(1);
    expect(keys.size).toBe(1);
  });

  it('that never reached the server can be changed; phones of earlier days are shown without any line', async () => {
    localStorage.setItem('alliance.green.phones', JSON.stringify([{ institutionId: lead.id, name: lead.name, phone: '0871-1111' }]));
    open((a) => void a.silence(registerPatient));
    await fillIn();
    await press();
    const dialog = await screen.findByRole('alertdialog');
    expect(dialog.textContent).toContain('120');
    await userEvent.click(screen.getByRole('button', { name: '返回修改' }));
    expect(screen.getByLabelText<HTMLInputElement>('大约年龄').value).toBe('40');
  });

  it('without any line from the start shows the numbers of before', async () => {
    localStorage.setItem('alliance.green.phones', JSON.stringify([{ institutionId: lead.id, name: lead.name, phone: '0871-1111' }]));
    open((a) => void a.silence(listAlliances));
    expect(await screen.findByText('查不到医院，请立即电话：', {}, { timeout: 10_000 })).toBeDefined();
    expect(screen.getByRole('link', { name: /0871-1111/ }).getAttribute('href')).toBe('tel:08711111');
    expect(screen.getByRole('link', { name: /120/ })).toBeDefined();
  });

  it('that the server refuses says why, and whom to call', async () => {
    open((a) => void a.refuse(submitReferral, 'referral.receiver_invalid'));
    await fillIn();
    await press();
    expect(await screen.findByText(/或立即电话 .*120/)).toBeDefined();
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('whose departure was not noted is out all the same, and says so', async () => {
    open((a) => void a.silence(departReferral).on(getReferral, sent));
    await fillIn();
    await press();
    expect(await screen.findByText(/警报已发出，但出发没有登记成功/)).toBeDefined();
    expect(screen.getByRole('region', { name: '登记出发' })).toBeDefined();
  });

  it('goes to a hospital off the platform, of a known patient, on the ground of rescue', async () => {
    const { answers } = open((a) => void a.on(searchPatients, { items: [patient() as never] }));
    await userEvent.click(await screen.findByLabelText('已登记的患者'));
    await userEvent.type(screen.getByLabelText('姓名、拼音首字母或证件号'), '欧阳');
    await userEvent.click(await screen.findByRole('option', { name: /欧阳建华/ }));
    await userEvent.click(screen.getByRole('button', { name: '其他' }));
    await userEvent.type(screen.getByLabelText('一句话'), '塌方压伤');
    await userEvent.click(screen.getByLabelText('平台外的医院'));
    await userEvent.type(screen.getByLabelText('医院名称'), '邻省人民医院');
    await userEvent.type(screen.getByLabelText('电话'), '0999-120120');
    await userEvent.type(screen.getByLabelText('路上要几分钟'), '90');
    await userEvent.click(screen.getByText('没有家属同意（抢救）'));
    await userEvent.type(screen.getByLabelText('批准抢救转运的负责人'), '王院长');
    await press();
    await waitFor(() => expect(answers.of(draftReferral)).toHaveLength(1));
    expect(answers.of(registerPatient)).toEqual([]);
    expect(answers.bodies(draftReferral)[0]).toMatchObject({
      patientId: patient().id,
      reason: '其他：塌方压伤',
      outside: { name: '邻省人民医院', phone: '0999-120120', contact: null },
      consentGiver: 'rescue',
      authorisedBy: '王院长',
    });
    expect(answers.bodies(draftReferral)[0]?.['receiverId']).toBeUndefined();
  });

  it('sends the photo after the alarm; where that fails it says so and tries again', async () => {
    const { answers } = open((a) => void a.silence(attachFile));
    await fillIn();
    await userEvent.upload(screen.getByLabelText('拍心电图'), new File(['x'], 'ecg.jpg', { type: 'image/jpeg' }));
    expect(await screen.findByText('未能检查清晰度')).toBeDefined();
    expect(answers.of(attachFile)).toEqual([]);
    await press();
    expect(await screen.findByText(/心电图未上传。警报已发出/, {}, { timeout: 10_000 })).toBeDefined();
    answers.on(attachFile, {
      id: idOf(70),
      name: 'ecg.jpg',
      mediaType: 'image/jpeg',
      ...{ quarantine: null, bytes: 1 },
      at: inMinutes(0),
      institution: county.name,
    });
    await userEvent.click(screen.getByRole('button', { name: '再传一次' }));
    expect(await screen.findByText(/心电图已上传/)).toBeDefined();
  });

  it('speaks English', async () => {
    show('/referrals/immediate', { as: appointment('doctor', county), language: 'en', answers: (a) => void ready(a) });
    expect(await screen.findByRole('heading', { name: 'Immediate referral' })).toBeDefined();
    expect(screen.getByRole('button', { name: '▲ Send' })).toBeDefined();
  });

  it('is not for an administrator', async () => {
    show('/referrals/immediate', { as: appointment('member_administrator', county), answers: (a) => void ready(a) });
    expect(await screen.findByText(/当前身份看不到这一页/)).toBeDefined();
  });
});
