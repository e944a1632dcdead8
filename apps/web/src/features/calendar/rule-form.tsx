import type { AvailabilityRule } from '@alliance/contracts/availability.contract';
import { consultationKinds } from '@alliance/domain/consultation/consultation.codes';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useWords } from '../../platform/i18n';
import { ChecksField } from '../../ui/checks-field';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { DateField } from '../../ui/date-field';
import { ChoiceField, SelectField, TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { useToday } from '../../ui/moment';
import { RefusalNote } from '../../ui/states';
import { availabilityWords } from './availability.locale';
import { draftOf, emptyDraft, isTime, ruleOf, weekdays, type RuleDraft } from './rule.policy';

interface Props {
  readonly rule: AvailabilityRule | null;
  readonly zone: string;
  readonly command: { readonly isPending: boolean; readonly error: unknown };
  readonly onSave: (rule: AvailabilityRule) => void;
}

/** One rule: days of the week from when to when, or one date alone. */
export function RuleForm({ rule, zone, command, onSave }: Props) {
  const t = useWords(availabilityWords);
  const codes = useWords(consultationCodeWords);
  const today = useToday();
  const [draft, setDraft] = useState<RuleDraft>(() => (rule && draftOf(rule)) ?? emptyDraft(today));
  const [tried, setTried] = useState(false);
  const set = (change: Partial<RuleDraft>) => setDraft({ ...draft, ...change });
  const wrong = {
    days: !draft.once && draft.days.length === 0 ? t('rules.noDays') : undefined,
    from: isTime(draft.from) && draft.from !== '24:00' ? undefined : t('rules.badTime'),
    until: isTime(draft.until) ? undefined : t('rules.badTime'),
    validFrom: draft.validFrom ? undefined : t('rules.noDate'),
    validUntil: !draft.once && draft.validUntil && draft.validUntil < draft.validFrom ? t('rules.badUntil') : undefined,
  };
  const say = (error: string | undefined) => (tried ? error : undefined);
  const options = <T extends string>(values: readonly T[], label: (value: T) => string) =>
    values.map((value) => ({ value, label: label(value) }));
  return (
    <form
      className="form"
      aria-label={t('rules.title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!command.isPending && Object.values(wrong).every((error) => !error)) onSave(ruleOf(draft, rule ?? { id: v7(), zone }));
      }}
    >
      <ChoiceField
        label={t('rules.how')}
        value={draft.once ? 'once' : 'repeats'}
        options={options(['repeats', 'once'] as const, (value) => t(`rules.${value}`))}
        onChange={(how) => set({ once: how === 'once' })}
      />
      {!draft.once && (
        <>
          <ChecksField
            label={t('rules.days')}
            flowing
            value={draft.days}
            error={say(wrong.days)}
            options={options(weekdays, (day) => t(`day.${day}`))}
            onChange={(days) => set({ days })}
          />
          <SelectField
            label={t('rules.every')}
            placeholder=""
            value={`${draft.every}`}
            options={options(['1', '2', '3', '4'], (n) => (n === '1' ? t('rules.everyWeek') : t('rules.everyWeeks', { count: n })))}
            onChange={(every) => set({ every: Number(every) })}
          />
        </>
      )}
      <div className="form-row">
        <TextField
          label={t('rules.from')}
          inputMode="text"
          maxLength={5}
          value={draft.from}
          error={say(wrong.from)}
          onChange={(from) => set({ from })}
        />
        <TextField
          label={t('rules.until')}
          inputMode="text"
          maxLength={5}
          value={draft.until}
          error={say(wrong.until)}
          onChange={(until) => set({ until })}
        />
      </div>
      <div className="form-row">
        <DateField
          label={t(draft.once ? 'rules.onDate' : 'rules.validFrom')}
          value={draft.validFrom}
          error={say(wrong.validFrom)}
          onChange={(validFrom) => set({ validFrom })}
        />
        {!draft.once && (
          <DateField
            label={t('rules.validUntil')}
            value={draft.validUntil}
            error={say(wrong.validUntil)}
            onChange={(validUntil) => set({ validUntil })}
          />
        )}
      </div>
      <ChecksField
        label={t('rules.kinds')}
        flowing
        value={draft.kinds}
        options={options(consultationKinds, (kind) => codes(`kind.${kind}`))}
        onChange={(kinds) => set({ kinds: [...kinds] })}
      />
      <label className="choice">
        <input
          type="checkbox"
          checked={draft.protected && draft.kinds.length > 0}
          disabled={draft.kinds.length === 0}
          onChange={({ target }) => set({ protected: target.checked })}
        />
        <span>{t('rules.protected')}</span>
      </label>
      <label className="choice">
        <input type="checkbox" checked={draft.onHolidays} onChange={({ target }) => set({ onHolidays: target.checked })} />
        <span>{t('rules.onHolidays')}</span>
      </label>
      {!draft.once && <Without dates={draft.without} onChange={(without) => set({ without })} />}
      <RefusalNote error={command.error} />
      <div className="form-foot">
        <button type="submit" className="button primary" aria-disabled={command.isPending}>
          {t('rules.save')}
        </button>
      </div>
    </form>
  );
}

function Without({ dates, onChange }: { readonly dates: readonly string[]; readonly onChange: (dates: readonly string[]) => void }) {
  const t = useWords(availabilityWords);
  const [date, setDate] = useState('');
  return (
    <div className="availability-without">
      <DateField label={t('rules.without')} value={date} onChange={setDate} />
      <button
        type="button"
        className="button"
        aria-disabled={!date}
        onClick={() => {
          if (!date) return;
          onChange([...new Set([...dates, date])]);
          setDate('');
        }}
      >
        {t('rules.addDate')}
      </button>
      <ul className="calendar-chips">
        {dates.map((one) => (
          <li key={one}>
            <button
              type="button"
              className="chip"
              aria-label={t('rules.removeDate', { date: one })}
              onClick={() => onChange(dates.filter((each) => each !== one))}
            >
              <span className="figures">{one}</span> <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
