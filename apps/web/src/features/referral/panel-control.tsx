import { useWords } from '../../platform/i18n';
import { TimeField } from '../../ui/date-field';
import { AreaField, ChoiceField, TextField } from '../../ui/field';
import { dayOf } from '../../ui/moment';
import { codesOf, type PanelField } from './panel.types';
import { panelWords } from './panel.locale';
import { referralWords } from './referral.locale';

const minutes = (n: number) => (now: number) => Math.ceil((now + n * 60_000) / 300_000) * 300_000;
/** An hour of tomorrow in Shanghai. */
const tomorrow = (hour: number) => (now: number) => Date.parse(`${dayOf(now + 86_400_000)}T${String(hour).padStart(2, '0')}:00:00+08:00`);

/** The control of one field of a panel. */
export function PanelControl(props: {
  readonly field: PanelField;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const t = useWords(panelWords);
  const codes = useWords(referralWords);
  const { field, label, hint, value, error, onChange } = props;
  const common = { id: `panel-${field.name}`, label, error, required: field.required };
  const more = { value, onChange, ...(field.maxLength ? { maxLength: field.maxLength } : {}), ...(hint ? { placeholder: hint } : {}) };
  switch (field.kind) {
    case 'line':
      return <TextField {...common} {...more} />;
    case 'phone':
      return <TextField {...common} {...more} type="tel" inputMode="tel" />;
    case 'area':
      return <AreaField {...common} {...more} rows={field.required ? 3 : 1} />;
    case 'time':
      return (
        <TimeField
          {...common}
          value={value}
          onChange={onChange}
          quick={[
            { label: t('quick.min30'), at: minutes(30) },
            { label: t('quick.hour1'), at: minutes(60) },
            { label: t('quick.hour2'), at: minutes(120) },
            { label: t('quick.tomorrow8'), at: tomorrow(8) },
          ]}
        />
      );
    default: {
      const { kind } = field;
      const options = codesOf[kind].map((code) => ({
        value: code as string,
        label: codes(`${kind}.${code}` as Parameters<typeof codes>[0]),
      }));
      return <ChoiceField {...common} value={value || null} onChange={onChange} options={options} />;
    }
  }
}
