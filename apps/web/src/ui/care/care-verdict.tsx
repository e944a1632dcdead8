import type { DownVerdict } from '@alliance/contracts/down-candidate.contract';
import { useWords } from '../../platform/i18n';
import { VerdictMark } from '../criteria/verdict-mark';
import { dayOf, useToday } from '../moment';
import { careWords } from './care.locale';

/** The verdict in the ward's words, and for how long it has been so. */
export function CareVerdict({ down: { verdict, metSince } }: { readonly down: Pick<DownVerdict, 'verdict' | 'metSince'> }) {
  const t = useWords(careWords);
  const today = useToday();
  if (!verdict) return <span className="soft">{t('unjudged')}</span>;
  const days = metSince ? Math.round((Date.parse(today) - Date.parse(dayOf(metSince))) / 86_400_000) : 0;
  return (
    <>
      <VerdictMark verdict={verdict} />{' '}
      {metSince && <span className="faint">{days > 0 ? t('since', { time: t('days', { count: days }) }) : t('sinceToday')}</span>}
    </>
  );
}
