import { countReferrals } from '@alliance/contracts/referral-queue.contract';
import { readReferralNumber } from '@alliance/domain/referral/referral-number';
import { openStates, type ReferralState } from '@alliance/domain/referral/referral.machine';
import { urgencies } from '@alliance/domain/referral/referral.codes';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { FilterSelect } from '../../ui/filter-select';
import { UrgencyMark } from '../../ui/urgency-mark';
import { useLater } from '../../ui/use-later';
import { MoreFilters } from './queue-more-filters';
import { changed, numberLike, toggled, type QueueChange, type QueueSearch } from './queue-search';
import { queueWords } from './queue.locale';
import { referralWords } from './referral.locale';

export const useCounts = () => useAnswer(countReferrals, {}, { staleTime: 5_000 }).data;

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
  const go = (change: QueueChange) => void navigate({ to: '/referrals', search: changed(search, change), replace: true });
  const states = search.state?.split(',') ?? [];
  const shown = openStates.filter((state) => counts?.[state] || states.includes(state));
  const folded: readonly ReferralState[] = [...(search.side === 'outbound' ? (['draft'] as const) : []), 'closed', 'cancelled'];
  const clear = () => void navigate({ to: '/referrals', search: search.side ? { side: search.side } : {}, replace: true });
  const filtered = Object.keys(search).some((name) => !['side', 'open', 'tab', 'sort', 'grouping'].includes(name));
  const chosen = folded.find((state) => search.state === state);
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
          aria-pressed={states.includes(state)}
          onClick={() => go({ state: toggled(chosen ? undefined : search.state, state) })}
        >
          {codes(`state.${state}`)} {counts?.[state] ? <span className="figures">{counts[state]}</span> : null}
        </button>
      ))}
      <FilterSelect
        label={t('otherStates')}
        value={chosen}
        options={folded.map((state) => ({
          value: state,
          label: codes(`state.${state}`),
          ...(counts?.[state] && { count: counts[state] }),
        }))}
        onChange={(state) => go({ state })}
      />
      <span className="queue-divider" aria-hidden="true" />
      {urgencies.map((urgency) => (
        <button
          key={urgency}
          type="button"
          className="chip"
          aria-pressed={search.urgency?.split(',').includes(urgency) ?? false}
          onClick={() => go({ urgency: toggled(search.urgency, urgency) })}
        >
          <UrgencyMark urgency={urgency} />
        </button>
      ))}
      <button
        type="button"
        className="chip"
        aria-pressed={search.late === 'true'}
        onClick={() => go({ late: search.late ? undefined : 'true' })}
      >
        ⚠ {t('lateOnly')}
      </button>
      <button
        type="button"
        className="chip"
        aria-pressed={search.person === 'me'}
        onClick={() => go({ person: search.person === 'me' ? undefined : 'me' })}
      >
        {t(search.side === 'outbound' ? 'mineSent' : 'mineClaimed')}
      </button>
      <MoreFilters search={search} go={go} />
      {filtered && (
        <button type="button" className="button bare" onClick={clear}>
          {t('clear')}
        </button>
      )}
    </div>
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
