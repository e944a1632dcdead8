import type { DownCandidate } from '@alliance/contracts/down-candidate.contract';
import { candidateLists } from '@alliance/contracts/down-candidate.contract';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useKeys } from '../../ui/keys';
import type { DownSearch } from './down-search';
import { downWords } from './down.locale';

/** The list without a mouse. @returns where the keys are */
export function useCandidateKeys(props: {
  readonly rows: readonly DownCandidate[];
  readonly search: DownSearch;
  readonly onRecord: (row: DownCandidate) => void;
  readonly onToggle: (row: DownCandidate) => void;
}): string | undefined {
  const t = useWords(downWords);
  const navigate = useNavigate();
  const [current, setCurrent] = useState<string>();
  const { rows, search, onRecord, onToggle } = props;
  const at = rows.findIndex(({ referralId }) => referralId === current);
  const row = rows[at];
  const move = (step: number) => {
    const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (!next) return;
    setCurrent(next.referralId);
    document.getElementById(`candidate-${next.referralId}`)?.focus();
  };
  const onRow = (needs: DownCandidate['actions'][number] | undefined, run: (row: DownCandidate) => void) => () => {
    if (row && (!needs || row.actions.includes(needs))) run(row);
  };
  useKeys([
    { key: 'j', does: t('key.down'), run: () => move(at < 0 ? 0 : 1) },
    { key: 'k', does: t('key.up'), run: () => move(-1) },
    { key: 'Enter', does: t('key.record'), run: onRow('recordFacts', onRecord) },
    {
      key: 'o',
      does: t('key.offer'),
      run: onRow('offerDown', ({ referralId: id }) => void navigate({ to: '/referrals/$id/offer-down', params: { id } })),
    },
    { key: 'z', does: t('key.aside'), run: onRow(undefined, onToggle) },
    {
      key: 'v',
      does: t('key.open'),
      run: onRow(undefined, ({ referralId: id }) => void navigate({ to: '/referrals/$id', params: { id } })),
    },
    ...candidateLists.map((list, i) => ({
      key: String(i + 1),
      does: `${t('key.list')}: ${t(`list.${list}`)}`,
      run: () => void navigate({ to: '/down-candidates', search: { ...search, list } }),
    })),
  ]);
  return current;
}
