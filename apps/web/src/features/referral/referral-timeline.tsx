import type { TimelineEntry } from '@alliance/contracts/referral.contract';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { useDayTime } from '../../ui/moment';
import { When } from '../../ui/moment-view';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { spellDuration } from '../../ui/time-left';
import { Prose } from '../../ui/timeline';
import { uiWords } from '../../ui/ui.locale';
import { useTimeline } from './referral.data';
import { referralWords } from './referral.locale';
import { timelineWords } from './timeline.locale';

/** Codes, numbers and instants of an event in words. */
function useEventWords(): (entry: TimelineEntry) => string {
  const t = useWords(timelineWords);
  const ifAny = useWordsIfAny(timelineWords);
  const codes = useWordsIfAny(referralWords);
  const ui = useWords(uiWords);
  const dayTime = useDayTime();
  const uiIfAny = useWordsIfAny(uiWords);
  return ({ kind, by, institution, data }) => {
    const text = (name: string) => (data[name] === undefined ? '' : String(data[name]));
    const time = (name: string) => (data[name] === undefined ? '—' : dayTime(String(data[name])));
    const left = Number(data['secondsLeft'] ?? 0) * 1000;
    const spelled = spellDuration(left, ui, false);
    const values = {
      who: by ? (institution ? t('who', { name: by, place: institution }) : by) : t('system'),
      urgency: uiIfAny(`urgency.${text('urgency')}`) ?? '',
      dueAt: time('dueAt'),
      arriveBy: time('arriveBy'),
      estimatedArrivalAt: time('estimatedArrivalAt'),
      returnReason: codes(`returnReason.${text('reason')}`) ?? '—',
      cancelReason: codes(`cancelReason.${text('reason')}`) ?? '—',
      outcome: codes(`outcome.${text('outcome')}`) ?? '—',
      suspended: data['suspended'] === undefined ? '' : t('suspended'),
      early: data['secondsLeft'] === undefined ? '' : t(left >= 0 ? 'early' : 'late', { time: spelled }),
    };
    return ifAny(`kind.${kind}`, values) ?? t('kind.unknown', values);
  };
}

/** The timeline as prose, oldest first: who, when, what, and the words that were written. */
export function ReferralTimeline({ id }: { readonly id: string }) {
  const t = useWords(timelineWords);
  const spell = useEventWords();
  const codes = useWords(referralWords);
  const timeline = useTimeline(id);
  return (
    <Loaded of={timeline} skeleton={<Skeleton rows={4} height={36} />}>
      {({ items }) =>
        items.length ? (
          <Prose
            entries={items.map((entry) => ({
              id: entry.id,
              at: <When at={entry.at} />,
              text: spell(entry),
              quote: entry.note ? { label: codes(`noteKind.${entry.note.kind}`), text: entry.note.text } : undefined,
            }))}
          />
        ) : (
          <EmptyState title={t('empty')} />
        )
      }
    </Loaded>
  );
}
