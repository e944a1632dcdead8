import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useWords } from '../../platform/i18n';
import { detailWords } from './detail.locale';
import { useTimeline } from './referral.data';
import { referralWords } from './referral.locale';
import { statePath } from './state-path.policy';

const marks = { done: '✓', current: '●', todo: '○', passed: '–', ended: '■' } as const;

/** Where the referral stands on its way: shape and word for every step. */
export function StatePath({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(detailWords);
  const codes = useWords(referralWords);
  const admitted = useTimeline(referral.id).data?.items.some(({ kind }) => kind === 'referral.admitted') ?? false;
  return (
    <ol className="state-path" aria-label={t('path')}>
      {statePath(referral, admitted).map(({ state, mark }) => (
        <li key={state} className={mark} aria-current={mark === 'current' ? 'step' : undefined}>
          <span aria-hidden="true">{marks[mark]}</span> {codes(`state.${state}`)}
          <span className="unseen">（{t(mark)}）</span>
        </li>
      ))}
    </ol>
  );
}
