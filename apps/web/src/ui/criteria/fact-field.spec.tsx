import type { DoubtedFact, FactDefinition, GivenFact } from '@alliance/domain/criteria/fact.types';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { setLanguage } from '../../platform/i18n';
import { FactField } from './fact-field';
import { numberOf } from './given-fact';

const glucose: FactDefinition = {
  key: 'glucose',
  name: { zh: '血糖', en: 'Glucose' },
  kind: 'quantity',
  group: 'laboratory',
  unit: 'mmol/L',
  low: 0.5,
  high: 80,
  molarMass: 180.156,
};
const vomiting: FactDefinition = { key: 'vomiting', name: { zh: '呕吐' }, kind: 'boolean', group: 'symptoms' };

const heard: (GivenFact | undefined)[] = [];
beforeEach(() => {
  heard.splice(0);
  setLanguage('zh');
});
afterEach(cleanup);

function Asked({ of, doubt, from }: { readonly of: FactDefinition; readonly doubt?: DoubtedFact; readonly from?: GivenFact }) {
  const [given, setGiven] = useState(from);
  const hear = (next: GivenFact | undefined) => {
    heard.push(next);
    setGiven(next);
  };
  return <FactField definition={of} given={given} doubt={doubt} onChange={hear} />;
}

describe('a number', () => {
  it.each([
    ['12.5', 12.5],
    ['12,5', 12.5],
    ['１２．５', 12.5],
    ['.5', 0.5],
    ['12.', 12],
    ['-3', -3],
    ['十二', undefined],
    ['12 mmol', undefined],
    ['1.2.3', undefined],
    ['', undefined],
  ])('%s is %s', (text, value) => expect(numberOf(text)).toBe(value));

  it('is given as typed, and emptied it is unknown again', async () => {
    render(<Asked of={glucose} />);
    const input = screen.getByLabelText<HTMLInputElement>('血糖');
    await userEvent.type(input, '5.6');
    expect(heard.at(-1)).toEqual({ value: 5.6, origin: 'typed' });
    await userEvent.clear(input);
    expect(heard.at(-1)).toBeUndefined();
  });

  it('that is none is marked and given to nobody', async () => {
    render(<Asked of={glucose} />);
    const input = screen.getByLabelText('血糖');
    await userEvent.type(input, '5x');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(heard.at(-1)).toBeUndefined();
  });

  it('keeps its value when its unit is chosen', async () => {
    render(<Asked of={glucose} from={{ value: 100, origin: 'typed' }} />);
    await userEvent.selectOptions(screen.getByLabelText('血糖的单位'), 'mg/dL');
    expect(heard).toEqual([{ value: 100, origin: 'typed', unit: 'mg/dL' }]);
  });

  it('beyond what is possible asks to be checked, and says that it was', async () => {
    const doubt: DoubtedFact = { fact: 'glucose', doubt: 'outside_limits', detail: { low: 0.5, high: 80, value: 96 } };
    render(<Asked of={glucose} from={{ value: 96, origin: 'typed' }} doubt={doubt} />);
    expect(screen.getByText(/超出可能范围 0.5–80/)).toBeDefined();
    await userEvent.click(screen.getByLabelText('已核对，数值无误'));
    expect(heard).toEqual([{ value: 96, origin: 'typed', confirmed: true }]);
  });
});

describe('yes or no', () => {
  it('starts unknown, which is an answer of its own', async () => {
    render(<Asked of={vomiting} />);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: '不详' }).checked).toBe(true);
    await userEvent.click(screen.getByRole('radio', { name: '否' }));
    await userEvent.click(screen.getByRole('radio', { name: '不详' }));
    expect(heard).toEqual([{ value: false, origin: 'typed' }, undefined]);
  });
});
