import { listMerges } from '@alliance/contracts/patient-merge.contract';
import { searchPatients, type PatientFound } from '@alliance/contracts/patient.contract';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer, usePages } from '../../platform/query';
import { useMay } from '../../platform/session';
import { FindBox } from '../../ui/find-box';
import { Icon } from '../../ui/icon';
import { useKeys } from '../../ui/keys';
import { Page } from '../../ui/page';
import { PatientCreate } from '../../ui/patient/patient-create';
import { PatientLine } from '../../ui/patient/patient-search';
import { SidePanel } from '../../ui/side-panel';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { useWide } from '../../ui/use-wide';
import { PatientDetailPane } from './patient-detail';
import { changedSearch, type PatientSearchChange } from './patient-search';
import { patientPageWords } from './patient.locale';
import { PendingMerges } from './pending-merges';
import '../../ui/filter-select.css';
import './patient.css';

const route = getRouteApi('/inside/patients');
const shown = 50;

/** Patients of this hospital: found by name or number, opened beside the list; what waits for a second person stands above. */
export function PatientListPage() {
  const t = useWords(patientPageWords);
  const navigate = useNavigate();
  const may = useMay();
  const search = route.useSearch();
  const wide = useWide('(min-width: 1100px)');
  const [registering, setRegistering] = useState(false);
  const go = (change: PatientSearchChange) => void navigate({ to: '/patients', search: changedSearch(search, change), replace: true });
  useKeys([
    { key: '/', does: t('key.find'), run: () => document.getElementById('patient-find')?.focus() },
    ...(may('patient.register') ? [{ key: 'n', does: t('key.register'), run: () => setRegistering(true) }] : []),
  ]);
  const { patient: open } = search;
  const listed = wide || !open;
  return (
    <Page
      title={t('title')}
      aside={t('lead')}
      actions={
        listed &&
        may('patient.register') && (
          <button type="button" className="button primary" onClick={() => setRegistering(true)}>
            {t('register')}
          </button>
        )
      }
    >
      {listed && (
        <div className="filters" role="group" aria-label={t('filters')}>
          <FindBox id="patient-find" className="patients-find" label={t('find')} value={search.query} onFind={(query) => go({ query })} />
          {may('patient.merge') && (
            <PendingChip on={search.pending ?? false} onChange={(pending) => go({ pending: pending || undefined })} />
          )}
        </div>
      )}
      <div className={open ? 'patients beside' : 'patients'}>
        {listed && (search.pending ? <PendingMerges /> : <PatientList query={search.query ?? ''} open={open} />)}
        {open && (
          <section className="patient-pane" aria-label={t('record')}>
            <button type="button" className="button bare patient-back" onClick={() => go({ patient: undefined, identify: undefined })}>
              <Icon name="back" size={16} /> {t('back')}
            </button>
            <PatientDetailPane key={open} id={open} identify={search.identify ?? false} />
          </section>
        )}
      </div>
      <SidePanel title={t('register')} open={registering} onClose={() => setRegistering(false)}>
        <PatientCreate
          from={search.query ?? ''}
          onCancel={() => setRegistering(false)}
          onDone={({ id }) => {
            setRegistering(false);
            go({ patient: id, pending: undefined });
          }}
        />
      </SidePanel>
    </Page>
  );
}

function PendingChip({ on, onChange }: { readonly on: boolean; readonly onChange: (on: boolean) => void }) {
  const t = useWords(patientPageWords);
  const waiting = usePages(listMerges, { query: { limit: 20 } });
  const count = waiting.data?.length ?? 0;
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={() => onChange(!on)}>
      {t('pending')} <span className="figures">{waiting.hasMore ? `${count}+` : count}</span>
    </button>
  );
}

function PatientList({ query, open }: { readonly query: string; readonly open: string | undefined }) {
  const t = useWords(patientPageWords);
  const found = useAnswer(searchPatients, { query: { query, limit: shown } }, { keepPrevious: true });
  return (
    <Loaded of={found} skeleton={<Skeleton rows={10} height={36} />}>
      {({ items }) =>
        items.length ? (
          <div className="card">
            <ul className="patient-rows" aria-label={t('title')}>
              {items.map((patient) => (
                <PatientRow key={patient.id} patient={patient} open={patient.id === open} />
              ))}
            </ul>
            <p className="faint patient-count">{items.length < shown ? t('all', { count: items.length }) : t('first', { count: shown })}</p>
          </div>
        ) : query ? (
          <EmptyState title={t('empty', { query })} text={t('emptyText')} />
        ) : (
          <EmptyState title={t('none')} text={t('noneText')} />
        )
      }
    </Loaded>
  );
}

function PatientRow({ patient, open }: { readonly patient: PatientFound; readonly open: boolean }) {
  const t = useWords(patientPageWords);
  const search = route.useSearch();
  const kind = patient.identifierKind;
  return (
    <li className={open ? 'open' : undefined}>
      <Link
        to="/patients"
        search={changedSearch(search, { patient: patient.id, identify: undefined })}
        replace
        aria-current={open ? 'true' : undefined}
      >
        <PatientLine patient={patient} aliases={patient.aliases} />
        {kind === 'unknown_person' && <span className="tag">{t('unidentified')}</span>}
        {kind === 'none_newborn' && <span className="tag">{t('newborn')}</span>}
      </Link>
    </li>
  );
}
