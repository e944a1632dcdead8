import type { ProtocolSummary } from '@alliance/contracts/protocol.schema';
import { useWords } from '../../platform/i18n';
import { protocolWords } from './protocol.locale';
import './reading-mark.css';

const shapes = { none: '—', due: '○', overdue: '⚠', done: '✓' } as const;

/** Whether I still have to read it, and until when. */
export function ReadingMark({ of }: { readonly of: ProtocolSummary['acknowledgement'] }) {
  const t = useWords(protocolWords);
  return (
    <span className={`reading ${of.state}`}>
      <span aria-hidden="true">{shapes[of.state]}</span>{' '}
      <span className="figures">{t(`reading.${of.state}`, { day: of.dueOn ?? '—' })}</span>
    </span>
  );
}
