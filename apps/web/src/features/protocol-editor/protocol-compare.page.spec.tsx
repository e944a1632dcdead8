import { getProtocol, getVersion } from '@alliance/contracts/protocol.contract';
import type { VersionView } from '@alliance/contracts/protocol.schema';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { appointment } from '../../testing/make';
import { show } from '../../testing/show';
import { protocol, protocolId, u07, version } from './editor.story';

const paragraph = (text: string) => ({ kind: 'paragraph' as const, runs: [{ text }] });
const older = version({
  ...{ id: 'older', number: 1, state: 'in_force' },
  sections: [{ kind: 'assess', blocks: [paragraph('先测两次血压。'), paragraph('间隔五分钟再测一次，取较高一侧。')] }],
});
const criterion = JSON.parse(JSON.stringify(u07).replace('180', '170')) as typeof u07;
const newer = version({
  criteria: [{ ...criterion, urgency: '2h' }] as unknown as VersionView['criteria'],
  sections: [{ kind: 'assess', blocks: [paragraph('先测两次血压。'), paragraph('间隔十分钟再测一次，取较高一侧。')] }],
});
const summaries = [older, newer].map(({ id, number, state }) => ({
  ...{
    id,
    number,
    state,
    effectiveFrom: null,
    changeNote: '',
    authors: [],
    approvedBy: null,
    publishedAt: null,
    updatedAt: older.updatedAt,
  },
}));
const open = (to: VersionView) =>
  show(`/protocols/${protocolId}/compare?from=1&to=2`, {
    as: appointment('doctor'),
    answers: (answers) =>
      void answers.on(getProtocol, protocol({ versions: summaries })).on(getVersion, ({ params }) => (params.n === '1' ? older : to)),
  });

describe('two versions beside each other', () => {
  afterEach(cleanup);

  it('say in words what a rule asked before and what it asks now', async () => {
    open(newer);
    const part = within(await screen.findByRole('region', { name: 'HTN-U07' }));
    const [rule, urgency] = [part.getByText('条件', { exact: false }), part.getByText('就诊时限', { exact: false })];
    expect(rule.closest('.change-row')?.textContent).toMatch(/修改.*收缩压 ≥ 180 mmHg.*收缩压 ≥ 170 mmHg/);
    expect(urgency.closest('.change-row')?.textContent).toMatch(/24 小时内.*2 小时内/);
    expect(screen.getByText('共 2 处')).toBeDefined();
  });

  it('mark the words of a clause, and fold what stayed', async () => {
    open(newer);
    const part = await screen.findByRole('region', { name: '评估' });
    expect(part.querySelector('del')?.textContent).toContain('五');
    expect(part.querySelector('ins')?.textContent).toContain('十');
    expect(within(part).getByText('1 段没有变')).toBeDefined();
  });

  it('are walked through with j and k', async () => {
    open(newer);
    await screen.findByRole('region', { name: 'HTN-U07' });
    await userEvent.keyboard('j');
    expect(document.activeElement?.textContent).toContain('170');
    await userEvent.keyboard('jj');
    expect(document.activeElement?.textContent).toContain('十');
    await userEvent.keyboard('k');
    expect(document.activeElement?.textContent).toContain('2 小时内');
  });

  it('say so when they are the same', async () => {
    open({ ...older, number: 2 });
    expect(await screen.findByText('两个版本内容相同')).toBeDefined();
  });
});
