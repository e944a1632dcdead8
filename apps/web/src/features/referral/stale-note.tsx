import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useEffect } from 'react';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { useRelative } from '../../ui/moment';
import { panelWords } from './panel.locale';
import { useReferral, useTimeline } from './referral.data';
import { timelineWords } from './timeline.locale';

/** Somebody was quicker: says who, when and what, while the referral is loaded anew under what was typed. */
export function StaleNote({ referral, offered }: { readonly referral: ReferralView; readonly offered: boolean }) {
  const t = useWords(panelWords);
  const did = useWordsIfAny(timelineWords);
  const relative = useRelative();
  const { refetch } = useReferral(referral.id);
  const timeline = useTimeline(referral.id);
  const reloadTimeline = timeline.refetch;
  useEffect(() => {
    void refetch();
    void reloadTimeline();
  }, [refetch, reloadTimeline]);
  const last = timeline.data?.items.at(-1);
  const what = last ? (did(`did.${last.kind}`) ?? did('did.unknown') ?? '') : '';
  return (
    <div className="note-warn" role="alert">
      {last?.by
        ? t(offered ? 'changedBy' : 'overtakenBy', { who: last.by, institution: last.institution ?? '—', when: relative(last.at), what })
        : offered
          ? t('changed')
          : ''}
      {!offered && <p>{t('noLonger')}</p>}
    </div>
  );
}
