import type { ProtocolSummary } from '@alliance/contracts/protocol.schema';
import { Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { Invented } from '../../ui/registry-marks';
import { Table } from '../../ui/table';
import { protocolWords } from './protocol.locale';
import { ReadingMark } from './reading-mark';

/** Protocols under their alliances; the common ones stand together. */
export function LibraryTable({ rows }: { readonly rows: readonly ProtocolSummary[] }) {
  const t = useWords(protocolWords);
  const text = useText();
  return (
    <Table
      label={t('title')}
      rows={rows}
      keyOf={({ id }) => id}
      groupOf={({ common, alliance }) => (common ? t('commonGroup') : text(alliance))}
      columns={[
        { id: 'title', head: t('column.title'), title: true, width: '40%', cell: (row) => <Title of={row} /> },
        { id: 'inForce', head: t('column.inForce'), cell: (row) => <Versions of={row} /> },
        {
          id: 'criteria',
          head: t('column.criteria'),
          cell: ({ criteria }) => <span className="figures">{t('counts', criteria)}</span>,
        },
        { id: 'mine', head: t('column.mine'), cell: ({ acknowledgement }) => <ReadingMark of={acknowledgement} /> },
      ]}
    />
  );
}

function Title({ of: { id, code, title, invented } }: { readonly of: ProtocolSummary }) {
  const text = useText();
  return (
    <>
      <Link to="/protocols/$id" params={{ id }} className="protocol-title">
        {text(title)}
      </Link>{' '}
      <span className="tag figures">{code}</span> {invented && <Invented />}
    </>
  );
}

function Versions({ of: { inForce, scheduled, working } }: { readonly of: ProtocolSummary }) {
  const t = useWords(protocolWords);
  const codes = useWords(criteriaWords);
  return (
    <span className="figures">
      {inForce ? `${t('version', { n: inForce.number })} · ${t('since', { day: inForce.effectiveFrom ?? '—' })}` : t('notInForce')}
      {scheduled && <span className="faint">{t('next', { n: scheduled.number, day: scheduled.effectiveFrom ?? '—' })}</span>}
      {working && <span className="faint">{t('working', { n: working.number, state: codes(`state.${working.state}`) })}</span>}
    </span>
  );
}
