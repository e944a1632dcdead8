import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, render, screen } from '@testing-library/react';
import { jest } from '@jest/globals';
import { setLanguage } from '../platform/i18n';
import { csvOf } from './csv';
import { fromLocalField, toLocalField } from './moment';
import { MaskedId, SexAge } from './person';
import { TimeLeft } from './time-left';

const now = Date.parse('2026-11-21T16:30:00Z');
const minute = 60_000;

describe('what people read', () => {
  afterEach(() => {
    cleanup();
    jest.useRealTimers();
  });

  it.each([
    [9 * minute + 32_000, '剩 09:32'],
    [10 * minute + 20_000, '剩 10 分'],
    [125 * minute, '剩 2 小时 05 分'],
    [76 * 60 * minute, '剩 3 天 4 小时'],
    [-12 * minute, '超时 12 分'],
    [-61 * minute, '超时 1 小时 01 分'],
  ])('time left of %i ms is "%s"', (ms, words) => {
    jest.useFakeTimers({ now });
    setLanguage('zh');
    render(<TimeLeft until={new Date(now + ms).toISOString()} />);
    expect(screen.getByRole('timer').textContent).toBe(words);
  });

  it('counts seconds only under ten minutes', () => {
    jest.useFakeTimers({ now });
    setLanguage('en');
    render(
      <>
        <TimeLeft until={new Date(now + 5 * minute).toISOString()} />
        <TimeLeft until={new Date(now + 30 * minute).toISOString()} />
      </>,
    );
    act(() => jest.advanceTimersByTime(2_000));
    expect(screen.getAllByRole('timer').map(({ textContent }) => textContent)).toEqual(['04:58 left', '30 min left']);
  });

  it('shows Shanghai whatever the PC is set to, and reads it back', () => {
    expect(toLocalField(now)).toBe('2026-11-22T00:30');
    expect(fromLocalField('2026-11-22T00:30')).toBe('2026-11-21T16:30:00.000Z');
  });

  it('says the age as a ward does: days, months, years', () => {
    jest.useFakeTimers({ now });
    setLanguage('zh');
    render(
      <>
        <SexAge sex="female" birthDate="2026-11-19" />
        <SexAge sex="male" birthDate="2025-10-30" />
        <SexAge sex="unknown" birthDate={null} />
        <MaskedId masked="5301**********2417" />
      </>,
    );
    for (const words of ['女 · 3 天', '男 · 12 个月', '性别不详 · 年龄不详', '5301****2417']) expect(screen.getByText(words)).toBeDefined();
  });

  it('exports what Excel opens, and nothing that it would run', () => {
    expect(
      csvOf(
        ['姓名', '备注'],
        [
          ['王芳', '=HYPERLINK("x")'],
          ['李, 四', null],
        ],
      ),
    ).toBe('\uFEFF姓名,备注\r\n王芳,"\'=HYPERLINK(""x"")"\r\n"李, 四",');
  });
});
