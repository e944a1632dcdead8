import { commonTimes } from '@alliance/contracts/availability.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { useNow } from '../../platform/clock';
import { useLanguage, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { isRefused, problemOf } from '../../platform/refusal';
import { RefusalNote } from '../../ui/states';
import { calendarWords } from './calendar.locale';
import { hasExpert, seated } from './session.data';
import { after, spanIn } from './zone.policy';

const quarter = 900_000;
const fortnight = 14 * 24 * 60;
interface Props {
  readonly error: unknown;
  readonly consultation: ConsultationView;
  readonly startsAt: string;
  readonly minutes: number;
  readonly zone: string;
  readonly onChoose: (startsAt: string) => void;
}

/** Why it was refused; where the time is taken, by whom, and the next three that are free. */
export function TakenNote({ error, consultation, startsAt, minutes, zone, onChoose }: Props) {
  const t = useWords(calendarWords);
  const language = useLanguage();
  const now = useNow(60_000);
  const taken = isRefused(error, 'reservation.taken', 'consultation.time_invalid');
  const people = seated(consultation);
  const wanted = Math.ceil(Math.max(Date.parse(startsAt), now) / quarter) * quarter;
  const from = new Date(wanted).toISOString();
  const next = useAnswer(
    commonTimes,
    taken && hasExpert(consultation)
      ? {
          query: {
            participants: people.map(({ id }) => id).join(','),
            minutes,
            from,
            to: after(from, fortnight),
            kind: consultation.kind,
            limit: 3,
          },
        }
      : null,
  );
  if (!error) return null;
  if (!taken) return <RefusalNote error={error} />;
  const busy = (problemOf(error)?.facts?.['personIds'] ?? []) as readonly string[];
  const names = people.filter(({ id }) => busy.includes(id)).map(({ name }) => name);
  return (
    <div className="note-bad calendar-taken" role="alert">
      {isRefused(error, 'reservation.taken') ? (
        <p>
          <span aria-hidden="true">✕ </span>
          {names.length > 0 ? t('panel.takenBy', { names: names.join('、') }) : t('panel.taken')}
        </p>
      ) : (
        <RefusalNote error={error} />
      )}
      {next.data && (next.data.items.length > 0 ? <p>{t('panel.next')}</p> : <p>{t('panel.noNext')}</p>)}
      <div className="calendar-next">
        {next.data?.items.map((range) => (
          <button key={range.startsAt} type="button" className="button" onClick={() => onChoose(range.startsAt)}>
            {spanIn(range, zone, language)}
          </button>
        ))}
      </div>
    </div>
  );
}
