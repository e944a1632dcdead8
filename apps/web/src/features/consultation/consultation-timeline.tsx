import type { ConsultationTimelineEntry } from '@alliance/contracts/consultation.contract';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { useDayTime } from '../../ui/moment';
import { When } from '../../ui/moment-view';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Prose } from '../../ui/timeline';
import { consultationTimelineWords } from './consultation-timeline.locale';
import { useConsultationTimeline } from './consultation.data';
import { consultationWords } from './consultation.locale';

const coded = ['stance', 'decision', 'outcome', 'course', 'tier'] as const;
const reasons = ['declineReason', 'cancelReason', 'rescheduleReason', 'errorReason', 'notDoneReason'] as const;

/** Codes, numbers and instants of an event in words. */
function useEventWords(): (entry: ConsultationTimelineEntry) => string {
  const t = useWords(consultationTimelineWords);
  const ifAny = useWordsIfAny(consultationTimelineWords);
  const codes = useWordsIfAny(consultationWords);
  const dayTime = useDayTime();
  return ({ kind, by, institution, data }) => {
    const text = (name: string) => (data[name] === undefined ? '' : String(data[name]));
    const values = {
      who: by ? (institution ? t('who', { name: by, place: institution }) : by) : t('system'),
      startsAt: data['startsAt'] === undefined ? '—' : dayTime(text('startsAt')),
      ...Object.fromEntries(coded.map((name) => [name, codes(`${name}.${text(name)}`) ?? '—'])),
      ...Object.fromEntries(reasons.map((name) => [name, codes(`${name}.${text('reason')}`) ?? ''])),
      consentGiver: codes(`giver.${text('consentGiver')}`) ?? '—',
      for: codes(`due.${text('for')}`) ?? '—',
      ...{ actions: text('actions') || '0', helpful: text('helpful'), minutes: text('minutes') },
      substituted: text('substituted') === 'true' ? t('substituted') : '',
      late: text('late') === 'true' ? t('late') : '',
    };
    return ifAny(`kind.${kind.replace('consultation.', '')}`, values) ?? t('unknown', values);
  };
}

/** What happened as prose, oldest first, with the words that were written. */
export function ConsultationTimeline({ id }: { readonly id: string }) {
  const t = useWords(consultationTimelineWords);
  const codes = useWordsIfAny(consultationWords);
  const spell = useEventWords();
  const timeline = useConsultationTimeline(id);
  return (
    <Loaded of={timeline} skeleton={<Skeleton rows={4} height={36} />}>
      {({ items }) =>
        items.length ? (
          <section className="card consultation-part">
            <Prose
              entries={items.map((entry) => ({
                id: entry.id,
                at: <When at={entry.at} />,
                text: spell(entry),
                quote: entry.note ? { label: codes(`noteKind.${entry.note.kind}`) ?? '', text: entry.note.text } : undefined,
              }))}
            />
          </section>
        ) : (
          <EmptyState title={t('empty')} />
        )
      }
    </Loaded>
  );
}
