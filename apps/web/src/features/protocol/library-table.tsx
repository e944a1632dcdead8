import type { ProtocolSummary } from '@alliance/contracts/protocol.schema';
import { Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { Invented } from '../../ui/registry-marks';
import { Table } from '../../ui/table';
import { protocolWords } from './protocol.locale';
import { ReadingMark } from './reading-mark';

const rank = { overdue: 0, due: 1, none: 2, done: 2 } as const;

/** What I still have to read first, then alliance by alliance; the common ones are marked. */
export function LibraryTable({ rows }: { readonly rows: readonly ProtocolSummary[] }) {
  const t = useWords(protocolWords);
  const text = useText();
  const allianceOf = ({ common, alliance }: ProtocolSummary) => (common ? t('commonGroup') : text(alliance));
  const ordered = rows.toSorted(
    (a, b) =>
      rank[a.acknowledgement.state] - rank[b.acknowledgement.state] ||
      Number(b.common) - Number(a.common) ||
      allianceOf(a).localeCompare(allianceOf(b), 'zh-CN'),
  );
  return (
    <Table
      label={t('title')}
      rows={ordered}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'title',
          head: t('column.title'),
          title: true,
          width: '34%',
          sort: ({ title }) => text(title),
          cell: (row) => <Title of={row} />,
        },
        { id: 'alliance', head: t('alliance'), sort: allianceOf, cell: allianceOf },
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
