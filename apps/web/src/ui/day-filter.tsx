import { useEffect, useState } from 'react';
import { DateInput } from './date-field';
import { useLater } from './use-later';
import './field.css';
import './day-filter.css';

/** A day as a filter: asked for once the writing has paused, so that half a date asks for nothing. */
export function DayFilter(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}) {
  const { id, label, value = '', onChange } = props;
  const [typed, setTyped] = useState({ day: value, of: value });
  // changed from outside, by a chip or by going back
  const day = typed.of === value ? typed.day : value;
  const later = useLater(day, 500);
  useEffect(() => {
    if (later === day && later !== value) onChange(later || undefined);
    // asks when the writing has paused; `onChange` is new on every render
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [later]);
  return (
    <span className={value ? 'day-filter on' : 'day-filter'}>
      <label className="faint" htmlFor={id}>
        {label}
      </label>
      <DateInput id={id} value={day} onChange={(next) => setTyped({ day: next, of: value })} />
    </span>
  );
}
