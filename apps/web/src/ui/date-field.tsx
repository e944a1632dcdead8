import { lazy, Suspense, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useNow } from '../platform/clock';
import { useWords } from '../platform/i18n';
import { later, readDate, stepAt } from './date-text';
import { Field, type Common, type ControlProps } from './field';
import { Icon } from './icon';
import { dayOf, fromLocalField, toLocalField, useDayTime } from './moment';
import { say } from './said';
import { uiWords } from './ui.locale';
import './date-field.css';

const load = () => import('./date-panel');
const DatePanel = lazy(load);

interface Limits {
  readonly min?: string;
  readonly max?: string;
}
type Bad = 'unread' | 'outside';
interface Input extends Limits, Partial<ControlProps> {
  readonly id: string;
  /** `2026-11-21`, with a time `2026-11-21T14:05`, or empty. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly withTime?: boolean;
  /** Left with a text that is no date or lies outside the limits, or put right again. */
  readonly onBad?: (bad?: Bad) => void;
}

/**
 * A date that is typed, year first in every language and browser; ↑ and ↓ step what the caret is in, the button opens a calendar.
 * Without the calendar, which is fetched when it is first wanted, the field works all the same.
 */
export function DateInput({ value, onChange, withTime = false, onBad, min = '1900-01-01', max = '2100-12-31', ...control }: Input) {
  const t = useWords(uiWords);
  const now = useNow(60_000);
  const box = useRef<HTMLSpanElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  // what is being written, as long as the value is the one it led to
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: string }>();
  const text = typed?.value === value ? typed.text : value.replace('T', ' ');
  // that a time is past depends on the minute of asking: who asks says so
  const within = (date: string) => (withTime || date >= min) && date.slice(0, 10) <= max;
  const bad = text.trim() === '' || value ? undefined : readDate(text, withTime) ? 'outside' : 'unread';

  const set = (next: string) => {
    setTyped(undefined);
    onBad?.();
    if (next !== value) onChange(next);
  };
  const write = (next: string) => {
    const read = readDate(next, withTime);
    const date = read && within(read) ? read : '';
    setTyped({ text: next, value: date });
    if (date || !next.trim()) onBad?.();
    if (date !== value) onChange(date);
  };
  const step = (field: HTMLInputElement, by: 1 | -1) => {
    const caret = field.selectionStart ?? 0;
    const next = value ? later(value, by * stepAt(withTime ? caret : 0)) : toLocalField(now).slice(0, withTime ? 16 : 10);
    if (!within(next)) return;
    flushSync(() => set(next));
    field.setSelectionRange(caret, caret);
  };
  const openPanel = () =>
    load().then(
      () => {
        setOpen(true);
        // the arrow keys are served by the field; a finger does not want the keyboard of the screen
        if (matchMedia('(pointer: fine)').matches) input.current?.focus();
      },
      () => say(t('date.offline')),
    );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (!input.current || event.target !== input.current || event.nativeEvent.isComposing) return;
    else if (event.key === 'ArrowDown' && event.altKey) {
      event.preventDefault();
      void openPanel();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(input.current, event.key === 'ArrowUp' ? 1 : -1);
    } else if (event.key === 'Enter' && (open || bad)) {
      event.preventDefault();
      event.stopPropagation();
      if (bad) onBad?.(bad);
      setOpen(false);
    }
  };
  const onBlur = ({ target, relatedTarget }: FocusEvent) => {
    if (target === input.current) {
      if (bad) onBad?.(bad);
      else setTyped(undefined);
    }
    if (relatedTarget && !box.current?.contains(relatedTarget) && !relatedTarget.closest('.date-panel')) setOpen(false);
  };
  return (
    <span ref={box} className={withTime ? 'date-input timed' : 'date-input'} onKeyDown={onKeyDown} onBlur={onBlur}>
      <input
        {...control}
        ref={input}
        className="control figures"
        type="text"
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        maxLength={20}
        placeholder={withTime ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD'}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
      <button
        type="button"
        className="date-open"
        aria-label={t('date.calendar')}
        title={t('date.calendar')}
        aria-haspopup="dialog"
        aria-expanded={open}
        disabled={control.disabled}
        onPointerEnter={() => void load().catch(() => undefined)}
        onClick={() => (open ? setOpen(false) : void openPanel())}
      >
        <Icon name="calendar" size={16} />
      </button>
      {open && (
        <Suspense>
          <DatePanel
            value={value}
            onPick={set}
            onClose={() => setOpen(false)}
            withTime={withTime}
            opensAt={toLocalField(Math.ceil(now / 300_000) * 300_000)}
            min={min}
            max={max}
            field={box}
          />
        </Suspense>
      )}
    </span>
  );
}

/** Says what a date looks like when one has left something else. */
function useBad(withTime: boolean) {
  const t = useWords(uiWords);
  const [bad, setBad] = useState<Bad>();
  const why = bad === 'outside' ? 'date.outside' : withTime ? 'date.badTime' : 'date.bad';
  return [bad && t(why), setBad] as const;
}

type Dates = Common & Limits & { readonly value: string; readonly onChange: (value: string) => void };
/** A day, `2026-11-21`. */
export function DateField({ value, onChange, min, max, ...common }: Dates) {
  const [bad, setBad] = useBad(false);
  return (
    <Field {...common} error={bad ?? common.error}>
      {(control) => (
        <DateInput {...control} {...(min ? { min } : {})} {...(max ? { max } : {})} value={value} onChange={onChange} onBad={setBad} />
      )}
    </Field>
  );
}

type Times = Common & {
  /** Instant, or empty. */
  readonly value: string;
  readonly onChange: (instant: string) => void;
  readonly quick: readonly { readonly label: string; readonly at: (now: number) => number }[];
};
/** A moment of Shanghai with shortcuts, because nobody types dates at three in the morning. */
export function TimeField({ value, onChange, quick, ...common }: Times) {
  const now = useNow(60_000);
  const dayTime = useDayTime();
  const [bad, setBad] = useBad(true);
  const choose = (instant: string) => {
    setBad(undefined);
    onChange(instant);
  };
  return (
    <Field {...common} error={bad ?? common.error}>
      {(control) => (
        <div className="time-field">
          <DateInput
            {...control}
            withTime
            value={value ? toLocalField(Date.parse(value)) : ''}
            min={dayOf(now)}
            onChange={(local) => onChange(fromLocalField(local) ?? '')}
            onBad={setBad}
          />
          {quick.map(({ label, at }) => (
            <button key={label} type="button" className="chip" onClick={() => choose(new Date(at(now)).toISOString())}>
              {label}
            </button>
          ))}
          {value && <strong className="figures">→ {dayTime(value)}</strong>}
        </div>
      )}
    </Field>
  );
}
