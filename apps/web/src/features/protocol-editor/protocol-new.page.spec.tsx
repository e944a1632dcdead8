import { listAlliances } from '@alliance/contracts/alliance.contract';
import { createProtocol } from '@alliance/contracts/protocol.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment, county, idOf, lead } from '../../testing/make';
import { show } from '../../testing/show';
import { protocol } from './editor.story';

const alliance = (n: number, zh: string, leader: typeof lead) => ({
  ...{ id: idOf(n), name: { zh }, specialty: 'cardiovascular' as const, phase: 'building' as const, lead: leader },
  ...{ memberCount: 2, invented: true, version: 1, openedOn: '2025-09-01', openedFrom: null },
});
const ours = alliance(900, '心血管联盟', lead);
const theirs = alliance(901, '别家的联盟', county);

describe('a new protocol', () => {
  afterEach(cleanup);

  it('begins for an alliance that my hospital leads, under a code of its own', async () => {
    const { answers } = show('/protocols/new', {
      as: appointment('expert'),
      answers: (given) => void given.on(listAlliances, { items: [ours, theirs] as never, nextCursor: null }).on(createProtocol, protocol()),
    });
    expect(await screen.findByRole('option', { name: '心血管联盟' })).toBeDefined();
    expect(screen.queryByRole('option', { name: '别家的联盟' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: '新建' }));
    expect(screen.getByText(/须为 2–10 个大写字母/)).toBeDefined();
    expect(answers.of(createProtocol)).toEqual([]);
    await userEvent.type(screen.getByLabelText(/代号/), 'htn2');
    await userEvent.type(screen.getByLabelText(/名称（中文）/), '高血压');
    await userEvent.click(screen.getByRole('button', { name: '新建' }));
    await waitFor(() => expect(answers.bodies(createProtocol)).toEqual([{ allianceId: idOf(900), code: 'HTN2', title: { zh: '高血压' } }]));
  });

  it('keeps what was typed when the code is taken', async () => {
    show('/protocols/new', {
      as: appointment('expert'),
      answers: (given) =>
        void given.on(listAlliances, { items: [ours] as never, nextCursor: null }).refuse(createProtocol, 'protocol.code_taken'),
    });
    await userEvent.type(await screen.findByLabelText(/代号/), 'HTN');
    await userEvent.type(screen.getByLabelText(/名称（中文）/), '高血压');
    await userEvent.click(screen.getByRole('button', { name: '新建' }));
    expect(await screen.findByText(/已有这个规范代号/)).toBeDefined();
    expect((screen.getByLabelText(/名称（中文）/) as HTMLInputElement).value).toBe('高血压');
  });

  it('is nothing for a hospital that leads none', async () => {
    show('/protocols/new', {
      as: appointment('expert', county),
      answers: (given) => void given.on(listAlliances, { items: [ours] as never, nextCursor: null }),
    });
    expect(await screen.findByText('本院还没有牵头的联盟')).toBeDefined();
  });
});
