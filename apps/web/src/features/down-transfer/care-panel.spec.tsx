import { getCareFacts, recordCareFacts } from '@alliance/contracts/down-candidate.contract';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { inMinutes } from '../../testing/make';
import { candidate, care, met, near, open, row } from './down.story';

describe('recording how a patient is', () => {
  afterEach(cleanup);

  it('opens at the missing fact, says that the value from before admission does not count, judges while one types, and saves', async () => {
    const { answers } = open([candidate(1, { down: near })], (given) => void given.on(recordCareFacts, care({ down: met })));
    await userEvent.click((await row('患者1')).getByRole('button', { name: '收缩压' }));
    const dialog = within(await screen.findByRole('dialog', { name: '记录病情 · 患者1' }));
    const field = await dialog.findByRole('textbox', { name: '收缩压' });
    await waitFor(() => expect(document.activeElement).toBe(field));
    expect(dialog.getByText(/190/).closest('p')?.textContent).toMatch(/入院前所测，不计入/);
    const live = within(dialog.getByRole('status', { name: '按已填数值即时判定' }));
    expect(live.getByText('待补充')).toBeDefined();
    await userEvent.type(field, '128');
    expect(live.queryByRole('button', { name: '收缩压' })).toBeNull();
    await userEvent.click(dialog.getByRole('radio', { name: '否' }));
    expect(live.getByText('符合')).toBeDefined();
    await userEvent.click(dialog.getByRole('button', { name: '保存并判定' }));
    await waitFor(() =>
      expect(answers.bodies(recordCareFacts)).toEqual([
        { version: 3, facts: { sbp: { value: 128, origin: 'typed' }, severe_headache: { value: false, origin: 'typed' } }, takeBack: [] },
      ]),
    );
    expect(await screen.findByText('已记录。符合下转标准')).toBeDefined();
  });

  it('repeats a value with one press, takes a slip back, and shows who recorded what', async () => {
    const recorded = { sbp: [{ value: 228, at: inMinutes(-60) }], severe_headache: [{ value: false, at: inMinutes(-60) }] };
    const changes = [{ at: inMinutes(-60), by: '韩医师', facts: { sbp: 228 }, takenBack: [] }];
    const { answers } = open([candidate(1)], (given) => {
      given.on(getCareFacts, care({ recorded, changes }));
      given.on(recordCareFacts, care());
    });
    await userEvent.click((await row('患者1')).getByRole('button', { name: '记录病情：患者1' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText(/韩医师：收缩压 228/)).toBeDefined();
    await userEvent.click(dialog.getAllByRole('button', { name: '撤回此值' })[0] as HTMLElement);
    expect(dialog.getByText(/保存时撤回上一个值/)).toBeDefined();
    await userEvent.click(dialog.getByRole('button', { name: '仍是此值' }));
    await userEvent.click(dialog.getByRole('button', { name: '保存并判定' }));
    await waitFor(() =>
      expect(answers.bodies(recordCareFacts)).toEqual([
        { version: 3, facts: { severe_headache: { value: false, origin: 'typed' } }, takeBack: ['sbp'] },
      ]),
    );
  });

  it('keeps what was typed when somebody else was first', async () => {
    open([candidate(1)], (given) => void given.refuse(recordCareFacts, 'record.stale'));
    await userEvent.click((await row('患者1')).getByRole('button', { name: '记录病情：患者1' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(await dialog.findByRole('textbox', { name: '收缩压' }), '128');
    await userEvent.click(dialog.getByRole('button', { name: '保存并判定' }));
    expect(await dialog.findByText(/期间有人记录了新的数值/)).toBeDefined();
    expect(dialog.getByRole<HTMLInputElement>('textbox', { name: '收缩压' }).value).toBe('128');
  });

  it.each([
    ['the patient has left', { inCare: false }, /已不在本院住院/],
    ['nothing is in force', { allianceId: null }, /没有生效的规范可判定/],
  ])('says so where %s', async (_, change, said) => {
    open([candidate(1)], (given) => void given.on(getCareFacts, care(change)));
    await userEvent.click((await row('患者1')).getByRole('button', { name: '记录病情：患者1' }));
    expect(await within(await screen.findByRole('dialog')).findByText(said)).toBeDefined();
  });
});
