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

/** Groups of words that a `reason` may belong to; the sentence of the event names its own. */
const reasons = [
  'returnReason',
  'cancelReason',
  'withdrawReason',
  'redirectReason',
  'divertReason',
  'turnBackReason',
  'doctorDeclineReason',
  'errorReason',
] as const;

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
      promisedOn: text('promisedOn'),
      estimatedArrivalAt: time('estimatedArrivalAt'),
      diedAt: time('diedAt'),
      entries: text('entries'),
      archiveVersion: text('archiveVersion'),
      ...Object.fromEntries(reasons.map((of) => [of, codes(`${of}.${text('reason')}`) ?? '—'])),
      outcome: codes(`outcome.${text('outcome')}`) ?? '—',
      decidedBy: codes(`consentGiver.${text('decidedBy')}`) ?? '—',
      declineProof: codes(`declineProof.${text('proof')}`) ?? '—',
      giver: codes(`consentGiver.${text('giver')}`) ?? '—',
      scope: codes(`consentScope.${text('scope')}`) ?? '—',
      filing: codes(`insuranceFiling.${text('filing')}`) ?? '—',
      side: codes(`side.${text('side')}`) ?? '—',
      undid: codes(`action.${text('undid')}`) ?? '—',
      custody: t(text('custodyPassed') === '0' ? 'custody.waits' : 'custody.passed'),
      unanswered: text('answered') === '0' ? t('unanswered') : '',
      afterSixHours: text('afterSixHours') === '1' ? t('afterSixHours') : '',
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
