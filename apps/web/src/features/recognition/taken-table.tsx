import type { RecognitionItem } from '@alliance/contracts/recognition.contract';
import { Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { exact } from '../../ui/moment';
import { Table, type Column } from '../../ui/table';
import { ResultValue } from './earlier-result';
import { sheetWords } from './sheet.locale';

const minuteOf = (at: string) => exact(at).slice(0, 16);

/** The six facts of each result that was taken over (MR-14); `checkOf` leads to the sheet it was decided on. */
export function TakenTable<T extends RecognitionItem>({
  items,
  checkOf,
}: {
  readonly items: readonly T[];
  readonly checkOf?: (item: T) => string;
}) {
  const t = useWords(sheetWords);
  const text = useText();
  const columns: readonly Column<T>[] = [
    {
      id: 'item',
      head: t('record.column.item'),
      title: true,
      cell: (item) => (
        <>
          {checkOf ? (
            <Link to="/recognition/checks/$id" params={{ id: checkOf(item) }}>
              {text(item.name)}
            </Link>
          ) : (
            <strong>{text(item.name)}</strong>
          )}{' '}
          {item.earlier && <ResultValue of={item.earlier} />}
          {item.overturnedAt && <p className="recognition-critical">{t('record.overturned', { time: minuteOf(item.overturnedAt) })}</p>}
        </>
      ),
    },
    { id: 'hospital', head: t('record.column.hospital'), cell: ({ earlier }) => earlier?.institution.name },
    {
      id: 'performed',
      head: t('record.column.performed'),
      cell: ({ earlier }) => earlier && <span className="figures">{minuteOf(earlier.performedAt)}</span>,
    },
    { id: 'report', head: t('record.column.report'), cell: ({ earlier }) => <span className="figures">{earlier?.reportNumber}</span> },
    { id: 'by', head: t('record.column.by'), cell: ({ decidedBy }) => decidedBy },
    {
      id: 'at',
      head: t('record.column.at'),
      cell: ({ decidedAt }) => decidedAt && <span className="figures">{minuteOf(decidedAt)}</span>,
    },
  ];
  return <Table label={t('record.taken')} columns={columns} rows={items} keyOf={({ id }) => id} foldsAt={820} />;
}
