import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { DateInput } from '../../ui/date-field';
import { Field } from '../../ui/field';
import { useToday } from '../../ui/moment';
import { uiWords } from '../../ui/ui.locale';
import { reportFormWords } from './report-form.locale';

/** A moment that is past, as the report says it, in the zone that stands beside it. */
export function ReportFormTime(props: {
  readonly label: string;
  /** `2026-11-21T08:00`, or empty. */
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (local: string) => void;
}) {
  const t = useWords(reportFormWords);
  const ui = useWords(uiWords);
  const today = useToday();
  const [bad, setBad] = useState<'unread' | 'outside'>();
  const why = bad === 'outside' ? t('wrong.future') : bad && ui('date.badTime');
  return (
    <Field label={props.label} hint={t('zone')} required error={why ?? props.error}>
      {(control) => <DateInput {...control} withTime max={today} value={props.value} onChange={props.onChange} onBad={setBad} />}
    </Field>
  );
}
