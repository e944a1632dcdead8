import { getCalendar, type Availability } from '@alliance/contracts/availability.contract';
import { useNow } from '../../platform/clock';
import { useLanguage, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Loaded } from '../../ui/states';
import { availabilityWords } from './availability.locale';
import { addDays, clockIn, dateIn, dayIn, instantOf } from './zone.policy';

/** What comes of it: the times that others can book in the next two weeks. */
export function PreviewCard({ availability: { personId, zone } }: { readonly availability: Availability }) {
  const t = useWords(availabilityWords);
  const language = useLanguage();
  const today = dateIn(new Date(useNow(60_000)).toISOString(), zone);
  const midnight = (date: string) => instantOf(`${date}T00:00`, zone) ?? '';
  const calendar = useAnswer(getCalendar, { query: { from: midnight(today), to: midnight(addDays(today, 14)), personIds: personId } });
  return (
    <section className="card" aria-labelledby="availability-preview">
      <div className="card-head">
        <h2 id="availability-preview">{t('preview.title')}</h2>
      </div>
      <div className="card-body">
        <p className="faint">{t('preview.note')}</p>
        <Loaded of={calendar}>
          {({ people }) => {
            const free = people.find(({ person }) => person.id === personId)?.free ?? [];
            const days = [...Map.groupBy(free, ({ startsAt }) => dateIn(startsAt, zone))];
            if (days.length === 0) return <p className="soft">{t('preview.empty')}</p>;
            return (
              <dl className="availability-preview">
                {days.map(([date, ranges]) => (
                  <div key={date}>
                    <dt>{dayIn(ranges[0]?.startsAt ?? '', zone, language)}</dt>
                    <dd className="figures">
                      {ranges.map(({ startsAt, endsAt }) => `${clockIn(startsAt, zone)}–${clockIn(endsAt, zone)}`).join('、')}
                    </dd>
                  </div>
                ))}
              </dl>
            );
          }}
        </Loaded>
      </div>
    </section>
  );
}
