import { schemes } from '@alliance/domain/imports/scheme.data';
import { useWords } from '../../platform/i18n';
import { DateField } from '../../ui/date-field';
import { TextField } from '../../ui/field';
import { shortSource } from '../../ui/registry-marks';
import { importWords } from './import.locale';
import type { Facts } from './use-import';

type Missing = readonly ('source' | 'from' | 'to')[];
type Wrong = { readonly [K in 'source' | 'from' | 'to']?: 'needSource' | 'needFrom' | 'reversed' };

/** What must be said because the columns do not; pairings need a document and a beginning. */
export function wrongFacts({ kind, source, from, to }: Facts, missing: Missing): Wrong {
  const needs = (name: 'source' | 'from') => kind === 'pairings' && missing.includes(name);
  return {
    ...(needs('source') && !source.trim() ? { source: 'needSource' as const } : {}),
    ...(needs('from') && !from ? { from: 'needFrom' as const } : {}),
    ...(from && to && to < from ? { to: 'reversed' as const } : {}),
  };
}

interface Props {
  readonly facts: Facts;
  readonly missing: Missing;
  readonly wrong: Wrong;
  readonly onChange: (change: Partial<Facts>) => void;
}
/** Document and period of a file that does not state them in columns. */
export function FactFields({ facts, missing, wrong, onChange }: Props) {
  const t = useWords(importWords);
  const pairings = facts.kind === 'pairings';
  const spell = (name: keyof Wrong) => {
    const why = wrong[name];
    return why && t(`facts.${why}`);
  };
  return (
    <fieldset className="import-facts">
      <legend>{t('facts.title')}</legend>
      <p className="faint">{t('facts.hint')}</p>
      {pairings && (
        <div className="choices" role="group" aria-label={t('facts.known')}>
          <span className="faint">{t('facts.known')}</span>
          {schemes.map(({ id, source, period }) => (
            <button
              key={id}
              type="button"
              className="chip"
              aria-pressed={facts.source === source}
              title={source}
              onClick={() => onChange({ source, from: period.from, to: period.to })}
            >
              {shortSource(source)}
            </button>
          ))}
        </div>
      )}
      {missing.includes('source') && (
        <TextField
          id="import-source"
          label={t('facts.source')}
          hint={t('facts.sourceHint')}
          required={pairings}
          maxLength={200}
          value={facts.source}
          error={spell('source')}
          onChange={(source) => onChange({ source })}
        />
      )}
      <div className="import-dates">
        {missing.includes('from') && (
          <DateField
            id="import-from"
            label={t('facts.from')}
            required
            value={facts.from}
            error={spell('from')}
            onChange={(from) => onChange({ from })}
          />
        )}
        {missing.includes('to') && (
          <DateField
            id="import-to"
            label={t('facts.to')}
            hint={t('facts.toHint')}
            value={facts.to}
            error={spell('to')}
            onChange={(to) => onChange({ to })}
          />
        )}
      </div>
    </fieldset>
  );
}
