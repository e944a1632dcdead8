import { attemptFollowUp, listFollowUps, recordFollowUp, type FollowUp } from '@alliance/contracts/follow-up.contract';
import { draftReferral } from '@alliance/contracts/referral.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { appointment, county, idOf, inMinutes, lead, referral } from '../../testing/make';
import { show } from '../../testing/show';

const task = (n: number, change: Partial<FollowUp> = {}): FollowUp => ({
  id: idOf(n),
  version: 1,
  kind: 'first_48h',
  state: 'open',
  endedAs: null,
  arrivedAt: inMinutes(-2000),
  dueAt: inMinutes(300),
  overdue: false,
  postponed: false,
  attempts: 0,
  doneAt: null,
  institution: county,
  sender: lead,
  owner: { name: '马志远', mine: true },
  referral: { id: idOf(n + 100), number: `R7K2-M9QX-${n}` },
  diagnosis: '不稳定型心绞痛',
  patient: { id: idOf(300), name: '欧阳建华', sex: 'male', birthDate: '1958-03-02', phone: '13800005566' },
  plan: {
    rehabilitation: [],
    medicines: [],
    nextVisitOn: null,
    warningSigns: [{ id: 'a', sign: '胸痛超过 15 分钟', action: 'return_now' }],
  },
  records: [],
  actions: ['record', 'attempt', 'end'],
  ...change,
});
const page = (items: FollowUp[]) => ({ items, nextCursor: null, counts: { due: 1, overdue: 1, mine: 2 } });
const open = (items: FollowUp[], language: 'zh' | 'en' = 'zh', more?: Parameters<typeof show>[1]) =>
  show('/follow-ups', {
    as: appointment('doctor', county),
    language,
    answers: (answers) => void answers.on(listFollowUps, page(items)),
    ...more,
  });
const choose = (name: RegExp | string, group: string) =>
  fireEvent.click(within(screen.getByRole('radiogroup', { name: new RegExp(group) })).getByRole('radio', { name }));

describe('whom a hospital asks after', () => {
  afterEach(cleanup);

  it('stands by what is due, with the telephone one tap away and what is late in words', async () => {
    open([task(1, { overdue: true, dueAt: inMinutes(-30) }), task(2, { kind: 'day_7', attempts: 2, postponed: true })]);
    expect(within(await screen.findByRole('table')).getAllByText(/超时/)[0]).toBeDefined();
    expect(screen.getAllByRole('link', { name: /13800005566/ })[0]?.getAttribute('href')).toBe('tel:13800005566');
    expect(screen.getByText(/^7 天随访/)).toBeDefined();
    expect(screen.getByText('2 次未联系上')).toBeDefined();
    expect(screen.getByText(/已顺延一次/)).toBeDefined();
  });

  it('says what will stand here while nobody waits, and is not for who has no patients', async () => {
    open([], 'en');
    expect(await screen.findByText('Nobody is waiting for a follow-up')).toBeDefined();
    cleanup();
    const { answers } = show('/follow-ups', { as: appointment('auditor') });
    await screen.findAllByRole('alert');
    expect(answers.of(listFollowUps)).toHaveLength(0);
  });

  it('a record is a few taps; what is missing is said, and nothing is sent before', async () => {
    const { answers } = open([task(1)]);
    answers.on(recordFollowUp, task(1, { state: 'done', actions: [] }));
    fireEvent.click(await screen.findByRole('button', { name: '记录随访' }));
    fireEvent.click(screen.getByRole('button', { name: '保存随访' }));
    expect(await screen.findByText('请选病情')).toBeDefined();
    expect(answers.of(recordFollowUp)).toHaveLength(0);
    choose(/平稳/, '与到家时相比');
    choose('部分', '按计划用药');
    choose('费用', '没有按计划的原因');
    choose('按计划', '康复锻炼');
    fireEvent.change(screen.getByLabelText(/收缩压/), { target: { value: '128' } });
    fireEvent.click(screen.getByRole('button', { name: '保存随访' }));
    await waitFor(() => expect(answers.of(recordFollowUp)).toHaveLength(1));
    expect(answers.bodies(recordFollowUp)[0]).toMatchObject({
      version: 1,
      channel: 'phone',
      condition: 'stable',
      medicines: 'partly',
      medicineReason: 'cost',
      warningSigns: [],
      vitalSigns: { sbp: 128 },
    });
  });

  it('a patient who is worse is to be sent up, with the form filled in', async () => {
    const record: FollowUp['records'][number] = {
      ...{
        id: idOf(9),
        reached: true,
        channel: 'phone',
        at: inMinutes(-1),
        recordedAt: inMinutes(-1),
        by: '马志远',
        action: 'return_now',
        note: null,
      },
      answers: {
        ...{
          spokeTo: 'patient',
          condition: 'worse',
          vitalSigns: {},
          medicines: 'yes',
          medicineReason: null,
          rehabilitation: 'as_planned',
          nextContactOn: null,
        },
        warningSigns: [{ id: 'a', sign: '胸痛超过 15 分钟', action: 'return_now' }],
      },
    };
    const { answers } = open([task(1)]);
    answers.on(recordFollowUp, task(1, { state: 'done', actions: [], records: [record] }));
    answers.on(draftReferral, referral({ state: 'draft' }));
    fireEvent.click(await screen.findByRole('button', { name: '记录随访' }));
    choose(/变差/, '与到家时相比');
    choose('是', '按计划用药');
    choose('按计划', '康复锻炼');
    fireEvent.click(screen.getByRole('checkbox', { name: /胸痛超过/ }));
    fireEvent.click(screen.getByRole('button', { name: '保存随访' }));
    fireEvent.click(await screen.findByRole('button', { name: /上转/ }));
    await waitFor(() =>
      expect(answers.bodies(draftReferral)[0]).toMatchObject({ patientId: idOf(300), receiverId: lead.id, urgency: 'urgent' }),
    );
    expect(answers.bodies(recordFollowUp)[0]).toMatchObject({ warningSigns: ['a'] });
  });

  it('who was not reached is one tap, and the task stays', async () => {
    const { answers } = open([task(1)], 'en');
    answers.on(attemptFollowUp, task(1, { attempts: 1 }));
    fireEvent.click(await screen.findByRole('button', { name: /was not reached/ }));
    await waitFor(() => expect(answers.bodies(attemptFollowUp)[0]).toMatchObject({ version: 1, channel: 'phone' }));
    expect(await screen.findByText(/The task stays/)).toBeDefined();
  });
});
