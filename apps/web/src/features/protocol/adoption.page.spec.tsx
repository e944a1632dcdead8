import { adoptVersion, getAdoption } from '@alliance/contracts/adoption.contract';
import { getProtocol, getVersion } from '@alliance/contracts/protocol.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Answers } from '../../testing/answers';
import { appointment, county, idOf } from '../../testing/make';
import { adoption, criterion, protocol, version } from '../../testing/make-protocol';
import { show } from '../../testing/show';

const administrator = appointment('member_administrator', county);
const open = (more: (answers: Answers) => void = () => undefined, shown = version()) =>
  show(`/protocols/${idOf(800)}/adoption`, {
    as: administrator,
    answers: (answers) => {
      answers
        .on(getProtocol, protocol())
        .on(getVersion, shown)
        .on(getAdoption, adoption({ version: 0, number: null, adoptedAt: null, adoptedBy: null }));
      more(answers);
    },
  });
const edit = async () => {
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: /为一条标准设本院规则/ }), 'HTN-U07');
  return within(await screen.findByRole('dialog', { name: 'HTN-U07 的本院规则' }));
};
const setNumber = async (field: HTMLElement, value: string) => {
  await userEvent.clear(field);
  await userEvent.type(field, value);
};

describe('adopting a protocol', () => {
  afterEach(cleanup);

  it('adopts the version in force as it is', async () => {
    const { answers } = open((given) => void given.on(adoptVersion, adoption({ version: 1 })));
    expect(await screen.findByText(/全部按联盟规则判定/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '采用第 2 版' }));
    await waitFor(() => expect(answers.bodies(adoptVersion)).toEqual([{ version: 0, number: 2, overrides: [] }]));
    expect(await screen.findByText('已采用第 2 版，本院规则 0 条')).toBeDefined();
  });

  it('lowers a threshold and adds a way up, shows the difference and sends it with the reason', async () => {
    const { answers } = open((given) => void given.on(adoptVersion, adoption({ version: 1 })));
    const panel = await edit();
    await setNumber(panel.getByLabelText('收缩压 ≥ 180 mmHg'), '170');
    expect((await panel.findByText('收缩压 ≥ 170 mmHg', { selector: 'ins' })).tagName).toBe('INS');
    expect(panel.getByText('收缩压 ≥ 180 mmHg', { selector: 'del' })).toBeDefined();
    await userEvent.selectOptions(panel.getByLabelText('指标'), 'vomiting');
    await userEvent.selectOptions(panel.getByLabelText('取值'), 'yes');
    await userEvent.click(panel.getByRole('button', { name: '加入' }));
    expect(panel.getByText(/收紧：联盟会上转的，本院都会上转/)).toBeDefined();
    await userEvent.click(panel.getByRole('button', { name: '放入清单' }));
    expect(panel.getByText(/请写明理由/)).toBeDefined();
    await userEvent.type(panel.getByLabelText(/理由/), '离县医院远');
    await userEvent.click(panel.getByRole('button', { name: '放入清单' }));
    await userEvent.click(screen.getByRole('button', { name: '采用第 2 版' }));
    await waitFor(() =>
      expect(answers.bodies(adoptVersion)).toEqual([
        {
          version: 0,
          number: 2,
          overrides: [
            {
              code: 'HTN-U07',
              reason: '离县医院远',
              rule: {
                any: [
                  { fact: 'sbp', op: '>=', value: 170 },
                  { fact: 'dbp', op: '>=', value: 110 },
                  { fact: 'vomiting', op: 'is', value: true },
                ],
              },
            },
          ],
        },
      ]),
    );
  });

  it('does not let an immediate criterion be loosened, and says whom that would miss', async () => {
    open(undefined, version({ criteria: [criterion({ urgency: 'immediate' })] }));
    const panel = await edit();
    await setNumber(panel.getByLabelText('收缩压 ≥ 180 mmHg'), '190');
    const said = await panel.findByText(/放宽：有的患者按联盟规则应上转/);
    expect(said.closest('[role=status]')?.textContent).toMatch(/例如.*收缩压 1[89]\d/);
    expect(panel.getByText(/“立即”的标准不得放宽/)).toBeDefined();
    await userEvent.type(panel.getByLabelText(/理由/), '床位少');
    await userEvent.click(panel.getByRole('button', { name: '放入清单' }));
    expect(screen.getByRole('dialog', { name: 'HTN-U07 的本院规则' })).toBeDefined();
  });

  it('shows what the server refuses, keeps the list and names the criterion', async () => {
    open((given) => void given.refuse(adoptVersion, 'protocol.override_loosens', { criterion: 'HTN-U07' }));
    await userEvent.click(await screen.findByRole('button', { name: '采用第 2 版' }));
    const refused = await screen.findByText(/只能收紧，不能放宽/);
    expect(refused.closest('[role=alert]')?.textContent).toContain('HTN-U07');
  });

  it('says of a lapsed rule and of one without criterion what to do', async () => {
    const rule = { fact: 'sbp', op: '>=' as const, value: 170 };
    const own = { rule, reason: '远', baseline: rule, effect: 'tightens' as const };
    const overrides = [
      { ...own, code: 'HTN-U07', lapsed: true },
      { ...own, code: 'HTN-U99', lapsed: true },
    ];
    open((given) => void given.on(getAdoption, adoption({ overrides })));
    expect(await screen.findByText(/联盟已改动这一条.*本院规则不再生效/)).toBeDefined();
    expect(screen.getByText(/这一版没有 HTN-U99/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: '删除 HTN-U99' }));
    expect(screen.queryByText(/这一版没有 HTN-U99/)).toBeNull();
    expect(screen.getByText(/有未保存的改动/)).toBeDefined();
  });

  it('says what is to come without offering it', async () => {
    const held = protocol().inForce as NonNullable<ReturnType<typeof protocol>['inForce']>;
    const scheduled = { ...held, number: 3, state: 'scheduled' as const, effectiveFrom: '2099-01-01' };
    open((given) => void given.on(getProtocol, protocol({ scheduled })));
    expect((await screen.findByText(/第 3 版自 2099-01-01 起生效，生效后才能采用/)).textContent).toContain('重新采用');
    expect(screen.getByRole('link', { name: '看看改了什么' }).getAttribute('href')).toMatch(/compare\?from=2&to=3/);
    expect(await screen.findByRole('button', { name: '采用第 2 版' })).toBeDefined();
    expect(screen.queryByText(/采用第 3 版/)).toBeNull();
  });

  it('adopts a lapsed rule anew under the version in force', async () => {
    const rule = { fact: 'sbp', op: '>=' as const, value: 170 };
    const overrides = [{ code: 'HTN-U07', rule, reason: '远', baseline: rule, effect: 'tightens' as const, lapsed: true }];
    const { answers } = open((given) => void given.on(getAdoption, adoption({ number: 1, overrides })).on(adoptVersion, adoption()));
    expect(await screen.findByText(/现行的是第 2 版，本院采用的是第 1 版/)).toBeDefined();
    await userEvent.click(await screen.findByRole('button', { name: '采用第 2 版' }));
    await waitFor(() =>
      expect(answers.bodies(adoptVersion)).toEqual([{ version: 3, number: 2, overrides: [{ code: 'HTN-U07', rule, reason: '远' }] }]),
    );
  });

  it('is closed to a doctor, and has nothing where nothing is published', async () => {
    show(`/protocols/${idOf(800)}/adoption`, { as: appointment('doctor', county) });
    expect(await screen.findByText(/当前身份看不到这一页/)).toBeDefined();
    cleanup();
    open((given) => void given.on(getProtocol, protocol({ inForce: null })));
    expect(await screen.findByText('现在没有可以采用的版本')).toBeDefined();
  });
});
