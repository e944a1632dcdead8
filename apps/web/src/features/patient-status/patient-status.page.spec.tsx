import { lookAtPatientStatus, stopPatientMessages, type PatientStatus } from '@alliance/contracts/patient-status.contract';
import { patientStages } from '@alliance/domain/patient-status/patient-status';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { inMinutes } from '../../testing/make';
import { show } from '../../testing/show';
import { clockOf } from '../../ui/moment';

const token = 'a1_-'.repeat(11).slice(0, 43);
const arriveBy = inMinutes(26 * 60);
const status = (more: Partial<PatientStatus> = {}): PatientStatus => ({
  stage: 'accepted',
  name: '张×',
  number: 'R7K2-M9QX-4',
  since: inMinutes(-30),
  from: { name: '青禾县人民医院', phone: '0871-6600110' },
  to: { name: '云岭市第一人民医院', phone: '0871-6600120' },
  home: null,
  reception: { hospital: '云岭市第一人民医院', arriveBy, place: '门诊楼二层', phone: '0871-6600188' },
  transport: 'own_way',
  bring: ['identity_card', 'insurance_card'],
  nextVisitOn: null,
  nextBy: null,
  messages: 'off',
  phone: null,
  expiresAt: inMinutes(100_000),
  ...more,
});
const open = (more: Partial<PatientStatus> = {}, language: 'zh' | 'en' = 'zh') =>
  show(`/p#${token}`, { language, answers: (a) => void a.on(lookAtPatientStatus, status(more)) });

describe('the page of a patient', () => {
  afterEach(cleanup);

  it('says where it stands, where to be and when, what to bring and whom to call, without a sign-in', async () => {
    const { answers } = open();
    expect(await screen.findByText('对方医院已同意接收您')).toBeDefined();
    const reception = within(screen.getByRole('region', { name: '到哪里，什么时候' }));
    expect(reception.getByText(clockOf(arriveBy))).toBeDefined();
    expect(reception.getByText('门诊楼二层')).toBeDefined();
    expect(reception.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['身份证', '医保卡（社保卡）']);
    const call = within(screen.getByRole('region', { name: '找谁' }));
    expect(call.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['tel:08716600120', 'tel:08716600110', 'tel:120']);
    expect(screen.getByText(/^现在在这里/)).toBeDefined();
    expect(answers.bodies(lookAtPatientStatus)[0]).toEqual({ token });
  });

  it('leads to the information desk where the place would tell the illness', async () => {
    open({ reception: { hospital: '云岭市第一人民医院', arriveBy, place: null, phone: null } });
    expect(await screen.findByText(/请到导诊台/)).toBeDefined();
  });

  it.each([
    ['zh', '约定时间已过，请联系医院'],
    ['en', 'The agreed time has passed: please contact the hospital'],
  ] as const)('asks whoever is late to call the hospital, in %s', async (language, words) => {
    const late = { hospital: '云岭市第一人民医院', arriveBy: inMinutes(-15), place: '门诊楼二层', phone: '0871-6600188' };
    open({ reception: late }, language);
    expect(await screen.findByText(words)).toBeDefined();
    cleanup();
    open({ stage: 'on_the_way', reception: late }, language);
    expect(await screen.findByText('门诊楼二层')).toBeDefined();
    expect(screen.queryByText(words)).toBeNull();
    cleanup();
    open({}, language);
    expect(await screen.findByText('门诊楼二层')).toBeDefined();
    expect(screen.queryByText(words)).toBeNull();
  });

  it.each(patientStages)('has words for %s, in English too', async (stage) => {
    open({ stage, reception: null }, 'en');
    const now = within(await screen.findByRole('region', { name: 'Now' }));
    expect(now.queryByText(/stage\.|next\./)).toBeNull();
    expect(now.getByRole('heading', { name: 'What happens next' })).toBeDefined();
  });

  it('after a death says only whom to call', async () => {
    open({ stage: 'contact_hospital', name: null, number: null, since: null, reception: null, bring: [] });
    expect(await screen.findByText('请联系医院')).toBeDefined();
    expect(screen.queryByRole('region', { name: '走到哪一步' })).toBeNull();
    expect(screen.queryByText(/转诊单号/)).toBeNull();
    expect(screen.getByRole('region', { name: '找谁' })).toBeDefined();
  });

  it('stops the messages with a second press', async () => {
    const user = userEvent.setup();
    const { answers } = open({ messages: 'on', phone: '138****1234' });
    answers.on(stopPatientMessages, status({ messages: 'stopped' }));
    await user.click(await screen.findByRole('button', { name: '不再收短信' }));
    expect(answers.of(stopPatientMessages)).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: '再按一次，停止短信' }));
    expect(await screen.findByText(/已停止，不会再发短信/)).toBeDefined();
    expect(answers.bodies(stopPatientMessages)).toEqual([{ token }]);
  });

  it('with a link that has ended says so and leaves the emergency number', async () => {
    show(`/p#${token}`, { answers: (a) => void a.refuse(lookAtPatientStatus, 'link.invalid') });
    const none = within(await screen.findByRole('alert'));
    expect(none.getByText('这个链接已失效')).toBeDefined();
    expect(none.getByRole('link').getAttribute('href')).toBe('tel:120');
  });

  it.each(['/p', '/p#short'])('without a whole token (%s) asks nothing', async (address) => {
    const { answers } = show(address);
    expect(await screen.findByText('这个链接已失效')).toBeDefined();
    expect(answers.of(lookAtPatientStatus)).toEqual([]);
  });
});
