import { listAlliances } from '@alliance/contracts/alliance.contract';
import { getInstitution, listInstitutions, type InstitutionDetail } from '@alliance/contracts/institution.contract';
import { listPairings } from '@alliance/contracts/pairing.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment, idOf } from '../../testing/make';
import { show } from '../../testing/show';

const panxian: InstitutionDetail = {
  id: idOf(1),
  code: 'gz-panxian',
  name: '盘州市人民医院',
  aliases: ['盘县人民医院'],
  province: '贵州省',
  city: '六盘水市',
  type: 'general_hospital',
  level: 'tertiary',
  levelBasis: '004 §二(一)',
  source: '004#2',
  invented: false,
  flags: ['possible_duplicate'],
  phone: null,
  timeZone: 'Asia/Shanghai',
  departments: [],
  version: 1,
  capabilities: [],
  contactLines: [],
  possibleSameAs: [{ id: idOf(2), name: '盘县中心医院' }],
};
const nothing = { items: [], nextCursor: null };

describe('institutions', () => {
  afterEach(cleanup);

  it('are searched by what is typed, and the address keeps it', async () => {
    const { answers, router } = show('/institutions', {
      as: appointment('doctor'),
      answers: (given) => void given.on(listInstitutions, ({ query }) => ({ ...nothing, items: query.query === 'px' ? [] : [panxian] })),
    });
    expect(await screen.findByText('又名 盘县人民医院')).toBeDefined();
    await userEvent.type(screen.getByRole('searchbox'), 'px');
    expect(await screen.findByText('没有符合条件的机构')).toBeDefined();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: '省' }), '贵州省');
    await waitFor(() => expect(answers.of(listInstitutions).at(-1)?.ask.query).toMatchObject({ query: 'px', province: '贵州省' }));
    expect(router.state.location.search).toEqual({ query: 'px', province: '贵州省' });
  });

  it('show a level as a claim with its basis, what they may be the same as, and pairs of a day', async () => {
    const { answers } = show(`/institutions/${panxian.id}?on=2023-01-01`, {
      as: appointment('doctor'),
      answers: (given) => void given.on(getInstitution, panxian).on(listPairings, nothing).on(listAlliances, nothing),
    });
    expect(await screen.findByText('依据：004 §二(一)')).toBeDefined();
    expect(screen.getByText('? 待核实')).toBeDefined();
    expect(screen.getByRole('link', { name: '盘县中心医院' }).getAttribute('href')).toBe(`/institutions/${idOf(2)}`);
    expect(await screen.findByText('2023-01-01 没有有效的结对')).toBeDefined();
    expect(answers.of(listPairings).map(({ ask }) => ask.query)).toEqual([
      { on: '2023-01-01', recipientId: panxian.id },
      { on: '2023-01-01', supporterId: panxian.id },
    ]);
  });
});
