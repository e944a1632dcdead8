import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { DateInput } from '../../ui/date-field';
import { Field, SelectField } from '../../ui/field';
import { uiWords } from '../../ui/ui.locale';
import '../../ui/form.css';
import { calendarWords } from './calendar.locale';

interface Props {
  readonly label: string;
  /** Wall time of the zone shown, `2026-10-25T09:00`. */
  readonly value: string;
  readonly error?: string | undefined;
  readonly hint?: string;
  readonly onChange: (value: string) => void;
}
/** Day and time on the wall of the zone that the page names. */
export function WallField({ value, onChange, error, ...common }: Props) {
  const t = useWords(uiWords);
  const [bad, setBad] = useState(false);
  return (
    <Field {...common} required error={bad ? t('date.badTime') : error}>
      {(control) => <DateInput {...control} withTime value={value} onChange={onChange} onBad={(why) => setBad(why !== undefined)} />}
    </Field>
  );
}

const lengths = [15, 20, 30, 45, 60, 90, 120, 180, 240];
export function MinutesField({ value, onChange }: { readonly value: number; readonly onChange: (minutes: number) => void }) {
  const t = useWords(calendarWords);
  const options = [...new Set([...lengths, value])].sort((a, b) => a - b);
  return (
    <SelectField
      label={t('panel.minutes')}
      placeholder={t('panel.minutes')}
      value={`${value}`}
      options={options.map((minutes) => ({ value: `${minutes}`, label: t('panel.minutesOf', { count: minutes }) }))}
      onChange={(minutes) => onChange(Number(minutes))}
    />
  );
}
