import {
  candidateLists,
  countDownCandidates,
  listDownCandidates,
  resumeCandidate,
  type CandidateList,
  type DownCandidate,
} from '@alliance/contracts/down-candidate.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer, usePages } from '../../platform/query';
import { useErrorWords } from '../../platform/refusal';
import { useAppointment } from '../../platform/session';
import { CarePanel } from '../../ui/care/care-panel';
import { useFactNames } from '../../ui/care/down-reason';
import type { CareSubject } from '../../ui/care/use-care-facts';
import { FilterSelect } from '../../ui/filter-select';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { CandidateRow } from './candidate-row';
import type { DownSearch } from './down-search';
import { downWords } from './down.locale';
import { SetAsideDialog } from './set-aside-dialog';
import { useCandidateKeys } from './use-candidate-keys';
import './down.css';

const route = getRouteApi('/inside/down-candidates');

/** Who in care could go back to where they came from: the other half of a two-way referral. */
export function DownCandidatesPage() {
  const t = useWords(downWords);
  const search = route.useSearch();
  const { list = 'met', department } = search;
  const narrowed = department ? { departmentId: department } : {};
  const candidates = usePages(listDownCandidates, { query: { verdict: list, ...narrowed } });
  const facts = useFactNames();
  const [panel, setPanel] = useState<CareSubject>();
  const [aside, setAside] = useState<DownCandidate>();
  const resume = useResume();
  const rows = candidates.data ?? [];
  const record = (row: DownCandidate, focus?: string) =>
    setPanel({ referralId: row.referralId, name: row.patient?.name ?? row.number, focus });
  const toggle = (row: DownCandidate) => (row.actions.includes('resume') ? resume(row) : setAside(row));
  const current = useCandidateKeys({ rows, search, onRecord: record, onToggle: toggle });
  return (
    <Page title={t('title')} aside={<Lists search={search} />}>
      <p className="soft down-intro">{t('intro')}</p>
      <Departments search={search} />
      <Loaded of={candidates} skeleton={<Skeleton rows={4} height={96} />}>
        {(items) =>
          items.length ? (
            <>
              <ul className="down-rows">
                {items.map((row) => (
                  <CandidateRow
                    key={row.referralId}
                    row={row}
                    facts={facts}
                    at={row.referralId === current}
                    onRecord={(focus) => record(row, focus)}
                    onToggle={() => toggle(row)}
                  />
                ))}
              </ul>
              <MoreButton list={candidates} />
            </>
          ) : (
            <Nobody list={list} search={search} />
          )
        }
      </Loaded>
      <CarePanel of={panel} onClose={() => setPanel(undefined)} />
      <SetAsideDialog of={aside} onClose={() => setAside(undefined)} />
    </Page>
  );
}

function useResume(): (row: DownCandidate) => void {
  const t = useWords(downWords);
  const errorWords = useErrorWords();
  const command = useCommand(resumeCandidate, { touches: ['down'] });
  return ({ referralId: id, version }) =>
    command.mutate(
      { params: { id }, body: { version } },
      { onSuccess: () => say(t('aside.resumed')), onError: (error) => say(errorWords(error), { urgent: true }) },
    );
}

function Lists({ search }: { readonly search: DownSearch }) {
  const t = useWords(downWords);
  const { list: chosen = 'met', department } = search;
  const counts = useAnswer(countDownCandidates, { query: department ? { departmentId: department } : {} }, { keepPrevious: true });
  return (
    <nav className="down-lists" aria-label={t('title')}>
      {candidateLists.map((list) => (
        <Link
          key={list}
          to="/down-candidates"
          search={{ ...search, list }}
          className={list === chosen ? 'chip on' : 'chip'}
          aria-current={list === chosen ? 'page' : undefined}
        >
          {t(`list.${list}`)} {counts.data && <span className="figures">{counts.data[list]}</span>}
        </Link>
      ))}
    </nav>
  );
}

/** Only where the house has more than one. */
function Departments({ search }: { readonly search: DownSearch }) {
  const t = useWords(downWords);
  const text = useText();
  const navigate = useNavigate();
  const own = useAppointment()?.institution.id;
  const departments = useAnswer(getInstitution, own ? { params: { id: own } } : null, { staleTime: 3_600_000 }).data?.departments ?? [];
  if (departments.length < 2) return null;
  return (
    <div className="down-filters">
      <FilterSelect
        label={t('department')}
        value={search.department}
        options={departments.map(({ id, name }) => ({ value: id, label: text(name) }))}
        onChange={(department) => void navigate({ to: '/down-candidates', search: { ...search, department } as DownSearch })}
      />
    </div>
  );
}

const otherwise: Readonly<Record<CandidateList, CandidateList | undefined>> = {
  met: 'near',
  near: 'all',
  set_aside: 'met',
  all: undefined,
};

function Nobody({ list, search }: { readonly list: CandidateList; readonly search: DownSearch }) {
  const t = useWords(downWords);
  const next = otherwise[list];
  return (
    <EmptyState
      title={t(`empty.${list}`)}
      text={t(`empty.${list}Text`)}
      action={
        next && (
          <Link to="/down-candidates" search={{ ...search, list: next }} className="button">
            {t('empty.look', { list: t(`list.${next}`) })}
          </Link>
        )
      }
    />
  );
}
