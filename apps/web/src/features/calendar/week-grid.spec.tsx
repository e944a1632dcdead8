import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { setLanguage } from '../../platform/i18n';
import { idOf } from '../../testing/make';
import type { Shown } from './entries.policy';
import WeekGrid from './week-grid';

const entry = (key: string, startsAt: string, endsAt: string): Shown => ({
  ...{ key, startsAt, endsAt, what: 'reservation', subjectId: idOf(700), kind: 'multidisciplinary', state: 'confirmed' },
  ...{ absence: null, note: null, until: null, person: { id: idOf(1), name: '林晓燕' }, mine: true },
});
const none = { view: 'week', free: [], common: [], fixed: false, onMoved: () => undefined, onChosen: () => undefined } as const;

describe('days beside each other', () => {
  afterEach(cleanup);

  it('nine in the morning stays there over the change of clocks in Berlin', () => {
    setLanguage('zh');
    const onOpen = jest.fn();
    const entries = [
      entry('before', '2026-10-24T07:00:00.000Z', '2026-10-24T07:30:00.000Z'),
      entry('after', '2026-10-25T08:00:00.000Z', '2026-10-25T08:30:00.000Z'),
    ];
    render(<WeekGrid {...none} date="2026-10-25" zone="Europe/Berlin" entries={entries} onOpen={onOpen} />);
    expect(screen.getAllByText(/^0?9:00\s*[-–]\s*0?9:30$/)).toHaveLength(2);
    fireEvent.click(screen.getAllByText('● 已确认 · 多学科会诊')[1] ?? document.body);
    expect(onOpen).toHaveBeenCalledWith(entries[1]);
  });
});
