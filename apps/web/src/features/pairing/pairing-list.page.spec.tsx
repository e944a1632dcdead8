import { getAlliance, listAlliances, openAlliance, type Alliance } from '@alliance/contracts/alliance.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import { listCoverageGaps, listPairings, type Pairing } from '@alliance/contracts/pairing.contract';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, idOf } from '../../testing/make';
import { show } from '../../testing/show';

const jiangsu = '医疗卫生领域南北结对帮扶合作实施方案（苏办发〔2022〕13号）';
const place = (n: number, name: string, city: string, province = '江苏省'): Pairing['recipient'] => ({
  id: idOf(n),
  name,
  province,
  city,
  type: 'general_hospital',
});
const drumTower = place(1, '南京鼓楼医院', '南京市');
const wuxi = place(2, '无锡市急救中心', '无锡市');
const masked = place(3, '***区第二人民医院', '广州市', '广东省');
const pair = (n: number, recipient: Pairing['recipient'], supporter: Pairing['supporter'], more: Partial<Pairing> = {}): Pairing => ({
  id: idOf(1000 + n),
  recipient,
  supporter,
  lead: null,
  leadBasis: 'not_stated',
  category: null,
  from: '2022-01-01',
  to: '2025-12-31',
  source: jiangsu,
  notes: null,
  flags: [],
  ...more,
});
const pairs = [
  pair(1, place(11, '涟水县人民医院', '淮安市'), drumTower, { lead: true, leadBasis: 'rule_note_inferred', flags: ['lead_to_confirm'] }),
  pair(2, place(12, '盱眙县人民医院', '淮安市'), drumTower, { lead: true, leadBasis: 'rule_note_inferred', flags: ['lead_to_confirm'] }),
  pair(3, place(13, '贵阳市急救中心', '贵阳市', '贵州省'), wuxi, { flags: ['city_outside_scheme'], source: '黔府办函〔2016〕247号' }),
  pair(4, place(14, '平塘县人民医院', '黔南州', '贵州省'), masked, { flags: ['masked_name'], source: '黔府办函〔2016〕247号' }),
];
const gap = { source: jiangsu, county: '灌南县', type: 'tcm_hospital' as const, reason: '附件2列9所县级中医院，灌南县无对应条目' };
const opened: Alliance = {
  id: idOf(77),
  name: { zh: '南京鼓楼医院心血管专科联盟' },
  specialty: 'cardiovascular',
  phase: 'preparing',
  lead: drumTower,
  memberCount: 2,
  invented: false,
  version: 1,
  members: [],
  openedFrom: jiangsu,
  openedOn: '2026-11-22',
};

const answering = (items: Pairing[]) => (answers: Answers) =>
  void answers
    .on(listPairings, { items, nextCursor: null })
    .on(listCoverageGaps, { items: [gap] })
    .on(listAlliances, { items: [], nextCursor: null })
    .refuse(getInstitution, 'access.not_found');
const open = async (path = '/pairings', items = pairs, role: 'management_office' | 'doctor' = 'management_office') => {
  const scene = show(path, { as: appointment(role), answers: answering(items) });
  await screen.findByRole('heading', { level: 1, name: '结对帮扶' });
  return scene;
};
const rowOf = async (name: string) => {
  const row = (await screen.findByText(name)).closest('tr');
  if (!row) throw new Error(`no row of ${name}`);
  return within(row);
};

