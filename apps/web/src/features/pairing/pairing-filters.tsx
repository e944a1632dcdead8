import type { Pairing } from '@alliance/contracts/pairing.contract';
import { schemes } from '@alliance/domain/imports/scheme.data';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { FindBox } from '../../ui/find-box';
import { DayFilter } from '../../ui/day-filter';
import { FilterSelect } from '../../ui/filter-select';
import { useToday } from '../../ui/moment';
import { useFlagWords, shortSource } from '../../ui/registry-marks';
import { registryWords } from '../../ui/registry.locale';
import { choices, sideOf, type Facet } from './pairing-filter.policy';
import { pairingWords } from './pairing.locale';
import type { PairingChange, PairingSearch } from './pairing-search';
import { usePlace } from './use-pairing-words';

interface Props {
  readonly all: readonly Pairing[];
  readonly search: PairingSearch;
  readonly go: (change: PairingChange) => void;
}

/** Which day, which document, whose side. */
export function DocumentFilters({ all, search, go }: Props) {
  const t = useWords(pairingWords);
  const today = useToday();
  const sources = choices(all, search, 'source');
  const known = schemes.map(({ source }) => source).filter((source) => !sources.some(({ value }) => value === source));
  return (
    <div className="filters" role="group" aria-label={t('day.label')}>
      <button type="button" className="chip" aria-pressed={!search.on} title={t('day.anyHint')} onClick={() => go({ on: undefined })}>
        {t('day.any')}
      </button>
      <button type="button" className="chip" aria-pressed={search.on === today} onClick={() => go({ on: today })}>
        {t('day.today')}
      </button>
      <DayFilter id="pairing-day" label={t('day.label')} value={search.on} onChange={(on) => go({ on })} />
      <FilterSelect
        label={t('filter.source')}
        value={search.source}
        options={[
          ...sources.map(({ value, count }) => ({ value, count, label: shortSource(value) })),
          ...(search.on ? known.map((value) => ({ value, count: 0, label: shortSource(value) })) : []),
        ]}
        onChange={(source) => go({ source })}
      />
      <span className="filter-divider" aria-hidden="true" />
      <span role="group" aria-label={t('filter.role')} className="pairing-role">
        {([undefined, 'supporter'] as const).map((role) => (
          <button
            key={role ?? 'recipient'}
            type="button"
            className="chip"
            aria-pressed={search.role === role}
            onClick={() => go({ role, city: search.other, other: search.city, province: undefined, type: undefined })}
          >
            {t(`filter.${role ?? 'recipient'}`)}
          </button>
        ))}
      </span>
    </div>
  );
}

/** Filters with how many pairs each choice leaves; the address keeps them. */
export function PairingFilters({ all, search, go }: Props) {
  const t = useWords(pairingWords);
  const codes = useWords(registryWords);
  const place = usePlace();
  const flagWords = useFlagWords();
  const [cleared, setCleared] = useState(0);
  const side = sideOf(search);
  const select = (facet: Facet, label: string, spell: (value: string) => string, change: (value?: string) => PairingChange) => (
    <FilterSelect
      label={label}
      value={search[facet]}
      options={choices(all, search, facet).map(({ value, count }) => ({ value, count, label: spell(value) }))}
      onChange={(value) => go(change(value))}
    />
  );
  const clear = () => {
    setCleared(cleared + 1);
    go({ source: undefined, province: undefined, city: undefined, type: undefined, other: undefined, flag: undefined, find: undefined });
  };
  const filtered = [search.source, search.province, search.city, search.type, search.other, search.flag, search.find].some(Boolean);
  return (
    <div className="filters" role="group" aria-label={t('filters')}>
      <FindBox key={cleared} id="pairing-find" label={t('filter.find')} value={search.find} onFind={(find) => go({ find })} />
      {select('province', t('filter.province'), place, (province) => ({ province, city: undefined }))}
      {select('city', t('filter.city'), place, (city) => ({ city }))}
      {select(
        'type',
        t('filter.type'),
        (type) => codes(`type.${type as Pairing['recipient']['type']}`),
        (type) => ({ type: type as PairingSearch['type'] }),
      )}
      {select('other', t(side === 'recipient' ? 'filter.other_supporter' : 'filter.other_recipient'), place, (other) => ({ other }))}
      {select(
        'flag',
        t('filter.flag'),
        (flag) => flagWords(flag).word,
        (flag) => ({ flag }),
      )}
      {search.view !== 'picture' && (
        <select
          className="chip filter-select"
          aria-label={t('filter.group')}
          value={search.group ?? 'city'}
          onChange={({ target }) => go({ group: target.value === 'city' ? undefined : (target.value as 'province' | 'none') })}
        >
          {(['city', 'province', 'none'] as const).map((group) => (
            <option key={group} value={group}>
              {t(`group.${group}`)}
            </option>
          ))}
        </select>
      )}
      {filtered && (
        <button type="button" className="button bare" onClick={clear}>
          {t('filter.clear')}
        </button>
      )}
    </div>
  );
}
