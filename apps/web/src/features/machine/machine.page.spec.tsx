import { addMachineClient, listMachineClients, revokeMachineKey, type MachineClient } from '@alliance/contracts/machine.contract';
import { getTimeline } from '@alliance/contracts/timeline.contract';
import { grantableScopes } from '@alliance/domain/access/machine-scope';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, idOf } from '../../testing/make';
import { show } from '../../testing/show';
import { readKey, rotationOf, scopeGroups } from './machine.policy';

const key = (kid: string, change: Partial<MachineClient['keys'][number]> = {}): MachineClient['keys'][number] => ({
  ...{ kid, algorithm: 'ES256', addedAt: '2026-01-01T00:00:00Z', lastUsedAt: null, revokedAt: null },
  ...change,
});
const client = (...keys: MachineClient['keys']): MachineClient => ({
  ...{ id: idOf(80), version: 5, name: '市一院 HIS', scopes: ['referral.read'], keys, createdAt: '2026-01-01T00:00:00Z' },
  ...{ createdBy: '周文博', lastUsedAt: null, lastAddress: null, disabledAt: null },
});
const publicKey = { kty: 'EC', crv: 'P-256', x: 'abc', y: 'def' };
const open = (items: MachineClient[], more?: (answers: Answers) => void) =>
  show('/settings/machines', {
    as: appointment('member_administrator'),
    answers: (answers) => {
      answers.on(listMachineClients, { items, tokenEndpoint: 'https://portal.example/oauth/token' });
      answers.on(getTimeline, { items: [], nextCursor: null });
      more?.(answers);
    },
  });
const panel = () => within(screen.getByRole('dialog'));

describe('a pasted key', () => {
  it.each([
    ['not json', 'unread'],
    ['[]', 'unread'],
    ['{"x":1}', 'unread'],
    ['{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"secret"}', 'private'],
  ])('%s is %s', (text, bad) => expect(readKey(text)).toEqual({ bad }));
  it('that is public is taken', () => expect(readKey(JSON.stringify(publicKey))).toEqual({ key: publicKey }));
});
it('every scope that can be given is offered once', () => {
  expect([...scopeGroups.read, ...scopeGroups.write].toSorted()).toEqual(grantableScopes.toSorted());
});
it('a change of keys waits until the new one is used', () => {
  const older = key('old', { lastUsedAt: '2026-06-01T00:00:00Z' });
  const newer = { addedAt: '2026-07-01T00:00:00Z' };
  expect(rotationOf(client(older))).toBe('add');
  expect(rotationOf(client(older, key('new', newer)))).toBe('wait');
  expect(rotationOf(client(older, key('new', { ...newer, lastUsedAt: '2026-07-02T00:00:00Z' })))).toBe('revoke');
  expect(rotationOf(client(older, key('new', { ...newer, revokedAt: '2026-07-02T00:00:00Z' })))).toBe('add');
});

describe('machine clients', () => {
  afterEach(cleanup);

  it('are registered with a public key; a private one does not leave the browser', async () => {
    const { answers } = open([], (given) => void given.on(addMachineClient, client(key('one'))));
    await userEvent.click(await screen.findByRole('button', { name: '登记系统接口' }));
    await userEvent.type(panel().getByLabelText(/^名称/), '市一院 HIS');
    await userEvent.click(panel().getByRole('checkbox', { name: /查看转诊单/ }));
    const area = panel().getByLabelText(/公钥/);
    fireEvent.change(area, { target: { value: JSON.stringify({ ...publicKey, d: 'secret' }) } });
    await userEvent.click(panel().getByRole('button', { name: '登记系统接口' }));
    expect(panel().getByText(/这里面有私钥/)).toBeDefined();
    expect(answers.of(addMachineClient)).toEqual([]);
    fireEvent.change(area, { target: { value: JSON.stringify(publicKey) } });
    await userEvent.click(panel().getByRole('button', { name: '登记系统接口' }));
    await waitFor(() =>
      expect(answers.bodies(addMachineClient)).toMatchObject([{ name: '市一院 HIS', scopes: ['referral.read'], key: publicKey }]),
    );
  });

  it('say why a key is refused, beside it', async () => {
    open([], (given) => void given.refuse(addMachineClient, 'machine.key_invalid', { reason: 'weak' }));
    await userEvent.click(await screen.findByRole('button', { name: '登记系统接口' }));
    await userEvent.type(panel().getByLabelText(/^名称/), 'HIS');
    await userEvent.click(panel().getByRole('checkbox', { name: /查看转诊单/ }));
    fireEvent.change(panel().getByLabelText(/公钥/), { target: { value: '{"kty":"RSA","n":"a","e":"AQAB"}' } });
    await userEvent.click(panel().getByRole('button', { name: '登记系统接口' }));
    expect(await panel().findByText(/RSA 至少 2048 位。$/)).toBeDefined();
  });

  it('warn before the only valid key is revoked', async () => {
    const { answers } = open([client(key('thumbprint-1'))], (given) => void given.on(revokeMachineKey, client()));
    await userEvent.click(await screen.findByRole('button', { name: '吊销 thumbprint-1' }));
    expect(screen.getByText(/这是唯一有效的公钥/)).toBeDefined();
    expect(answers.of(revokeMachineKey)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: '确认吊销' }));
    await waitFor(() => expect(answers.bodies(revokeMachineKey)).toEqual([{ version: 5, kid: 'thumbprint-1' }]));
  });
});