describe('pairings', () => {
  afterEach(cleanup);

  it('say who leads and why, and what is odd, in words', async () => {
    await open();
    expect((await rowOf('涟水县人民医院')).getByText(/牵头$/).textContent).toBe('★ 牵头');
    expect((await rowOf('涟水县人民医院')).getByText('按附件注推断，须确认')).toBeDefined();
    expect((await rowOf('贵阳市急救中心')).getByText('文件之外的城市')).toBeDefined();
    expect((await rowOf('平塘县人民医院')).getByText('名称被遮盖')).toBeDefined();
    expect(screen.getByText('4 对 · 受援 4 家 · 支援 3 家')).toBeDefined();
    expect(screen.getByRole('region', { name: '有理由的空缺 1 处' }).textContent).toContain('灌南县 · 中医医院 · 无结对：附件2列9所');
  });

  it('are filtered by the side that was chosen, and the address keeps it', async () => {
    const { router } = await open();
    await rowOf('涟水县人民医院');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '市' }), '淮安市');
    await waitFor(() => expect(screen.queryByText('贵阳市急救中心')).toBeNull());
    await userEvent.click(screen.getByRole('button', { name: '按支援方' }));
    expect(router.state.location.search).toEqual({ role: 'supporter', other: '淮安市' });
    expect(screen.getByText(/^2 对/)).toBeDefined();
  });

  it('of a day are asked for that day, and an empty day leads to one that is not', async () => {
    const { answers, router } = await open('/pairings?on=2026-11-22', []);
    expect(await screen.findByText('2026-11-22 没有有效的结对')).toBeDefined();
    expect(answers.of(listPairings).at(-1)?.ask.query).toMatchObject({ on: '2026-11-22', limit: '1000' });
    await userEvent.click(screen.getByRole('button', { name: /苏办发〔2022〕13号：2022-01-01 至 2025-12-31/ }));
    expect(router.state.location.search).toEqual({ on: '2025-12-31' });
  });

  it('become an alliance in three presses: supporter, open, confirm', async () => {
    const { answers, router } = await open();
    answers.on(openAlliance, opened).on(getAlliance, opened);
    await userEvent.click((await screen.findAllByRole('button', { name: '南京鼓楼医院' }))[0] as HTMLElement);
    await userEvent.click(await screen.findByRole('button', { name: '开设专科联盟' }));
    await userEvent.click(await screen.findByRole('button', { name: '确认开设' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/alliances/${opened.id}`));
    expect(answers.bodies(openAlliance)).toEqual([
      {
        id: expect.any(String),
        name: '南京鼓楼医院心血管专科联盟',
        specialty: 'cardiovascular',
        leadId: drumTower.id,
        memberIds: [idOf(11), idOf(12)],
        openedFrom: jiangsu,
      },
    ]);
  });

  it('a taken name is said beside the name, and nothing is lost', async () => {
    const { answers } = await open(`/pairings?supporter=${drumTower.id}`);
    answers.refuse(openAlliance, 'alliance.name_taken');
    await userEvent.click(await screen.findByRole('button', { name: '开设专科联盟' }));
    await userEvent.click(screen.getByRole('checkbox', { name: /盱眙县人民医院/ }));
    await userEvent.click(screen.getByRole('button', { name: '确认开设' }));
    expect(await screen.findByText(/已有同名联盟/)).toBeDefined();
    expect(screen.getByRole('checkbox', { name: /盱眙县人民医院/ })).toHaveProperty('checked', false);
  });

  it('a masked supporter cannot lead, with the reason; a doctor is not offered to open', async () => {
    await open(`/pairings?supporter=${masked.id}`);
    expect(await screen.findByRole('button', { name: '开设专科联盟' })).toHaveProperty('disabled', true);
    expect(screen.getByText(/名称被遮盖，核实并重新导入后/)).toBeDefined();
    cleanup();
    await open(`/pairings?supporter=${drumTower.id}`, pairs, 'doctor');
    expect(await screen.findByText('支援 2 家受援机构')).toBeDefined();
    expect(screen.queryByRole('button', { name: '开设专科联盟' })).toBeNull();
  });

  it('are exported as they are shown', async () => {
    const blobs: Blob[] = [];
    Object.assign(URL, { createObjectURL: (blob: Blob) => (blobs.push(blob), 'blob:x'), revokeObjectURL: jest.fn() });
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    await open('/pairings?flag=masked_name');
    await rowOf('平塘县人民医院');
    await userEvent.click(screen.getByRole('button', { name: '导出 CSV' }));
    const text = await new Promise<string>((done) => {
      const reader = new FileReader();
      reader.onload = () => done(new TextDecoder('utf-8', { ignoreBOM: true }).decode(reader.result as ArrayBuffer));
      reader.readAsArrayBuffer(blobs[0] as Blob);
    });
    const [head, row, ...more] = text.split('\r\n');
    expect(head).toMatch(/^\uFEFF受援机构,受援省,/);
    expect(row).toContain('平塘县人民医院,贵州省,黔南州,综合医院,***区第二人民医院');
    expect(more).toEqual([]);
  });
});
