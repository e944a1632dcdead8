import { getInstitution } from '@alliance/contracts/institution.contract';
import { countReferrals } from '@alliance/contracts/referral-queue.contract';
import { readReferralNumber } from '@alliance/domain/referral/referral-number';
import { openStates, type ReferralState } from '@alliance/domain/referral/referral.machine';
import { urgencies } from '@alliance/domain/referral/referral.codes';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { UrgencyMark } from '../../ui/urgency-mark';
import { useLater } from '../../ui/use-later';
import { numberLike, type QueueSearch } from './queue-search';
import { queueWords } from './queue.locale';
import { referralWords } from './referral.locale';

const withoutOpen = ({ open: _open, ...search }: QueueSearch): QueueSearch => search;
/** The search with some filters changed; `undefined` takes one away. */
function changed(search: QueueSearch, change: { readonly [K in keyof QueueSearch]?: QueueSearch[K] | undefined }): QueueSearch {
  const entries = Object.entries({ ...withoutOpen(search), ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as QueueSearch;
}
const useCounts = () => useAnswer(countReferrals, {}, { staleTime: 5_000 }).data;

/** Inbound and outbound, with what stands open in each. */
export function QueueTabs({ search }: { readonly search: QueueSearch }) {
  const t = useWords(queueWords);
  const counts = useCounts();
  const openIn = (side: 'inbound' | 'outbound') => openStates.reduce((sum, state) => sum + (counts?.[side][state] ?? 0), 0);
  return (
    <nav className="queue-tabs" aria-label={t('title')}>
      {(['inbound', 'outbound'] as const).map((side) => {
        const here = (search.side ?? 'inbound') === side;
        return (
          <Link
            key={side}
            to="/referrals"
            search={side === 'outbound' ? { side } : {}}
            className={here ? 'queue-tab here' : 'queue-tab'}
            aria-current={here ? 'page' : undefined}
          >
            {t(side)} {counts && <span className="figures">{openIn(side)}</span>}
          </Link>
        );
      })}
      {counts && counts.late > 0 && <span className="queue-late figures">⚠ {t('late', { count: counts.late })}</span>}
    </nav>
  );
}

/** Filters as chips; the address keeps them. */
export function QueueFilters({ search }: { readonly search: QueueSearch }) {
  const t = useWords(queueWords);
  const codes = useWords(referralWords);
  const navigate = useNavigate();
  const counts = useCounts()?.[search.side ?? 'inbound'];
  const go = (change: Parameters<typeof changed>[1]) => void navigate({ to: '/referrals', search: changed(search, change), replace: true });
  const shown = openStates.filter((state) => counts?.[state] || search.state === state);
  const folded: readonly ReferralState[] = [...(search.side === 'outbound' ? (['draft'] as const) : []), 'closed', 'cancelled'];
  const isFolded = search.state !== undefined && folded.includes(search.state);
  const clear = () => void navigate({ to: '/referrals', search: search.side ? { side: search.side } : {}, replace: true });
  const filtered = search.state ?? search.urgency ?? search.departmentId ?? search.name ?? search.number;
  return (
    <div className="queue-filters" role="group" aria-label={t('filters')}>
      <button type="button" className="chip" aria-pressed={!search.state} onClick={() => go({ state: undefined })}>
        {t('allOpen')}
      </button>
      {shown.map((state) => (
        <button
          key={state}
          type="button"
          className="chip"
          aria-pressed={search.state === state}
          onClick={() => go({ state: search.state === state ? undefined : state })}
        >
          {codes(`state.${state}`)} {counts?.[state] ? <span className="figures">{counts[state]}</span> : null}
        </button>
      ))}
      <select
        className={isFolded ? 'chip on' : 'chip'}
        aria-label={t('otherStates')}
        value={isFolded ? search.state : ''}
        onChange={(event) => go({ state: folded.find((state) => state === event.target.value) })}
      >
        <option value="">{t('otherStates')}</option>
        {folded.map((state) => (
          <option key={state} value={state}>
            {codes(`state.${state}`)} {counts?.[state] ?? ''}
          </option>
        ))}
      </select>
      <span className="queue-divider" aria-hidden="true" />
      {urgencies.map((urgency) => (
        <button
          key={urgency}
          type="button"
          className="chip"
          aria-pressed={search.urgency === urgency}
          onClick={() => go({ urgency: search.urgency === urgency ? undefined : urgency })}
        >
          <UrgencyMark urgency={urgency} />
        </button>
      ))}
      {search.side !== 'outbound' && <DepartmentFilter value={search.departmentId} onChange={(departmentId) => go({ departmentId })} />}
      {filtered && (
        <button type="button" className="button bare" onClick={clear}>
          {t('clear')}
        </button>
      )}
    </div>
  );
}

function DepartmentFilter({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
}) {
  const t = useWords(queueWords);
  const text = useText();
  const appointment = useAppointment();
  const { data } = useAnswer(getInstitution, appointment ? { params: { id: appointment.institution.id } } : null, { staleTime: 600_000 });
  if (!data?.departments.length) return null;
  return (
    <select
      className={value ? 'chip on' : 'chip'}
      aria-label={t('department')}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{t('anyDepartment')}</option>
      {data.departments.map(({ id, name }) => (
        <option key={id} value={id}>
          {text(name)}
        </option>
      ))}
    </select>
  );
}

/** Finds by number or patient when the typing pauses; emptied when somebody clears the filters. */
export function QueueFind({ search }: { readonly search: QueueSearch }) {
  const t = useWords(queueWords);
  const navigate = useNavigate();
  const asked = search.number ?? search.name ?? '';
  const [typed, setTyped] = useState(asked);
  const [was, setWas] = useState(asked);
  if (was !== asked) {
    setWas(asked);
    if (!asked) setTyped('');
  }
  const later = useLater(typed.trim(), 300);
  const complete = typed.replace(/[\s-]/g, '').length === 9 && numberLike(typed.trim());
  const misread = complete && !readReferralNumber(typed);
  useEffect(() => {
    if (later === asked) return;
    const number = numberLike(later) ? (readReferralNumber(later) ?? later.toUpperCase()) : undefined;
    const change = { name: number === undefined && later ? later : undefined, number };
    void navigate({ to: '/referrals', search: changed(search, change), replace: true });
    // asks when the typing has paused, not when the address changes
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [later]);
  return (
    <span className="queue-find">
      <input
        id="queue-find"
        className="control"
        type="search"
        value={typed}
        placeholder={t('find')}
        aria-label={t('find')}
        aria-invalid={misread}
        maxLength={60}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      {misread && (
        <span className="queue-misread" role="alert">
          {t('badNumber')}
        </span>
      )}
    </span>
  );
}
