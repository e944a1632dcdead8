import { getAlliance, listAlliances } from '@alliance/contracts/alliance.contract';
import { getBatch, listBatches, sendBatch, type BatchResult, type BatchView } from '@alliance/contracts/batch.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import { searchPatients } from '@alliance/contracts/patient.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, cardiology, county, idOf, lead, patient } from '../../testing/make';
import { show } from '../../testing/show';

const doctor = appointment('doctor', county);
const member = (at: typeof lead, role: 'lead' | 'member') => ({
  ...{ ...at, city: null, type: 'general_hospital' as const, level: 'tertiary' as const, role, from: '2024-01-01' },
  ...{ to: null, agreement: '协议', state: 'active' as const },
});
const summary = {
  ...{ id: idOf(900), name: { zh: '心血管联盟' }, specialty: 'cardiovascular' as const, phase: 'running' as const },
  ...{ lead, memberCount: 2, invented: true },
};
const referralOf = (n: number): NonNullable<BatchResult['referral']> => ({
  ...{ id: idOf(600 + n), number: `R7K2-000${n}-4`, state: 'submitted', urgency: 'urgent', patient: '某某' },
  ...{ receiver: lead.name, receiverDepartment: cardiology.name },
});
const group = (patients: BatchResult[]): BatchView => ({
  ...{ id: idOf(70), kind: 'ward_closure', explanation: '停水', openedAt: '2026-11-22T00:30:00Z', openedBy: '周文博', patients },
});

const world =
  (more: (answers: Answers) => void = () => undefined) =>
  (answers: Answers) => {
    answers
      .on(listAlliances, { items: [summary], nextCursor: null })
      .on(getAlliance, {
        ...summary,
        version: 1,
        members: [member(lead, 'lead'), member(county, 'member')],
        openedFrom: null,
        openedOn: '2024-01-01',
      } as never)
      .on(getInstitution, { ...lead, departments: [{ ...cardiology, closed: false, treatmentSubjects: [] }], phone: '0871-100' } as never)
      .on(listBatches, { items: [], nextCursor: null })
      .on(searchPatients, { items: [{ ...patient(), aliases: [] }] });
    more(answers);
  };
const open = (more?: (answers: Answers) => void) => show('/batch-transfer/new', { as: doctor, answers: world(more) });

/** Everything but the patients. */
async function fillGroup() {
  await userEvent.click(await screen.findByRole('radio', { name: '病区关闭' }));
  fireEvent.change(screen.getByLabelText(/情况说明/), { target: { value: '病区停水' } });
  await screen.findByRole('option', { name: lead.name });
  await userEvent.selectOptions(screen.getByLabelText(/接收机构/), lead.name);
  await screen.findByRole('option', { name: '心血管内科' });
  await userEvent.selectOptions(screen.getByLabelText(/接收科室/), '心血管内科');
  for (const name of ['住院', '救护车', '患者本人']) await userEvent.click(screen.getByRole('radio', { name }));
  fireEvent.change(screen.getByLabelText(/审核医师/), { target: { value: '李主任' } });
}
async function paste(text: string) {
  fireEvent.change(screen.getByLabelText(/从 Excel 粘贴/), { target: { value: text } });
  await userEvent.click(screen.getByRole('button', { name: '加入名单' }));
}
const table = () => screen.getByRole('table', { name: /名单/ });
const sendButton = () => screen.getByRole<HTMLButtonElement>('button', { name: /^发出/ });

