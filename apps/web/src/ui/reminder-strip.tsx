import { listOwnReminders } from '@alliance/contracts/member-console.contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../platform/i18n';
import { useAnswer } from '../platform/query';
import { useMay } from '../platform/session';
import { dutyWords } from './duty.locale';
import { useReminderWords } from './reminder-words';
import './on-duty-strip.css';

/** At the desk: the alliance has reminded this house, and nobody has answered yet. */
export function ReminderStrip() {
  const t = useWords(dutyWords);
  const { about } = useReminderWords();
  const may = useMay();
  const { data } = useAnswer(listOwnReminders, may('reminder.answer') ? { query: { open: 'true' } } : null, { staleTime: 60_000 });
  const [first] = data?.items ?? [];
  if (!data || !first) return null;
  return (
    <section className="duty-strip" aria-label={t('strip', { count: data.items.length })}>
      <span className="duty-title">{t('strip', { count: data.items.length })}</span>
      <span>{t('stripFrom', { from: first.from.institution, about: about(first.about) })}</span>
      <span className="duty-links">
        <Link to="/reminders">{t('open')}</Link>
      </span>
    </section>
  );
}
