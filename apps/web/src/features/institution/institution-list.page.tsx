import { listInstitutions, type Institution } from '@alliance/contracts/institution.contract';
import { institutionTypes } from '@alliance/domain/alliance/institution';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { useMay } from '../../platform/session';
import { FindBox } from '../../ui/find-box';
import { FilterSelect } from '../../ui/filter-select';
import { useKeys } from '../../ui/keys';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { Flags, Invented, Level } from '../../ui/registry-marks';
import { registryWords } from '../../ui/registry.locale';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table } from '../../ui/table';
import { changed, type InstitutionChange, type InstitutionSearch } from './institution-search';
import { institutionWords } from './institution.locale';
import { knownCities, provinces } from '../../ui/place.data';
import './institution.css';

const route = getRouteApi('/inside/institutions');

export function InstitutionListPage() {
  const t = useWords(institutionWords);
  const navigate = useNavigate();
  const may = useMay();
  const search = route.useSearch();
  const list = usePages(listInstitutions, { query: { ...search, limit: 50 } });
  const go = (change: InstitutionChange) => void navigate({ to: '/institutions', search: changed(search, change), replace: true });
  useKeys([{ key: '/', does: t('key.find'), run: () => document.getElementById('institution-find')?.focus() }]);
  return (
    <Page
      title={t('title')}
      aside={t('lead')}
      actions={
        may('institution.manage') && (
          <Link to="/institutions/new" className="button primary">
            {t('register')}
          </Link>
        )
      }
    >
      <Filters search={search} go={go} loaded={list.data ?? []} />
      <Loaded of={list} skeleton={<Skeleton rows={12} height={36} />}>
        {(rows) =>
          rows.length ? (
            <div className="card">
              <InstitutionTable rows={rows} />
              <MoreButton list={list} />
            </div>
          ) : (
            <EmptyState title={t('empty')} text={t('emptyText')} />
          )
        }
      </Loaded>
    </Page>
  );
}

function InstitutionTable({ rows }: { readonly rows: readonly Institution[] }) {
  const t = useWords(institutionWords);
  const codes = useWords(registryWords);
  return (
    <Table
      label={t('title')}
      rows={rows}
      keyOf={({ id }) => id}
      step={1000}
      columns={[
        {
          id: 'name',
          head: t('column.name'),
          title: true,
          width: '36%',
          cell: ({ id, name, aliases, invented }) => (
            <>
              <Link to="/institutions/$id" params={{ id }} className="institution-name">
                {name}
              </Link>{' '}
              {invented && <Invented />}
              {aliases.length > 0 && <span className="faint">{t('aliases', { names: aliases.join('、') })}</span>}
            </>
          ),
        },
        { id: 'place', head: t('column.place'), cell: ({ province, city }) => placeOf(province, city) || null },
        { id: 'type', head: t('column.type'), cell: ({ type }) => codes(`type.${type}`) },
        { id: 'level', head: t('column.level'), cell: ({ level, levelBasis }) => <Level level={level} basis={levelBasis} /> },
        { id: 'marks', head: t('column.marks'), cell: ({ flags }) => (flags.length ? <Flags of={flags} /> : null) },
      ]}
    />
  );
}

export const placeOf = (province: string | null, city: string | null): string =>
  (province === city ? [city] : [province, city]).filter(Boolean).join(' ');

interface FilterProps {
  readonly search: InstitutionSearch;
  readonly go: (change: InstitutionChange) => void;
  readonly loaded: readonly Institution[];
}
function Filters({ search, go, loaded }: FilterProps) {
  const t = useWords(institutionWords);
  const codes = useWords(registryWords);
  const [cleared, setCleared] = useState(0);
  const options = (known: readonly string[], found: readonly (string | null)[]) =>
    [...new Set([...known, ...found.filter((value) => value !== null)])].map((value) => ({ value, label: value }));
  const clear = () => {
    setCleared(cleared + 1);
    go({ query: undefined, province: undefined, city: undefined, type: undefined });
  };
  return (
    <div className="filters" role="group" aria-label={t('filters')}>
      <FindBox
        key={cleared}
        id="institution-find"
        className="institution-find"
        label={t('find')}
        value={search.query}
        onFind={(query) => go({ query })}
      />
      <FilterSelect
        label={t('filter.province')}
        value={search.province}
        options={options(
          provinces,
          loaded.map(({ province }) => province),
        )}
        onChange={(province) => go({ province, city: undefined })}
      />
      <FilterSelect
        label={t('filter.city')}
        value={search.city}
        options={options(
          knownCities(search.province),
          loaded.map(({ city }) => city),
        )}
        onChange={(city) => go({ city })}
      />
      <FilterSelect
        label={t('filter.type')}
        value={search.type}
        options={institutionTypes.map((type) => ({ value: type, label: codes(`type.${type}`) }))}
        onChange={(type) => go({ type: institutionTypes.find((one) => one === type) })}
      />
      {Object.keys(search).length > 0 && (
        <button type="button" className="button bare" onClick={clear}>
          {t('filter.clear')}
        </button>
      )}
    </div>
  );
}
