import { listEscalations } from '@alliance/contracts/escalation.contract';
import { toldRungs } from '@alliance/domain/escalation/ladder';
import { urgencies } from '@alliance/domain/referral/referral.codes';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { useMay } from '../../platform/session';
import { FilterSelect } from '../../ui/filter-select';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { uiWords } from '../../ui/ui.locale';
import { EscalationTable } from './escalation-table';
import { escalationSearch, type EscalationSearch } from './escalation-search';
import { escalationWords } from './escalation.locale';
import { OpenFindings } from './open-findings';
import './escalation.css';

const route = getRouteApi('/inside/escalations');

/** Who waits too long: for the two hospitals, for the lead, and for the office, which sees nobody's name. */
export function EscalationListPage() {
  const t = useWords(escalationWords);
  const may = useMay();
  // an address may carry what is no filter
  const search = escalationSearch({ ...route.useSearch() });
  const list = usePages(listEscalations, { query: { limit: 20, ...search } });
  const { refetch } = list;
  const minute = useNow(60_000);
  // third parties get no signal when a hospital answers: they are told to look again by the clock
  useEffect(() => void refetch(), [minute, refetch]);
  const narrowed = Object.keys(search).length > 0;
  return (
    <Page title={t('title')} actions={<Filters of={search} />}>
      <p className="soft escalation-lead">{t('lead')}</p>
      {may('referral.draft') && <OpenFindings />}
      <Loaded of={list} skeleton={<Skeleton rows={6} height={40} />}>
        {(items) =>
          items.length ? (
            <div className="card">
              <EscalationTable rows={items} />
              <MoreButton list={list} />
            </div>
          ) : (
            <EmptyState title={t(narrowed ? 'emptyFiltered' : 'empty')} {...(narrowed ? {} : { text: t('emptyText') })} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Filters({ of }: { readonly of: EscalationSearch }) {
  const t = useWords(escalationWords);
  const ui = useWords(uiWords);
  const navigate = useNavigate();
  const narrow = (name: keyof EscalationSearch) => (value: string | undefined) => {
    const { [name]: _, ...others } = of;
    void navigate({ to: '/escalations', search: { ...others, ...(value && { [name]: value }) }, replace: true });
  };
  return (
    <div className="escalation-filters" role="group" aria-label={t('filters')}>
      {(['open', 'settled', 'all'] as const).map((state) => (
        <button
          key={state}
          type="button"
          className="chip"
          aria-pressed={(of.state ?? 'open') === state}
          onClick={() => narrow('state')(state === 'open' ? undefined : state)}
        >
          {t(`state.${state}`)}
        </button>
      ))}
      <FilterSelect
        label={t('urgency')}
        value={of.urgency}
        options={urgencies.map((value) => ({ value, label: ui(`urgency.${value}`) }))}
        onChange={narrow('urgency')}
      />
      <FilterSelect
        label={t('rungFilter')}
        value={of.rung}
        options={toldRungs.map((value) => ({ value, label: t(`rung.${value}`) }))}
        onChange={narrow('rung')}
      />
    </div>
  );
}
