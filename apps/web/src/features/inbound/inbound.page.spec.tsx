import { addHl7Connection, listHl7Connections, type Hl7Connection } from '@alliance/contracts/hl7-connection.contract';
import {
  discardInbound,
  getInbound,
  getInboundFigures,
  listInbound,
  mendInbound,
  replayManyInbound,
  type InboundView,
} from '@alliance/contracts/inbound.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { appointment, idOf, inMinutes } from '../../testing/make';
import { show } from '../../testing/show';
import { linesOf } from './segments';

afterEach(cleanup);

const text = 'MSH|^~\\&|LIS\rPID|1||1101\rOBR|1\rOBX|1|NM|K||4\rOBX|2|NM|NA||溶血\r';
const message: InboundView = {
  ...{ id: idOf(90), version: 3, source: 'hl7', connection: { id: idOf(91), name: '检验系统' }, origin: idOf(91), controlId: 'M-1' },
  ...{ state: 'quarantined', problems: [{ problem: 'value_invalid', at: 'OBX[2].5' }], attempts: 1, receivedAt: inMinutes(-30) },
  ...{ original: text, mended: null, settledAt: null, settledBy: null, discardReason: null, reportId: null },
};
const open = (items: InboundView[] = [message], as = appointment('quality_manager')) =>
  show('/inbound', {
    as,
    answers: (answers) => {
      answers.on(listInbound, { items, nextCursor: null });
      answers.on(getInboundFigures, { waiting: items.length, byProblem: [{ problem: 'value_invalid', count: 1 }] });
      answers.on(getInbound, message);
      answers.on(mendInbound, { ...message, state: 'filed', version: 4, problems: [] });
      answers.on(discardInbound, { ...message, state: 'discarded', version: 4 });
      answers.on(replayManyInbound, { tried: 3, filed: 2, waiting: 1 });
    },
  });
const panel = () => within(screen.getByRole('dialog'));

it('the lines in which something is wrong are marked', () => {
  expect(linesOf(text, message.problems).map(({ marked }) => marked)).toEqual([false, false, false, false, true]);
  expect(linesOf(text, [{ problem: 'patient_differs', at: 'patient' }]).map(({ marked }) => marked)).toEqual([
    false,
    true,
    false,
    false,
    false,
  ]);
});

describe('what waits', () => {
  it('is opened, corrected and filed; the segment is marked with a sign', async () => {
    const { answers } = open();
    await userEvent.click(await screen.findByRole('button', { name: 'M-1' }));
    expect(await panel().findByText('位置 OBX[2].5')).toBeTruthy();
    expect(panel().getAllByLabelText('▶ 有问题的段')).toHaveLength(1);
    await userEvent.click(panel().getByRole('button', { name: '改正' }));
    const area = panel().getByLabelText(/改正后的内容/);
    expect((area as HTMLTextAreaElement).value).toContain('\nOBX|2|');
    fireEvent.change(area, { target: { value: 'MSH|mended' } });
    await userEvent.click(panel().getByRole('button', { name: '保存并重试' }));
    await waitFor(() => expect(answers.bodies(mendInbound)).toEqual([{ version: 3, text: 'MSH|mended' }]));
  });
  it('is put aside with a reason only', async () => {
    const { answers } = open();
    await userEvent.click(await screen.findByRole('button', { name: 'M-1' }));
    await userEvent.click(await panel().findByRole('button', { name: '搁置' }));
    await userEvent.click(panel().getByRole('button', { name: '确认搁置' }));
    expect(answers.of(discardInbound)).toEqual([]);
    await userEvent.type(panel().getByLabelText(/搁置的理由/), '测试消息');
    await userEvent.click(panel().getByRole('button', { name: '确认搁置' }));
    await waitFor(() => expect(answers.bodies(discardInbound)).toEqual([{ version: 3, reason: '测试消息' }]));
  });
  it('is tried again by kind of problem', async () => {
    const { answers } = open();
    await screen.findByRole('option', { name: /结果值不成立/ });
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '问题' }), 'value_invalid');
    await userEvent.click(await screen.findByRole('button', { name: /重试全部/ }));
    await waitFor(() => expect(answers.bodies(replayManyInbound)).toEqual([{ problem: 'value_invalid' }]));
    expect(await screen.findByText(/2 条入库，1 条仍待处理/)).toBeTruthy();
  });
  it('may be nothing, and is not for doctors', async () => {
    open([]);
    expect(await screen.findByText('没有待处理的消息')).toBeTruthy();
    cleanup();
    open([message], appointment('doctor'));
    expect(await screen.findByText(/当前身份看不到这一页/)).toBeTruthy();
  });
});

describe('sending systems', () => {
  const none = { filed: 0, repeated: 0, quarantined: 0, refused: 0 };
  const connection: Hl7Connection = {
    ...{ id: idOf(91), version: 1, name: '检验系统', sendingApplication: 'LIS', sendingFacility: '县医院', local: false, fingerprints: [] },
    ...{
      addresses: [],
      charset: 'utf-8',
      zone: null,
      enabled: true,
      lastSeenAt: null,
      day: none,
      hour: { ...none, filed: 12 },
      waiting: 2,
    },
  };
  it('show their health and are registered by fingerprint', async () => {
    const { answers } = show('/inbound/connections', {
      as: appointment('member_administrator'),
      answers: (given) => {
        given.on(listHl7Connections, { items: [connection], port: 2575 });
        given.on(addHl7Connection, connection);
      },
    });
    expect(await screen.findByText('▲ 2 条待处理')).toBeTruthy();
    expect(screen.getByText(/入库 12/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '登记发送系统' }));
    await userEvent.type(panel().getByLabelText(/^名称/), '影像');
    await userEvent.type(panel().getByLabelText(/MSH-3/), 'RIS');
    await userEvent.type(panel().getByLabelText(/MSH-4/), '县医院');
    fireEvent.change(panel().getByLabelText(/证书指纹/), { target: { value: 'AB:CD' } });
    await userEvent.click(panel().getByRole('button', { name: '保存' }));
    expect(panel().getByText(/64 位十六进制/)).toBeTruthy();
    fireEvent.change(panel().getByLabelText(/证书指纹/), { target: { value: 'ab'.repeat(32) } });
    await userEvent.click(panel().getByRole('button', { name: '保存' }));
    await waitFor(() =>
      expect(answers.bodies(addHl7Connection)).toMatchObject([{ name: '影像', fingerprints: ['ab'.repeat(32)], zone: null }]),
    );
  });
});