describe('a new batch transfer', () => {
  afterEach(cleanup);

  it('reads a list from Excel, names what is wrong line by line and sends the others', async () => {
    const { answers } = open((all) =>
      all.on(sendBatch, ({ body }) =>
        group(body.patients.map(({ key, label }, i) => ({ key, label, referral: referralOf(i), refused: null }))),
      ),
    );
    await fillGroup();
    await paste('周甲\t女\t\t11010519491231002X\t3床\t肺炎\n吴乙\t男\t60\t110105194912310020\t4床\t心衰');
    expect(within(table()).getByText(/身份证号不对/)).toBeDefined();
    expect(screen.getByText('1 人可以发出，1 人还有问题')).toBeDefined();
    await userEvent.click(sendButton());
    expect(await within(table()).findByText(/已发出 R7K2-0000-4/)).toBeDefined();
    const [body] = answers.bodies(sendBatch);
    expect(body).toMatchObject({
      ...{ kind: 'ward_closure', explanation: '病区停水', allianceId: idOf(900), receiverId: lead.id, receiverDepartmentId: cardiology.id },
      ...{
        service: 'inpatient',
        urgency: 'urgent',
        transport: 'ambulance',
        reviewer: '李主任',
        consentGiver: 'patient',
        authorisedBy: null,
      },
      patients: [{ key: '1', label: '3床', diagnosisText: '肺炎', person: { name: '周甲', identifierKind: 'citizen_id' } }],
    });
    // the other is put right and goes under the same group
    await userEvent.clear(screen.getByRole('textbox', { name: '身份证号 4床' }));
    await userEvent.click(sendButton());
    await waitFor(() => expect(answers.of(sendBatch)).toHaveLength(2));
    expect(answers.bodies(sendBatch)[1]).toMatchObject({
      id: body?.['id'],
      patients: [{ key: '2', person: { identifierKind: 'unknown_person', estimatedAge: 60 } }],
    });
  });

  it('asks for what the group lacks before anything is sent', async () => {
    const { answers } = open();
    await screen.findByLabelText(/情况说明/);
    await paste('周甲\t女\t40\t\t3床\t肺炎');
    await userEvent.click(sendButton());
    expect(screen.getAllByText('请填写这一项').length).toBeGreaterThan(4);
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: '病区关闭' }));
    expect(answers.of(sendBatch)).toHaveLength(0);
  });

  it('ten casualties nobody can name: numbered wristbands, red ones immediate without a diagnosis', async () => {
    const { answers } = open((all) => all.on(sendBatch, group([])));
    await fillGroup();
    await userEvent.selectOptions(screen.getByLabelText(/检伤颜色/), '■ 红 立即');
    await userEvent.click(screen.getByRole('button', { name: '加入 10 名' }));
    await userEvent.click(sendButton());
    await waitFor(() => expect(answers.of(sendBatch)).toHaveLength(1));
    const sent = answers.bodies(sendBatch)[0]?.['patients'] as { label: string; urgency: string; person: object; summary: string }[];
    expect(sent.map(({ label }) => label)).toEqual(Array.from({ length: 10 }, (_, i) => `伤员 ${i + 1}`));
    expect(sent[0]).toMatchObject({
      urgency: 'immediate',
      person: { name: null, identifierKind: 'unknown_person' },
      summary: '伤员 1；检伤分类：■ 红 立即',
    });
  });

  it('somebody this hospital knows is found and sent by id', async () => {
    const { answers } = open((all) => all.on(sendBatch, group([])));
    await fillGroup();
    await userEvent.type(screen.getByLabelText(/本院已有患者/), '欧阳');
    await userEvent.click(await screen.findByRole('option', { name: /欧阳建华/ }));
    fireEvent.change(screen.getByRole('textbox', { name: '初步诊断 1' }), { target: { value: '心衰' } });
    await userEvent.click(sendButton());
    await waitFor(() => expect(answers.of(sendBatch)).toHaveLength(1));
    expect(answers.bodies(sendBatch)[0]).toMatchObject({ patients: [{ patientId: patient().id, diagnosisText: '心衰' }] });
  });

  it('who was refused is told why and tried again alone', async () => {
    const refused = { code: 'patient.name_differs' as const, fields: ['name'] };
    const { answers } = open((all) =>
      all.on(sendBatch, ({ body }) => group(body.patients.map(({ key, label }) => ({ key, label, referral: null, refused })))),
    );
    await fillGroup();
    await paste('周甲\t女\t\t11010519491231002X\t3床\t肺炎');
    await userEvent.click(sendButton());
    await userEvent.click(await within(table()).findByRole('button', { name: '重试' }));
    await waitFor(() => expect(answers.of(sendBatch)).toHaveLength(2));
  });

  it('a dead line says that nobody is sent twice', async () => {
    const { answers } = open((all) => all.silence(sendBatch));
    await fillGroup();
    await paste('周甲\t女\t\t11010519491231002X\t3床\t肺炎');
    await userEvent.click(sendButton());
    expect(await screen.findByText(/已发出的不会重复/, {}, { timeout: 8_000 })).toBeDefined();
    answers.on(sendBatch, ({ body }) =>
      group(body.patients.map(({ key, label }) => ({ key, label, referral: referralOf(1), refused: null }))),
    );
    await userEvent.click(sendButton());
    expect(await screen.findByText('全部 1 人已发出')).toBeDefined();
    expect(new Set(answers.bodies(sendBatch).map(({ id }) => id)).size).toBe(1);
  });
});

describe('a group that was sent', () => {
  afterEach(cleanup);

  it('shows where each patient stands, and who was not sent', async () => {
    const view = group([
      { key: '1', label: '3床', referral: { ...referralOf(1), state: 'accepted' }, refused: null },
      { key: '2', label: '4床', referral: null, refused: { code: 'referral.incomplete', fields: ['diagnosisText'] } },
    ]);
    show(`/batch-transfer/${idOf(70)}`, { as: doctor, answers: (answers) => void answers.on(getBatch, view) });
    expect(await screen.findByText('已受理')).toBeDefined();
    expect(screen.getByText(/缺：初步诊断/)).toBeDefined();
    expect(screen.getByRole('link', { name: '打印全部转诊单' })).toBeDefined();
  });

  it('of another hospital is not there', async () => {
    show(`/batch-transfer/${idOf(70)}`, { as: doctor, answers: (answers) => void answers.refuse(getBatch, 'access.not_found') });
    expect(await screen.findByText('没有载入成功')).toBeDefined();
  });

  it('is listed with how far it is, in English too', async () => {
    const { patients: _, ...item } = group([]);
    show('/batch-transfer', {
      as: doctor,
      language: 'en',
      answers: (answers) => void answers.on(listBatches, { items: [{ ...item, sent: 12, waiting: 3, refused: 1 }], nextCursor: null }),
    });
    expect(await screen.findByText('12 sent, 3 waiting for an answer, 1 not sent')).toBeDefined();
    expect(screen.getByRole('link', { name: 'New batch transfer' })).toBeDefined();
  });

  it('is nobody’s who sends no patients', async () => {
    show('/batch-transfer/new', { as: appointment('expert', county) });
    expect(await screen.findByText('当前身份看不到这一页')).toBeDefined();
  });
});
