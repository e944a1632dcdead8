import { listConsultations } from '@alliance/contracts/consultation.contract';
import type { ConsultationRow } from '@alliance/contracts/consultation.schema';
import { consultationKinds } from '@alliance/domain/consultation/consultation.codes';
import { consultationStates } from '@alliance/domain/consultation/consultation.machine';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { useMay } from '../../platform/session';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { consultationWords } from './consultation.locale';
import { FilterSelect } from '../../ui/filter-select';
import { FindBox } from '../../ui/find-box';
import { Icon } from '../../ui/icon';
import { useKeys } from '../../ui/keys';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { groupByDeadline } from './consultation-groups.policy';
import { consultationListWords } from './consultation-list.locale';
import { ConsultationLine } from './consultation-row';
import { consultationBoxes, consultationSearch, type ConsultationSearch } from './consultation-search';
import './consultation-list.css';

const route = getRouteApi('/inside/consultations');

/** The work list of consultations: what is ours to do first, then by time. */
export function ConsultationListPage() {
  const t = useWords(consultationListWords);
  const search = consultationSearch({ ...route.useSearch() });
  const { box = 'todo', ...filters } = search;
  const list = usePages(listConsultations, { query: { limit: 50, box: box === 'todo' ? 'ours' : box, ...filters } });
  const narrowed = Object.keys(filters).length > 0;
  return (
    <Page title={t('title')} actions={<Ways />}>
      <Boxes of={search} />
      <Filters of={search} />
      <Loaded of={list} skeleton={<Skeleton rows={6} height={64} />}>
        {(rows) =>
          rows.length ? (
            <div className="card">
              <Rows rows={rows} byDeadline={box === 'todo'} />
              <MoreButton list={list} />
            </div>
          ) : narrowed ? (
            <EmptyState
              title={t('emptyFiltered')}
              action={
                <Link to="/consultations" search={box === 'todo' ? {} : { box }} className="button">
                  {t('clear')}
                </Link>
              }
            />
          ) : (
            <EmptyState title={t(`empty.${box}`)} text={t(`emptyText.${box}`)} {...(box === 'inviting' && { action: <Ways /> })} />
          )
        }
      </Loaded>
    </Page>
  );
}

/** The two ways to ask: at once, and with a time. */
function Ways() {
  const t = useWords(consultationListWords);
  const may = useMay();
  if (!may('consultation.request')) return null;
  return (
    <span className="consultation-ways">
      <Link to="/consultations/immediate" search={{}} className="button danger">
        <Icon name="warn" size={16} /> {t('immediate')}
      </Link>
      <Link to="/consultations/new" search={{}} className="button primary">
        <Icon name="plus" size={16} /> {t('request')}
      </Link>
    </span>
  );
}

function Boxes({ of }: { readonly of: ConsultationSearch }) {
  const t = useWords(consultationListWords);
  const now = of.box ?? 'todo';
  return (
    <nav className="consultation-boxes" aria-label={t('boxes')}>
      {consultationBoxes.map((box) => (
        <Link
          key={box}
          to="/consultations"
          search={box === 'todo' ? {} : { box }}
          className={box === now ? 'chip on' : 'chip'}
          aria-current={box === now ? 'page' : undefined}
        >
          {t(`box.${box}`)}
        </Link>
      ))}
    </nav>
  );
}

function Filters({ of }: { readonly of: ConsultationSearch }) {
  const t = useWords(consultationListWords);
  const codes = useWords(consultationWords);
  const named = useWords(consultationCodeWords);
  const navigate = useNavigate();
  const set = (change: { readonly [K in keyof ConsultationSearch]: ConsultationSearch[K] | undefined }) =>
    void navigate({ to: '/consultations', search: consultationSearch({ ...of, ...change }), replace: true });
  return (
    <div className="consultation-filters">
      <FindBox id="consultation-find" label={t('find')} value={of.query} onFind={(query) => set({ query })} />
      <FilterSelect
        label={t('kind')}
        value={of.kind}
        options={consultationKinds.map((value) => ({ value, label: named(`kind.${value}`) }))}
        onChange={(kind) => set({ kind: consultationKinds.find((one) => one === kind) })}
      />
      <FilterSelect
        label={t('state')}
        value={of.state}
        options={consultationStates.map((value) => ({ value, label: codes(`state.${value}`) }))}
        onChange={(state) => set({ state: consultationStates.find((one) => one === state) })}
      />
      {of.box && (
        <FilterSelect
          label={t('open')}
          value={of.open}
          options={[
            { value: 'yes', label: t('openOf.yes') },
            { value: 'no', label: t('openOf.no') },
          ]}
          onChange={(open) => set({ open: open === 'yes' || open === 'no' ? open : undefined })}
        />
      )}
    </div>
  );
}

/** In groups by deadline where they are ours to do; the keys walk through what is seen, in its order. */
function Rows({ rows: items, byDeadline }: { readonly rows: readonly ConsultationRow[]; readonly byDeadline: boolean }) {
  const t = useWords(consultationListWords);
  const may = useMay();
  const navigate = useNavigate();
  const [at, setAt] = useState<string>();
  const now = useNow(60_000);
  const groups = byDeadline ? groupByDeadline(items, now) : [{ name: null, rows: items }];
  const rows = groups.flatMap((group) => group.rows);
  const index = rows.findIndex(({ id }) => id === at);
  const current = rows[index];
  const move = (step: number) => {
    const next = rows[Math.min(Math.max(index + step, 0), rows.length - 1)];
    setAt(next?.id);
    document.getElementById(`row-${next?.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const open = () => {
    if (current?.state === 'draft') void navigate({ to: '/consultations/$id/edit', params: { id: current.id }, search: {} });
    else if (current) void navigate({ to: '/consultations/$id', params: { id: current.id }, search: {} });
  };
  useKeys([
    { key: 'j', does: t('key.down'), run: () => move(1) },
    { key: 'k', does: t('key.up'), run: () => move(-1) },
    { key: 'Enter', does: t('key.open'), run: open },
    { key: '/', does: t('key.find'), run: () => document.getElementById('consultation-find')?.focus() },
    ...(may('consultation.request')
      ? [{ key: 'n', does: t('key.new'), run: () => void navigate({ to: '/consultations/new', search: {} }) }]
      : []),
  ]);
  return (
    <>
      {groups.map(({ name, rows: group }) => (
        <section key={name} aria-label={name ? t(`group.${name}`) : undefined}>
          {name && (
            <h2 className={`consultation-group ${name}`}>
              {t(`group.${name}`)} <span className="figures">{group.length}</span>
            </h2>
          )}
          <ul className="consultation-rows" aria-label={name ? t(`group.${name}`) : t('list')}>
            {group.map((row) => (
              <ConsultationLine key={row.id} row={row} at={row.id === at} brief={name === 'feedback'} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
