import { Link } from '@tanstack/react-router';
import { useText, useWords, words } from '../platform/i18n';
import { useOverturned } from './overturned.data';
import './on-duty-strip.css';

const overturnedWords = words(
  'ui-overturned',
  {
    strip_other: '⚠ 我采纳的结果有更正：{{count}} 项',
    first: '{{patient}} · {{item}}',
    open: '去查看',
  },
  {
    strip_one: '⚠ A result I took over was corrected',
    strip_other: '⚠ {{count}} results I took over were corrected',
    first: '{{patient}} · {{item}}',
    open: 'See them',
  },
);

/** At the desk: what I took over is not true any more. */
export function OverturnedStrip() {
  const t = useWords(overturnedWords);
  const text = useText();
  const { data } = useOverturned();
  const [first] = data?.items ?? [];
  if (!data || !first) return null;
  const title = t('strip', { count: data.items.length });
  return (
    <section className="duty-strip" aria-label={title}>
      <strong className="duty-nobody">{title}</strong>
      <span>{t('first', { patient: first.patientName, item: text(first.name) })}</span>
      <span className="duty-links">
        <Link to="/recognition/adoptions" search={{}}>
          {t('open')}
        </Link>
      </span>
    </section>
  );
}
