import { startConsultation } from '@alliance/contracts/consultation-action.contract';
import * as contract from '@alliance/contracts/room.contract';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { county, idOf, inMinutes } from '../../testing/make';
import { consultation, enter, me, openRoom, own, participant, press, roomId, view, workingDevices } from './room.story';

beforeEach(workingDevices);
afterEach(cleanup);

describe('in the room', () => {
  const standing = { standing: 'admitted' as const };

  it('sends what is on, mutes by button and by key, and tells the others', async () => {
    const { media, answers } = openRoom({ view: view(standing) });
    await enter();
    await waitFor(() => expect(media.published.at(-1)?.audio).toMatchObject({ kind: 'audio' }));
    press('静音');
    await waitFor(() => expect(media.published.at(-1)?.audio).toBeNull());
    await waitFor(() =>
      expect(answers.bodies(contract.reportLine).at(-1)).toMatchObject({ microphone: false, camera: true, quality: '720p' }),
    );
    fireEvent.keyDown(document.body, { key: 'm' });
    await waitFor(() => expect(media.published.at(-1)?.audio).not.toBeNull());
    fireEvent.keyDown(document.body, { key: 'v' });
    await waitFor(() => expect(media.published.at(-1)?.video).toBeNull());
  });

  it('is silenced by a moderator, and may turn itself on again', async () => {
    const { media, portal } = openRoom({ view: view(standing) });
    await enter();
    await waitFor(() => expect(media.published.at(-1)?.audio).toMatchObject({ kind: 'audio' }));
    act(() => portal.say('room:signal', { kind: 'muted', what: 'audio' }));
    await waitFor(() => expect(media.published.at(-1)?.audio).toBeNull());
    expect(screen.getByText('主持人已将您静音')).toBeDefined();
    press('取消静音');
    await waitFor(() => expect(media.published.at(-1)?.audio).toMatchObject({ kind: 'audio' }));
  });

  it('a broken line keeps everything and comes back by itself with another token', async () => {
    const { portal, answers, media } = openRoom({ view: view(standing) });
    await enter();
    press(/^文字/);
    fireEvent.change(screen.getByLabelText('写给所有参会者'), { target: { value: '正在写的话' } });
    act(() => portal.cut());
    expect(await screen.findByText(/正在重新连接… 资料仍可看/)).toBeDefined();
    expect(media.closed).toBe(false);
    act(() => portal.restore());
    await waitFor(() => expect(screen.queryByText(/正在重新连接/)).toBeNull());
    expect(answers.of(contract.issueJoinToken)).toHaveLength(2);
    expect((screen.getByLabelText('写给所有参会者') as HTMLTextAreaElement).value).toBe('正在写的话');
    // picture and sound went on: they are not set up again
    expect(answers.of(contract.connectMedia)).toHaveLength(1);
  });

  it('a portal that restarts is asked again until it answers', async () => {
    const { portal, answers } = openRoom({ view: view(standing) });
    await enter();
    answers.silence(contract.issueJoinToken);
    act(() => portal.cut('io server disconnect'));
    await waitFor(() => expect(answers.of(contract.issueJoinToken).length).toBeGreaterThan(2));
    answers.on(contract.issueJoinToken, { token: 'u'.repeat(32), expiresAt: inMinutes(1), participantId: me });
    await waitFor(() => expect(screen.queryByText(/正在重新连接/)).toBeNull());
  });

  it('a bad line brings the board, says so, and gives the people back', async () => {
    const { media } = openRoom({ view: view(standing) });
    await enter();
    await waitFor(() => expect(media.published.length).toBeGreaterThan(0));
    const quality = (step: '720p' | 'audio' | 'board') =>
      act(() => media.quality({ step, lossPercent: 20, roundTripMs: 900, availableKbps: 30 }));
    quality('audio');
    expect(await screen.findByText('网络变差，已降为仅语音')).toBeDefined();
    expect(screen.getByRole('button', { name: '看画面' })).toBeDefined();
    expect(screen.getByText(/画面未发送/)).toBeDefined();
    quality('board');
    expect(await screen.findByText(/请拨打电话继续会诊/)).toBeDefined();
    quality('720p');
    expect(screen.getByRole('button', { name: '看资料白板' })).toBeDefined();
  });

  it('on the board alone nothing is sent, the page says so, and the camera is let go of until the line is back', async () => {
    const { media, answers } = openRoom({ view: view(standing) });
    await enter();
    await waitFor(() => expect(media.published.at(-1)?.video).toMatchObject({ kind: 'video' }));
    const quality = (step: '720p' | 'board') => act(() => media.quality({ step, lossPercent: 60, roundTripMs: 900, availableKbps: 0 }));
    quality('board');
    await waitFor(() => expect(media.published.at(-1)?.video).toBeNull());
    expect(screen.getByText(/未发送画面和声音/)).toBeDefined();
    for (const name of ['声音未发送', '画面未发送'])
      expect(screen.getByRole('button', { name }).getAttribute('aria-disabled')).toBe('true');
    expect(screen.queryByRole('button', { name: /静音|摄像头/ })).toBeNull();
    await waitFor(() =>
      expect(answers.bodies(contract.reportLine).at(-1)).toMatchObject({ quality: 'board', microphone: false, camera: false }),
    );
    quality('720p');
    await waitFor(() => expect(media.published.at(-1)?.video).toMatchObject({ kind: 'video' }));
    expect(screen.getByRole('button', { name: '静音' })).toBeDefined();
  });

  it('is begun from inside once both sides are there and it is time', async () => {
    const asked = consultation({ state: 'booked', startedAt: null, actions: ['start'] });
    const { answers, becomes } = openRoom({ view: view({ ...standing, participants: [own()] }), consultation: asked });
    await enter();
    expect(screen.queryByText(/双方已到/)).toBeNull();
    expect(screen.getByRole('button', { name: '开始会诊' })).toBeDefined();
    act(() => becomes({ participants: [own(), participant(702)] }));
    expect(await screen.findByText(/双方已到/)).toBeDefined();
    answers.on(startConsultation, consultation());
    press('开始会诊');
    await waitFor(() => expect(answers.bodies(startConsultation)).toEqual([{ version: 7 }]));
  });

  it('is not offered to begin before its time', async () => {
    const time = { startsAt: inMinutes(10), endsAt: inMinutes(70), heldUntil: null, sequence: 0 };
    openRoom({
      view: view({ ...standing, participants: [own(), participant(702)] }),
      consultation: consultation({ actions: ['start'], time }),
    });
    await enter();
    expect(screen.queryByText(/双方已到/)).toBeNull();
  });

  it('a step is held by hand', async () => {
    const { media } = openRoom({ view: view(standing) });
    await enter();
    press('画面质量：高清画面');
    fireEvent.click(screen.getByRole('radio', { name: /仅语音/ }));
    await waitFor(() => expect(media.steps.at(-1)).toBe('audio'));
  });

  it('raises a hand by key, and says who else did', async () => {
    const { answers, becomes } = openRoom({ view: view(standing) });
    await enter();
    const raised = view({ ...standing, participants: [own({ handRaisedAt: inMinutes(0) }), participant(702, { name: '沈国强' })] });
    answers.on(contract.raiseHand, raised);
    fireEvent.keyDown(document.body, { key: 'h' });
    expect(await screen.findByRole('button', { name: '放下手' })).toBeDefined();
    act(() =>
      becomes({
        participants: [own(), participant(702, { name: '沈国强', handRaisedAt: inMinutes(0) }), participant(703, { name: '陆敏' })],
      }),
    );
    expect(await screen.findByText('沈国强 举手')).toBeDefined();
    expect(screen.getByText('陆敏 进入了会诊室')).toBeDefined();
  });

  it('the chat counts what was not read, shows it, and keeps what was not sent', async () => {
    const message = { id: idOf(900), position: 3, at: inMinutes(0), by: '沈国强', institution: county, mine: false, text: '请看第二张图' };
    const { portal, answers } = openRoom({ view: view(standing) });
    await enter();
    answers.on(contract.listRoomMessages, { items: [message], later: false });
    act(() => portal.say('room:chat', { consultationId: roomId, position: 3 }));
    press('文字，3 条未读');
    expect(await screen.findByText('请看第二张图')).toBeDefined();
    expect(screen.getByRole('button', { name: '文字' })).toBeDefined();
    answers.refuse(contract.writeRoomMessage, 'server.unavailable');
    fireEvent.change(screen.getByLabelText('写给所有参会者'), { target: { value: '好的' } });
    press('发送');
    await waitFor(() => expect(answers.of(contract.writeRoomMessage).length).toBeGreaterThan(0));
    expect((screen.getByLabelText('写给所有参会者') as HTMLTextAreaElement).value).toBe('好的');
  });

  it.each([
    ['removed', '主持人已将您移出会诊室'],
    ['over', '会诊已结束'],
    ['withdrawn', '您不再参加这次会诊'],
    ['replaced', '您已在另一个窗口进入会诊室'],
  ] as const)('%s: the last page says so, and nothing is sent any more', async (why, sentence) => {
    const { portal, media } = openRoom({ view: view(standing), consultation: consultation({ actions: ['decide'] }) });
    await enter();
    await waitFor(() => expect(media.published.length).toBeGreaterThan(0));
    act(() => portal.say('room:left', { consultationId: roomId, why }));
    expect(await screen.findByText(sentence)).toBeDefined();
    expect(screen.getByRole('link', { name: '去作出决定' }).getAttribute('href')).toBe(`/consultations/${roomId}`);
    expect(media.closed).toBe(true);
    expect(screen.queryAllByRole('button', { name: /返回会诊室|改在本窗口进入/ })).toHaveLength(why === 'replaced' ? 1 : 0);
  });

  it('leaving is asked once, told to the portal, and one can come back', async () => {
    const { answers } = openRoom({ view: view(standing) });
    await enter();
    press('离开');
    expect(answers.of(contract.leaveRoom)).toHaveLength(0);
    fireEvent.click(within(screen.getByRole('dialog', { name: '离开会诊室？' })).getByRole('button', { name: '离开' }));
    expect(await screen.findByText('您已离开会诊室')).toBeDefined();
    await waitFor(() => expect(answers.of(contract.leaveRoom)).toHaveLength(1));
    press('返回会诊室');
    expect(await screen.findByRole('button', { name: '进入会诊室' })).toBeDefined();
  });

  it('nothing on the page pretends to record', async () => {
    openRoom({ view: view(standing) });
    await enter();
    expect(screen.queryByText(/录制|录像|录音/)).toBeNull();
  });
});
