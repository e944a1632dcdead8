import { listFollowUps, type FollowUp } from '@alliance/contracts/follow-up.contract';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { Dialog } from '../../ui/dialog';
import { FollowUpActions, FollowUpState } from '../../ui/follow-up/follow-up-line';
import { RecordView, SendUp } from '../../ui/follow-up/follow-up-record';
import { followUpWords } from '../../ui/follow-up/follow-up.locale';
import { RecordPanel } from '../../ui/follow-up/record-panel';
import { MoreButton } from '../../ui/more-button';
import { Telephone } from '../../ui/on-duty';
import { Page } from '../../ui/page';
import { SexAge } from '../../ui/person';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { followUpPageWords } from './follow-up-page.locale';
import { followUpSearch, type FollowUpSearch } from './follow-up-search';
import '../../ui/follow-up/follow-up.css';

const route = getRouteApi('/inside/follow-ups');

/** Whom the hospital asks after, by what is due next; a record is one side panel away. */
export function FollowUpListPage() {
  const t = useWords(followUpPageWords);
  const search = followUpSearch({ ...route.useSearch() });
  const list = usePages(listFollowUps, { query: { limit: 50, ...search } });
  const [recording, setRecording] = useState<FollowUp>();
  const [worse, setWorse] = useState<FollowUp>();
  const narrowed = Object.keys(search).length > 0;
  const counts = list.first?.counts;
  const done = (task: FollowUp) => {
    setRecording(undefined);
    if (task.records.at(-1)?.action === 'return_now') setWorse(task);
  };
  return (
    <Page title={t('title')} pressing={counts?.overdue} actions={<Filters of={search} counts={counts} />}>
      <p className="soft follow-up-lead">{t('lead')}</p>
      <Loaded of={list} skeleton={<Skeleton rows={6} height={40} />}>
        {(items) =>
          items.length ? (
            <div className="card">
              <Tasks rows={items} onRecord={setRecording} />
              <MoreButton list={list} />
            </div>
          ) : (
            <EmptyState title={t(narrowed ? 'emptyFiltered' : 'empty')} {...(narrowed ? {} : { text: t('emptyText') })} />
          )
        }
      </Loaded>
      <RecordPanel of={recording} onClose={() => setRecording(undefined)} onDone={done} />
      <Dialog title={t('urgentTitle')} open={worse !== undefined} onClose={() => setWorse(undefined)}>
        {worse && <Worse of={worse} onClose={() => setWorse(undefined)} />}
      </Dialog>
    </Page>
  );
}

function Worse({ of, onClose }: { readonly of: FollowUp; readonly onClose: () => void }) {
  const t = useWords(followUpPageWords);
  const last = of.records.at(-1);
  return (
    <>
      <ul className="follow-up-records">{last && <RecordView record={last} />}</ul>
      <div className="form-foot">
        <button type="button" className="button" onClick={onClose}>
          {t('close')}
        </button>
        <SendUp of={of} />
      </div>
    </>
  );
}

function Tasks({ rows, onRecord }: { readonly rows: readonly FollowUp[]; readonly onRecord: (of: FollowUp) => void }) {
  const t = useWords(followUpPageWords);
  const w = useWords(followUpWords);
  const columns: readonly Column<FollowUp>[] = [
    { id: 'patient', head: t('column.patient'), title: true, cell: (row) => <Patient of={row} /> },
    { id: 'due', head: t('column.due'), cell: (row) => <FollowUpState of={row} />, width: '190px' },
    {
      id: 'call',
      head: t('column.call'),
      cell: ({ patient: { phone } }) => (phone ? <Telephone phone={phone} /> : w('noPhone')),
      width: '140px',
    },
    { id: 'from', head: t('column.from'), cell: ({ sender }) => sender.name },
    { id: 'owner', head: t('column.owner'), cell: ({ owner }) => (owner.mine ? w('mine') : owner.name), width: '110px' },
    { id: 'action', head: t('column.action'), cell: (row) => <FollowUpActions of={row} onRecord={onRecord} />, width: '230px' },
  ];
  return <Table label={t('title')} columns={columns} rows={rows} keyOf={({ id }) => id} foldsAt={980} />;
}

function Patient({ of: { patient, kind, referral, diagnosis } }: { readonly of: FollowUp }) {
  const w = useWords(followUpWords);
  return (
    <>
      <strong>{patient.name}</strong> <SexAge sex={patient.sex as Sex} birthDate={patient.birthDate} />
      <span className="follow-up-fact">
        {w(`kind.${kind}`)}
        {diagnosis && ` · ${diagnosis}`} ·{' '}
        <Link
          to="/referrals/$id"
          params={{ id: referral.id }}
          search={{}}
          className="figures"
          aria-label={w('open', { number: referral.number })}
        >
          {referral.number}
        </Link>
      </span>
    </>
  );
}

function Filters({
  of,
  counts,
}: {
  readonly of: FollowUpSearch;
  readonly counts: { due: number; overdue: number; mine: number } | undefined;
}) {
  const t = useWords(followUpPageWords);
  const navigate = useNavigate();
  const go = (search: FollowUpSearch) => void navigate({ to: '/follow-ups', search, replace: true });
  const count = { open: undefined, due: counts?.due, overdue: counts?.overdue, done: undefined };
  return (
    <div className="follow-up-filters" role="group" aria-label={t('filters')}>
      {(['open', 'due', 'overdue', 'done'] as const).map((state) => (
        <button
          key={state}
          type="button"
          className="chip"
          aria-pressed={(of.state ?? 'open') === state}
          onClick={() => go({ ...(of.mine && { mine: true }), ...(state !== 'open' && { state }) })}
        >
          {t(`filter.${state}`)} {count[state] !== undefined && <span className="figures">{count[state]}</span>}
        </button>
      ))}
      <button
        type="button"
        className="chip"
        aria-pressed={of.mine === true}
        onClick={() => go({ ...(of.state && { state: of.state }), ...(!of.mine && { mine: true }) })}
      >
        {t('mine')} {counts && <span className="figures">{counts.mine}</span>}
      </button>
    </div>
  );
}
