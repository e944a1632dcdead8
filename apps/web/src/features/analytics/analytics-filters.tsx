import { getAnalyticsChoices } from '@alliance/contracts/analytics.contract';
import { periods } from '@alliance/domain/analytics/period';
import { directions, services, sides, urgencies } from '@alliance/domain/referral/referral.codes';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { DayFilter } from '../../ui/day-filter';
import { FilterSelect } from '../../ui/filter-select';
import { uiWords } from '../../ui/ui.locale';
import type { AnalyticsChange, AnalyticsSearch } from './analytics-search';
import { analyticsWords } from './analytics.locale';

/** What is counted, as chips: period, whose, and what narrows it. */
export function AnalyticsFilters({ search, go }: { readonly search: AnalyticsSearch; readonly go: (change: AnalyticsChange) => void }) {
  const t = useWords(analyticsWords);
  const ui = useWords(uiWords);
  const text = useText();
  const { data: choices } = useAnswer(getAnalyticsChoices, { query: search.scope ? { scope: search.scope } : {} }, { keepPrevious: true });
  const scope = search.scope ?? choices?.scopes[0] ?? 'own';
  const period = search.period ?? 'days_90';
  const named = (list: readonly { id: string; name: { zh: string; en?: string | undefined } }[] = []) =>
    list.map(({ id, name }) => ({ value: id, label: text(name as never) }));
  const select = <K extends 'direction' | 'service' | 'urgency' | 'side'>(
    key: K,
    values: readonly NonNullable<AnalyticsSearch[K]>[],
    label: string,
    word: (value: string) => string,
  ) => (
    <FilterSelect
      label={label}
      value={search[key]}
      options={values.map((value) => ({ value: String(value), label: word(String(value)) }))}
      onChange={(value) => go({ [key]: value })}
    />
  );
  return (
    <div className="filters analytics-filters" role="group" aria-label={t('filters')}>
      {(choices?.scopes.length ?? 0) > 1 && (
        <span role="group" aria-label={t('whose.label')}>
          {choices?.scopes.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={scope === one}
              onClick={() => go({ scope: one, hospitalId: undefined, allianceId: undefined, departmentId: undefined, side: undefined })}
            >
              {t(`whose.${one}`)}
            </button>
          ))}
        </span>
      )}
      <span role="group" aria-label={t('period.label')}>
        {periods.map((one) => (
          <button key={one} type="button" className="chip" aria-pressed={period === one} onClick={() => go({ period: one })}>
            {t(`period.${one}`)}
          </button>
        ))}
      </span>
      {period === 'custom' && (
        <>
          <DayFilter id="analytics-from" label={t('from')} value={search.from} onChange={(from) => go({ from })} />
          <DayFilter id="analytics-to" label={t('to')} value={search.to} onChange={(to) => go({ to })} />
        </>
      )}
      <button
        type="button"
        className="chip"
        aria-pressed={search.compare === 'previous'}
        onClick={() => go({ compare: search.compare ? undefined : 'previous' })}
      >
        {t('compare')}
      </button>
      {(choices?.alliances.length ?? 0) > 0 && (
        <FilterSelect
          label={t('alliance')}
          value={search.allianceId}
          options={named(choices?.alliances)}
          onChange={(allianceId) => go({ allianceId })}
        />
      )}
      {(choices?.hospitals.length ?? 0) > 0 && (
        <FilterSelect
          label={t('hospital')}
          value={search.hospitalId}
          options={(choices?.hospitals ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(hospitalId) => go({ hospitalId })}
        />
      )}
      {choices?.department && <span className="chip on">{t('ownDepartment', { name: text(choices.department.name as never) })}</span>}
      {(choices?.departments.length ?? 0) > 0 && (
        <FilterSelect
          label={t('department')}
          value={search.departmentId}
          options={named(choices?.departments)}
          onChange={(departmentId) => go({ departmentId })}
        />
      )}
      {(scope === 'own' || search.hospitalId) && select('side', sides, t('side.label'), (value) => t(`side.${value as 'sender'}`))}
      {select('direction', directions, t('direction.label'), (value) => t(`direction.${value as 'up'}`))}
      {select('service', services, t('service.label'), (value) => t(`service.${value as 'inpatient'}`))}
      {select('urgency', urgencies, t('urgency'), (value) => ui(`urgency.${value as 'urgent'}`))}
    </div>
  );
}
