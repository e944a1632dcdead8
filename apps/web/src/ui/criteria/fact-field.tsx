import type { DoubtedFact, FactDefinition, GivenFact, MeasuredFact } from '@alliance/domain/criteria/fact.types';
import { unitWords } from '@alliance/domain/criteria/sentence-unit';
import { unitsOf } from '@alliance/domain/criteria/units';
import { useLanguage, useText, useWords, useWordsIfAny, type Language } from '../../platform/i18n';
import { DateInput } from '../date-field';
import { Field, type ControlProps } from '../field';
import { dayOf, fromLocalField, toLocalField } from '../moment';
import { factWords } from './fact.locale';
import { currentOf, earlierOf, withEarlier } from './given-fact';
import { NumberInput } from './number-input';
import './fact-field.css';

interface Props {
  readonly definition: FactDefinition;
  readonly given: GivenFact | undefined;
  readonly doubt?: DoubtedFact | undefined;
  /** What its inputs give where nothing was typed. */
  readonly computed?: string | undefined;
  /** Asks for an earlier dated value as well. */
  readonly trend?: boolean | undefined;
  readonly onChange: (given: GivenFact | undefined) => void;
}

/** One fact: a number with its unit and limits, yes / no / not known, a code, or a time. What was not answered stays unknown. */
export function FactField({ definition, given, doubt, computed, trend, onChange }: Props) {
  const t = useWords(factWords);
  const doubts = useWordsIfAny(factWords);
  const text = useText();
  const language = useLanguage();
  const current = currentOf(given);
  const earlier = earlierOf(given);
  const change = (next: MeasuredFact | undefined) => onChange(withEarlier(next, earlier, new Date()));
  const questioned =
    doubt && doubt.doubt !== 'unknown_fact'
      ? doubts(`doubt.${doubt.doubt}`, { ...spelt(doubt.detail, language), own: unitWords(definition.unit, language) })
      : undefined;
  const origin = current?.origin && current.origin !== 'typed' ? t(`origin.${current.origin}`) : undefined;
  const under = [origin, current ? undefined : computed].filter(Boolean).join(' · ') || undefined;
  return (
    <div className={definition.kind === 'boolean' ? 'fact-field yes-no' : 'fact-field'} id={`fact-${definition.key}`} tabIndex={-1}>
      <Field
        label={text(definition.name)}
        group={definition.kind === 'boolean'}
        hint={definition.hint && text(definition.hint)}
        error={questioned}
        under={under}
      >
        {(control) => <FactControl control={control} definition={definition} current={current} onChange={change} />}
      </Field>
      {(doubt?.doubt === 'outside_limits' || doubt?.doubt === 'differs_from_computed') && current && (
        <label className="fact-confirm">
          <input
            type="checkbox"
            checked={current.confirmed === true}
            onChange={(event) => change({ ...current, confirmed: event.target.checked })}
          />
          {t('confirm')}
        </label>
      )}
      {trend && <EarlierValue definition={definition} current={current} earlier={earlier} onChange={onChange} />}
    </div>
  );
}

interface ControlOf {
  readonly control: ControlProps;
  readonly definition: FactDefinition;
  readonly current: MeasuredFact | undefined;
  readonly onChange: (next: MeasuredFact | undefined) => void;
}

function FactControl({ control, definition, current, onChange }: ControlOf) {
  const t = useWords(factWords);
  const text = useText();
  const give = (value: MeasuredFact['value'] | undefined) => onChange(value === undefined ? undefined : { value, origin: 'typed' });
  if (definition.kind === 'boolean')
    return (
      <div className="segments" role="radiogroup" aria-labelledby={`${control.id}-label`} aria-describedby={control['aria-describedby']}>
        {([true, false, undefined] as const).map((value) => (
          <label key={String(value)} className={current?.value === value ? 'segment on' : 'segment'}>
            <input type="radio" name={control.id} checked={current?.value === value} onChange={() => give(value)} />
            {t(value === undefined ? 'unknown' : value ? 'yes' : 'no')}
          </label>
        ))}
      </div>
    );
  if (definition.kind === 'code')
    return (
      <select
        {...control}
        className="control"
        value={String(current?.value ?? '')}
        onChange={(event) => give(event.target.value || undefined)}
      >
        <option value="">{t('pick')}</option>
        {definition.codes?.map(({ code, name }) => (
          <option key={code} value={code}>
            {text(name)}
          </option>
        ))}
      </select>
    );
  if (definition.kind === 'instant')
    return (
      <DateInput
        {...control}
        withTime
        value={current ? toLocalField(Date.parse(String(current.value))) : ''}
        onChange={(value) => give(fromLocalField(value) ?? undefined)}
      />
    );
  return <QuantityControl control={control} definition={definition} current={current} onChange={onChange} />;
}

function QuantityControl({ control, definition, current, onChange }: ControlOf) {
  const t = useWords(factWords);
  const text = useText();
  const language = useLanguage();
  const { unit: own, low, high } = definition;
  const units = unitsOf(definition);
  const unit = current?.unit ?? own;
  const limits = low !== undefined && high !== undefined && unit === own ? `${low}–${high}` : undefined;
  return (
    <span className="quantity">
      <NumberInput
        control={control}
        value={typeof current?.value === 'number' ? current.value : undefined}
        placeholder={limits}
        onChange={(value) =>
          onChange(value === undefined ? undefined : { value, origin: 'typed', ...(unit && unit !== own ? { unit } : {}) })
        }
      />
      {units.length > 1 && current ? (
        <select
          className="control quantity-unit"
          aria-label={t('unit', { fact: text(definition.name) })}
          value={unit}
          onChange={(event) => onChange({ ...current, unit: event.target.value, confirmed: undefined })}
        >
          {units.map((one) => (
            <option key={one} value={one}>
              {unitWords(one, language)}
            </option>
          ))}
        </select>
      ) : (
        own && <span className="quantity-unit faint">{unitWords(own, language)}</span>
      )}
    </span>
  );
}

function EarlierValue(
  props: Pick<Props, 'definition' | 'onChange'> & { current: MeasuredFact | undefined; earlier: MeasuredFact | undefined },
) {
  const { definition, current, earlier, onChange } = props;
  const t = useWords(factWords);
  const text = useText();
  const set = (next: MeasuredFact | undefined) => onChange(withEarlier(current, next, new Date()));
  const name = text(definition.name);
  return (
    <div className="fact-earlier">
      <Field label={t('earlier', { fact: name })}>
        {(control) => (
          <NumberInput
            control={control}
            value={typeof earlier?.value === 'number' ? earlier.value : undefined}
            onChange={(value) => set(value === undefined ? undefined : { ...earlier, value, at: earlier?.at ?? new Date().toISOString() })}
          />
        )}
      </Field>
      <Field label={t('earlierOn')}>
        {(control) => (
          <DateInput
            {...control}
            disabled={!earlier}
            value={earlier?.at ? dayOf(earlier.at) : ''}
            onChange={(day) => earlier && day && set({ ...earlier, at: fromLocalField(`${day}T12:00`) ?? undefined })}
          />
        )}
      </Field>
    </div>
  );
}

/** Numbers of a doubt as people write them. */
const spelt = (detail: DoubtedFact['detail'], language: Language): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(detail).map(([key, value]) => [key, /unit|expected/.test(key) ? unitWords(String(value), language) : value]),
  );
