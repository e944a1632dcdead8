import { getAlliance, listAlliances, type Alliance } from '@alliance/contracts/alliance.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { appointment, idOf } from '../../testing/make';
import { show } from '../../testing/show';

const member = (n: number, name: string, role: 'lead' | 'member', agreement: string | null): Alliance['members'][number] => ({
  ...{ id: idOf(n), name, role, agreement, city: '云岭市', type: 'general_hospital', level: 'secondary', from: '2025-09-01', to: null },
  state: role === 'lead' || agreement ? 'active' : 'pending',
});
const alliance: Alliance = {
  id: idOf(7),
  name: { zh: '云岭市心血管专科联盟', en: 'Yunling Cardiovascular Alliance' },
  specialty: 'cardiovascular',
  phase: 'building',
  lead: { id: idOf(1), name: '云岭市人民医院' },
  memberCount: 2,
  invented: true,
  version: 1,
  members: [
    member(1, '云岭市人民医院', 'lead', null),
    member(2, '青禾县人民医院', 'member', '云联协〔2025〕2号'),
    member(3, '柳河镇卫生院', 'member', null),
  ],
  openedFrom: null,
  openedOn: '2025-09-01',
};

describe('an alliance', () => {
  afterEach(cleanup);

  it('says who leads, who is still pending, how far it is, and that it is invented', async () => {
    show(`/alliances/${alliance.id}`, {
      as: appointment('doctor'),
      answers: (answers) => void answers.on(getAlliance, alliance),
      language: 'en',
    });
    expect(await screen.findByRole('heading', { name: 'Yunling Cardiovascular Alliance' })).toBeDefined();
    const row = (name: string) => within(screen.getByRole('link', { name }).closest('tr') as HTMLElement);
    expect(row('青禾县人民医院').getByText('✓ 云联协〔2025〕2号')).toBeDefined();
    expect(row('柳河镇卫生院').getByText('◷ pending')).toBeDefined();
    expect(screen.getByText('◷ 1 with agreement pending')).toBeDefined();
    expect(screen.getByRole('list', { name: 'Phase reached' }).querySelector('[aria-current]')?.textContent).toContain('Building');
    expect(screen.getByText(/hospitals, people and patients are invented/)).toBeDefined();
  });

  it('is opened from the pairings by the office only', async () => {
    const answers = (given: Parameters<NonNullable<NonNullable<Parameters<typeof show>[1]>['answers']>>[0]) =>
      void given.on(listAlliances, { items: [], nextCursor: null });
    show('/alliances', { as: appointment('management_office'), answers });
    expect((await screen.findAllByRole('link', { name: '从结对开设' })).length).toBeGreaterThan(0);
    cleanup();
    show('/alliances', { as: appointment('doctor'), answers });
    expect(await screen.findByText('还没有专科联盟')).toBeDefined();
    expect(screen.queryByRole('link', { name: '从结对开设' })).toBeNull();
  });
});
