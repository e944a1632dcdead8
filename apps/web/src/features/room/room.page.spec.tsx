import * as contract from '@alliance/contracts/room.contract';
import { finishConsultation } from '@alliance/contracts/consultation-action.contract';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { idOf, inMinutes } from '../../testing/make';
import { consultation, enter, failingDevices, me, noDevices, openRoom, own, participant, press, view, workingDevices } from './room.story';

beforeEach(workingDevices);
afterEach(cleanup);

describe('in front of the door', () => {
  it('says who is there, when it begins, and a number to call; without a camera one goes in all the same', async () => {
    failingDevices('NotFoundError');
    const { portal } = openRoom();
    expect(await screen.findByText(/没有找到摄像头/)).toBeDefined();
    expect(screen.getByText(/已在会诊室：1 人/)).toBeDefined();
    await enter();
    expect(portal.sent.filter(({ event }) => event === 'room:join')).toHaveLength(1);
  });

  it.each([
    ['NotAllowedError', /摄像头未授权。请点地址栏/],
    ['NotReadableError', /摄像头被其他程序占用/],
    ['SomethingElse', /摄像头无法打开/],
  ])('%s says what to do', async (name, sentence) => {
    failingDevices(name);
    openRoom();
    expect(await screen.findByText(sentence)).toBeDefined();
    expect(screen.getByRole('button', { name: '再试一次 · 摄像头' })).toBeDefined();
  });

  it('a browser without devices says that the address is to blame', async () => {
    noDevices();
    openRoom({ language: 'en' });
    await waitFor(() => expect(screen.getAllByText(/no secure connection/)).toHaveLength(2));
  });

  it('is shut before its time, and says when it opens', async () => {
    openRoom({
      view: view({ open: false, opensAt: inMinutes(10), closesAt: inMinutes(90) }),
      consultation: consultation({
        startedAt: null,
        time: { startsAt: inMinutes(25), endsAt: inMinutes(85), heldUntil: null, sequence: 0 },
      }),
    });
    expect(((await screen.findByRole('button', { name: '进入会诊室' })) as HTMLButtonElement).disabled).toBe(true);
    expect(screen.getByText(/会诊室将于/)).toBeDefined();
    expect(screen.getByText(/距开始 2[45]:/)).toBeDefined();
  });

  it('is shut after its time', async () => {
    openRoom({ view: view({ open: false, closesAt: inMinutes(-1) }) });
    expect(await screen.findByText('会诊室已关闭')).toBeDefined();
    expect(screen.queryByRole('button', { name: '进入会诊室' })).toBeNull();
  });

  it('says why somebody may not come in, and stays there', async () => {
    openRoom({ answers: (answers) => void answers.refuse(contract.issueJoinToken, 'room.locked') });
    fireEvent.click(await screen.findByRole('button', { name: '进入会诊室' }));
    expect(await screen.findByText(/主持人已锁定会诊室/)).toBeDefined();
    expect(screen.getByRole('button', { name: '进入会诊室' })).toBeDefined();
  });

  it('has no place for who does not take part', async () => {
    openRoom({ view: view({ participantId: null, participants: [] }) });
    expect(await screen.findByText('您还不能进入这次会诊')).toBeDefined();
  });

  it('an observer waits until the door opens, without reloading', async () => {
    const { portal, becomes, answers } = openRoom({ view: view({ standing: 'waiting' }) });
    portal.joins = { ok: true, participantId: me, standing: 'waiting', version: 5, position: 0 };
    fireEvent.click(await screen.findByRole('button', { name: '进入会诊室' }));
    expect(await screen.findByText('您在等候区，等待主持人准入')).toBeDefined();
    expect(answers.of(contract.connectMedia)).toHaveLength(0);
    act(() => becomes({ standing: 'admitted' }));
    expect(await screen.findByRole('toolbar', { name: '会诊室操作' })).toBeDefined();
    await waitFor(() => expect(answers.of(contract.connectMedia)).toHaveLength(1));
  });
});

describe('moderators', () => {
  const guests = [
    own({ moderator: true }),
    participant(702, { name: '沈国强' }),
    participant(801, { name: '刘护士', kind: 'attendee', side: null, standing: 'waiting' }),
  ];
  const moderating = view({
    standing: 'admitted',
    participants: guests,
    actions: ['join', 'admit', 'mute', 'remove', 'lock', 'unlock', 'raiseHand', 'lowerHand', 'leave', 'report', 'write'],
  });

  it('admit, mute, lock; removing has a reason and is confirmed', async () => {
    const { answers } = openRoom({ view: moderating });
    answers
      .on(contract.admitToRoom, moderating)
      .on(contract.muteParticipant, moderating)
      .on(contract.lockRoom, { ...moderating, locked: true });
    answers.on(contract.removeParticipant, moderating);
    await enter();
    press('准入 刘护士');
    await waitFor(() => expect(answers.bodies(contract.admitToRoom)).toEqual([{ participantId: idOf(801) }]));
    press('对沈国强的操作');
    fireEvent.click(screen.getByRole('menuitem', { name: '静音' }));
    await waitFor(() => expect(answers.bodies(contract.muteParticipant)).toEqual([{ participantId: idOf(702), what: 'audio' }]));
    press('对沈国强的操作');
    fireEvent.click(screen.getByRole('menuitem', { name: /移出会诊室/ }));
    const dialog = within(screen.getByRole('dialog', { name: '移出 沈国强' }));
    expect((dialog.getByRole('button', { name: '移出' }) as HTMLButtonElement).disabled).toBe(true);
    fireEvent.click(dialog.getByRole('radio', { name: '误入' }));
    fireEvent.click(dialog.getByRole('button', { name: '移出' }));
    await waitFor(() => expect(answers.bodies(contract.removeParticipant)).toEqual([{ participantId: idOf(702), reason: 'mistaken' }]));
    press('锁定会诊室');
    expect(await screen.findByText(/已锁定：新的人不能进入/)).toBeDefined();
  });

  it('others see the people and none of the switches', async () => {
    openRoom({ view: { ...moderating, actions: view().actions } });
    await enter();
    expect(screen.getByText(/等待准入 1 人/)).toBeDefined();
    expect(screen.queryByRole('button', { name: /准入|锁定|的操作/ })).toBeNull();
  });

  it('end the session for everybody, after a question', async () => {
    const { answers } = openRoom({ view: moderating, consultation: consultation({ actions: ['finish'] }) });
    answers.on(finishConsultation, consultation({ state: 'concluding' }));
    await enter();
    press('结束会诊…');
    expect(answers.of(finishConsultation)).toHaveLength(0);
    fireEvent.click(within(screen.getByRole('dialog', { name: '为所有人结束会诊' })).getByRole('button', { name: '结束会诊' }));
    await waitFor(() => expect(answers.bodies(finishConsultation)).toEqual([{ version: 7 }]));
  });
});

describe('an observer', () => {
  it('is told that the patient is not shown, and has no camera to turn on', async () => {
    openRoom({
      view: view({ standing: 'admitted', participants: [own({ kind: 'attendee', side: null })] }),
      consultation: consultation({ observer: true, patient: null, kind: 'teaching', invitingSide: false }),
      answers: (answers) => void answers.on(contract.connectMedia, { engine: 'sfu', participantId: me, publish: false, iceServers: [] }),
    });
    await enter();
    expect(screen.getAllByText(/患者身份已隐去/).length).toBeGreaterThan(0);
    await waitFor(() => expect(screen.queryByRole('button', { name: '静音' })).toBeNull());
    expect(screen.queryByText('欧阳建华')).toBeNull();
  });
});
