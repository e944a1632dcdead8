import { getPatient, type PatientDetail } from '@alliance/contracts/patient-record.contract';
import { listPasses, revokePass, type ResultPass } from '@alliance/contracts/result-pass.contract';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { exact } from '../../ui/moment';
import { Page } from '../../ui/page';
import { PatientLine, PatientSearch } from '../../ui/patient/patient-search';
import { say } from '../../ui/said';
import { EmptyState, Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { PassForm } from './pass-form';
import { PassSheet } from './pass-sheet';
import { resultPassWords } from './result-pass.locale';
import './result-pass.css';

export interface PassSearch {
  readonly patient?: string;
}
const route = getRouteApi('/inside/result-passes');

/** Passes of a patient: made, printed, taken back. */
export function PassesPage() {
  const t = useWords(resultPassWords);
  const { patient: id }: PassSearch = route.useSearch();
  const navigate = route.useNavigate();
  const patient = useAnswer(getPatient, id ? { params: { id } } : null);
  return (
    <Page title={t('title')}>
      {id ? (
        <Loaded of={patient} skeleton={<Skeleton rows={6} height={40} />}>
          {(found) => <PassesOf patient={found} />}
        </Loaded>
      ) : (
        <PatientSearch label={t('title')} onChoose={(found) => void navigate({ search: { patient: found.id }, replace: true })} />
      )}
    </Page>
  );
}

function PassesOf({ patient }: { readonly patient: PatientDetail }) {
  const t = useWords(resultPassWords);
  const may = useMay();
  const passes = useAnswer(listPasses, { params: { id: patient.id } });
  const [made, setMade] = useState<{ readonly token: string; readonly pass: ResultPass }>();
  return (
    <>
      <p>
        <PatientLine patient={patient} aliases={patient.aliases} />{' '}
        <Link to="/results" search={{ patient: patient.id }}>
          {t('back')}
        </Link>
      </p>
      {may('patient.register') && (
        <section className="pass-form" aria-label={t('make')}>
          <p className="soft">{t('lead')}</p>
          {made ? <PassSheet {...made} name={patient.name} /> : <PassForm patientId={patient.id} onMade={setMade} />}
        </section>
      )}
      <h2>{t('given')}</h2>
      <Loaded of={passes} skeleton={<Skeleton rows={3} height={40} />}>
        {({ items }) => (items.length ? <Given items={items} mayRevoke={may('patient.register')} /> : <EmptyState text={t('noneGiven')} />)}
      </Loaded>
    </>
  );
}

function Given({ items, mayRevoke }: { readonly items: readonly ResultPass[]; readonly mayRevoke: boolean }) {
  const t = useWords(resultPassWords);
  const revoke = useCommand(revokePass, { touches: ['report'], onDone: () => say(t('revoked')) });
  const columns: readonly Column<ResultPass>[] = [
    { id: 'when', head: t('column.when'), title: true, cell: ({ issuedAt, issuedBy }) => `${exact(issuedAt).slice(0, 16)} · ${issuedBy}` },
    { id: 'until', head: t('column.until'), cell: ({ expiresAt }) => <span className="figures">{exact(expiresAt).slice(0, 16)}</span> },
    { id: 'reports', head: t('column.reports'), cell: ({ reports }) => reports.map(({ title }) => title).join('、') },
    { id: 'looks', head: t('column.looks'), cell: ({ looks }) => <span className="figures">{looks}</span> },
    {
      id: 'state',
      head: t('column.state'),
      cell: ({ id, state }) => (
        <>
          {t(`state.${state}`)}{' '}
          {state === 'open' && mayRevoke && (
            <button
              type="button"
              className="button"
              aria-disabled={revoke.isPending}
              onClick={() => !revoke.isPending && revoke.mutate({ params: { id } })}
            >
              {t('revoke')}
            </button>
          )}
        </>
      ),
    },
  ];
  return (
    <>
      <RefusalNote error={revoke.error} />
      <Table label={t('given')} columns={columns} rows={items} keyOf={({ id }) => id} />
    </>
  );
}
