import { Suspense, lazy, type ReactNode } from 'react';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { useNow } from '../../platform/clock';
import { DateInput, TimeField } from '../../ui/date-field';
import { AreaField, ChoiceField, Field, TextField } from '../../ui/field';
import { dayOf, fromLocalField, toLocalField } from '../../ui/moment';
import { Skeleton } from '../../ui/states';
import { HoldControl } from './panel-hold';
import { PlaceFields } from './panel-place';
import { OwnDepartmentField, PairField, ReceiverDepartmentField, ReviewerField } from './panel-select';
import type { CodedField, FieldProps, WrittenField } from './panel.types';
import { panelWords } from './panel.locale';
import { referralWords } from './referral.locale';

// the dictionary of facts comes with them, for those who ask or answer
const QuestionsControl = lazy(() => import('./conversation/questions-control').then((file) => ({ default: file.QuestionsControl })));
const AnswersControl = lazy(() => import('./conversation/answers-control').then((file) => ({ default: file.AnswersControl })));
const Coming = ({ children }: { readonly children: ReactNode }) => (
  <Suspense fallback={<Skeleton rows={3} height={36} />}>{children}</Suspense>
);

const minutes = (n: number) => (now: number) => Math.ceil((now + n * 60_000) / 300_000) * 300_000;
/** An hour of tomorrow in Shanghai. */
const tomorrow = (hour: number) => (now: number) => Date.parse(`${dayOf(now + 86_400_000)}T${String(hour).padStart(2, '0')}:00:00+08:00`);

/** The control of one field of a panel. */
export function PanelControl(props: FieldProps) {
  const { field } = props;
  switch (field.kind) {
    case 'line':
    case 'phone':
    case 'area':
      return <WrittenControl {...props} field={field} />;
    case 'choice':
      return <CodedControl {...props} field={field} />;
    case 'time':
      return <AheadControl {...props} />;
    case 'past':
      return <PastControl {...props} />;
    case 'hold':
      return <HoldControl {...props} field={field} />;
    case 'elsewhere':
      return <PlaceFields {...props} />;
    case 'ownDepartment':
      return <OwnDepartmentField {...props} />;
    case 'receiverDepartment':
      return <ReceiverDepartmentField {...props} />;
    case 'reviewer':
      return <ReviewerField {...props} />;
    case 'pair':
      return <PairField {...props} />;
    case 'questions':
      return (
        <Coming>
          <QuestionsControl {...props} />
        </Coming>
      );
    case 'answers':
      return (
        <Coming>
          <AnswersControl {...props} />
        </Coming>
      );
  }
}

const common = ({ field, label, error }: FieldProps) => ({ id: `panel-${field.name}`, label, error, required: field.required });
const valueOf = ({ field, values }: FieldProps) => values[field.name] ?? '';
const setter =
  ({ field, onChange }: FieldProps) =>
  (value: string) =>
    onChange({ [field.name]: value });

/** Text, with whole answers of one press where the same ones are given again and again. */
function WrittenControl(props: FieldProps<WrittenField>) {
  const t = useWords(panelWords);
  const ifAny = useWordsIfAny(panelWords);
  const { field, onChange } = props;
  const hint = field.hint ? ifAny(`hint.${field.hint}`) : undefined;
  const text = {
    ...common(props),
    value: valueOf(props),
    onChange: setter(props),
    maxLength: field.maxLength,
    ...(hint ? { placeholder: hint } : {}),
  };
  if (field.kind === 'phone') return <TextField {...text} type="tel" inputMode="tel" />;
  if (field.kind === 'line') return <TextField {...text} />;
  return (
    <div className="written">
      <AreaField {...text} rows={field.quick || !field.required ? 1 : 3} />
      {field.quick && (
        <span className="written-quick">
          {field.quick.map((answer) => (
            <button key={answer} type="button" className="chip" onClick={() => onChange({ [field.name]: t(`quick.${answer}`) })}>
              {t(`quick.${answer}`)}
            </button>
          ))}
        </span>
      )}
    </div>
  );
}

function CodedControl(props: FieldProps<CodedField>) {
  const codes = useWordsIfAny(referralWords);
  const { field } = props;
  const options = field.codes.map((code) => ({ value: code, label: codes(`${field.of}.${code}`) ?? code }));
  return <ChoiceField {...common(props)} value={valueOf(props) || null} onChange={setter(props)} options={options} />;
}

function AheadControl(props: FieldProps) {
  const t = useWords(panelWords);
  const quick =
    props.field.name === 'estimatedArrivalAt'
      ? [
          { label: t('quick.min15'), at: minutes(15) },
          { label: t('quick.min30'), at: minutes(30) },
          { label: t('quick.hour1'), at: minutes(60) },
          { label: t('quick.hour2'), at: minutes(120) },
        ]
      : [
          { label: t('quick.min30'), at: minutes(30) },
          { label: t('quick.hour1'), at: minutes(60) },
          { label: t('quick.hour2'), at: minutes(120) },
          { label: t('quick.tomorrow8'), at: tomorrow(8) },
        ];
  return <TimeField {...common(props)} value={valueOf(props)} onChange={setter(props)} quick={quick} />;
}

/** A moment that has been: no later than now. */
function PastControl(props: FieldProps) {
  const t = useWords(panelWords);
  const now = useNow(60_000);
  const value = valueOf(props);
  const set = setter(props);
  return (
    <Field {...common(props)}>
      {(control) => (
        <div className="time-field">
          <DateInput
            {...control}
            withTime
            value={value ? toLocalField(Date.parse(value)) : ''}
            max={dayOf(now)}
            onChange={(local) => set(fromLocalField(local) ?? '')}
          />
          <button type="button" className="chip" onClick={() => set(new Date(Math.floor(now / 60_000) * 60_000).toISOString())}>
            {t('quick.now')}
          </button>
        </div>
      )}
    </Field>
  );
}
