import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { DateField, TimeField } from './date-field';
import { readDate } from './date-text';

describe('reading a date', () => {
  it.each([
    ['2026-01-31', '2026-01-31'],
    ['2026/1/31', '2026-01-31'],
    ['2026年1月31日', '2026-01-31'],
    ['20260131', '2026-01-31'],
    ['2026-02-30', null],
    ['2026-13-01', null],
    ['31.01.2026', null],
    ['2026-01-31 08:30', null],
  ])('%s is %s', (text, date) => expect(readDate(text, false)).toBe(date));
  it.each([
    ['2026-01-31 8:30', '2026-01-31T08:30'],
    ['202601310830', '2026-01-31T08:30'],
    ['2026-01-31 24:00', null],
    ['2026-01-31 08:60', null],
    ['2026-01-31', null],
  ])('with a time %s is %s', (text, date) => expect(readDate(text, true)).toBe(date));
});

const heard: string[] = [];
beforeEach(() => void heard.splice(0));
afterEach(cleanup);
function Day({ from = '' }: { readonly from?: string }) {
  const [value, setValue] = useState(from);
  const keep = (next: string) => {
    heard.push(next);
    setValue(next);
  };
  return <DateField label="起始日期" value={value} max="2030-12-31" onChange={keep} />;
}
const field = () => screen.getByLabelText<HTMLInputElement>(/起始日期/);

describe('a day', () => {
  it('is told as soon as it is whole, whatever the signs, and shown year first when left', async () => {
    render(<Day />);
    await userEvent.type(field(), '2026/1/31');
    expect(heard.at(-1)).toBe('2026-01-31');
    await userEvent.tab();
    expect(field().value).toBe('2026-01-31');
  });
  it('that is no day is empty outside, stays as written and is explained', async () => {
    render(<Day from="2026-01-31" />);
    await userEvent.clear(field());
    await userEvent.type(field(), '31.1.');
    await userEvent.tab();
    expect(heard.at(-1)).toBe('');
    expect(field().value).toBe('31.1.');
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(/例如 2026-01-31/)).toBeDefined();
  });
  it('outside the limits is refused in words of its own', async () => {
    render(<Day />);
    await userEvent.type(field(), '2031-01-01');
    await userEvent.tab();
    expect(heard.filter(Boolean)).toEqual([]);
    expect(screen.getByText('这个日期超出了可填的范围')).toBeDefined();
  });
  it('moves with the arrow keys', () => {
    render(<Day from="2026-02-28" />);
    fireEvent.keyDown(field(), { key: 'ArrowUp' });
    expect(field().value).toBe('2026-03-01');
    fireEvent.keyDown(field(), { key: 'ArrowDown' });
    expect(field().value).toBe('2026-02-28');
  });
  it('half written does not let Enter pass, a whole one does', () => {
    const enter = jest.fn();
    render(
      <div onKeyDown={enter} role="presentation">
        <Day />
      </div>,
    );
    fireEvent.change(field(), { target: { value: '2026-0' } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(enter).not.toHaveBeenCalled();
    fireEvent.change(field(), { target: { value: '2026-01-31' } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(enter).toHaveBeenCalledTimes(1);
  });
});

function Time() {
  const [value, setValue] = useState('');
  const quick = [{ label: '明早 8 点', at: () => Date.parse('2026-11-23T00:00:00Z') }];
  return (
    <>
      <TimeField label="起始日期" value={value} onChange={setValue} quick={quick} />
      <output>{value}</output>
    </>
  );
}
describe('a time', () => {
  it('is an instant of Shanghai; the arrows step what the caret is in', async () => {
    render(<Time />);
    await userEvent.type(field(), '2026-11-22 23:30');
    expect(screen.getByText('2026-11-22T15:30:00.000Z')).toBeDefined();
    field().setSelectionRange(12, 12);
    fireEvent.keyDown(field(), { key: 'ArrowUp' });
    expect(field().value).toBe('2026-11-23 00:30');
    field().setSelectionRange(15, 15);
    fireEvent.keyDown(field(), { key: 'ArrowDown' });
    expect(field().value).toBe('2026-11-23 00:25');
  });
  it('is replaced by a shortcut, half written too', async () => {
    render(<Time />);
    await userEvent.type(field(), '2026-1');
    await userEvent.click(screen.getByRole('button', { name: '明早 8 点' }));
    expect(field().value).toBe('2026-11-23 08:00');
    expect(field().getAttribute('aria-invalid')).toBeNull();
  });
});
