import type { OpenedPass, PassStatement } from '@alliance/contracts/result-pass.contract';
import { useWords } from '../../platform/i18n';
import { useDayTime } from '../../ui/moment';
import { Table, type Column } from '../../ui/table';
import { resultPassWords } from './result-pass.locale';

type Carried = PassStatement['results'][number];

/** A report with where it comes from and whether it still stands; what was concluded apart from what was measured (MR-01). */
export function CarriedReport({ report }: { readonly report: OpenedPass['reports'][number] }) {
  const t = useWords(resultPassWords);
  const dayTime = useDayTime();
  const { title, institution, number, edition, performedAt, issuedAt, standing, currentEdition, statement, sha256, signature } = report;
  return (
    <section className="opened-pass-part" aria-label={title}>
      <h2>
        {title} · {institution}
      </h2>
      <p className="soft">
        {t('number', { number, edition })} · {t('times', { performed: dayTime(performedAt), issued: dayTime(issuedAt) })}
      </p>
      <p className={standing === 'unchanged' ? undefined : 'note-warn'} role="status">
        {t(`standing.${standing}`, { edition: currentEdition })}
      </p>
      {statement && <Results results={statement.results} title={title} />}
      {statement?.conclusion && (
        <div>
          <h3>{t('conclusion', { institution })}</h3>
          <p>{statement.conclusion}</p>
        </div>
      )}
      {statement && (
        <details>
          <summary>{t('seal')}</summary>
          <p className="faint opened-pass-digest">
            {t('sealText')} <span className="figures">{sha256}</span> · <span className="figures">{signature}</span>
          </p>
        </details>
      )}
    </section>
  );
}

function Results({ results, title }: { readonly results: readonly Carried[]; readonly title: string }) {
  const t = useWords(resultPassWords);
  const columns: readonly Column<Carried>[] = [
    { id: 'item', head: t('result.item'), title: true, cell: ({ name }) => <strong>{name}</strong> },
    {
      id: 'value',
      head: t('result.value'),
      cell: (one) => (
        <>
          <span className="figures">{asIssued(one)}</span> {one.flag && t(`flag.${one.flag}`)}
        </>
      ),
    },
    { id: 'reference', head: t('result.reference'), cell: (one) => <span className="figures">{reference(one)}</span> },
    { id: 'method', head: t('result.method'), cell: ({ method }) => method },
    { id: 'mark', head: t('result.mark'), cell: ({ mark }) => mark },
  ];
  // an item may stand twice in a report
  const rows = results.map((one, at) => ({ ...one, at }));
  return <Table label={title} columns={columns} rows={rows} keyOf={(one) => String((one as (typeof rows)[number]).at)} />;
}

const asIssued = ({ comparator, valueNumber, valueText, unit }: Carried): string =>
  valueNumber === null ? (valueText ?? '') : `${comparator ?? ''}${valueNumber}${unit ? ` ${unit}` : ''}`;

function reference({ referenceLow: low, referenceHigh: high, referenceText }: Carried): string {
  if (low !== null && high !== null) return `${low}–${high}`;
  if (low !== null) return `≥ ${low}`;
  return high === null ? (referenceText ?? '') : `≤ ${high}`;
}
