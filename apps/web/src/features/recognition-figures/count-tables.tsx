import type { RecognitionFigures } from '@alliance/contracts/recognition-figures.contract';
import { useText, useWords } from '../../platform/i18n';
import { Table, type Column } from '../../ui/table';
import type { FiguresSearch } from './recognition-figures-search';
import { recognitionFiguresWords } from './recognition-figures.locale';
import { rateOf } from './savings-ledger';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly accepted: number;
  readonly repeated: number;
  readonly counted: number;
  readonly ordered: number;
  readonly pick?: FiguresSearch;
}
interface Props {
  readonly of: RecognitionFigures;
  readonly onOpen: (pick: FiguresSearch) => void;
}

/** The same counts by item, hospital and month, and the reasons. */
export function CountTables({ of, onOpen }: Props) {
  const t = useWords(recognitionFiguresWords);
  const text = useText();
  const items = of.items.map(({ item, ...counts }): Row => ({
    key: item.code,
    name: text(item.name),
    pick: { item: item.code },
    ...counts,
  }));
  const hospitals = of.hospitals.map(({ hospital, ...counts }): Row => ({
    key: hospital.id,
    name: hospital.name,
    pick: { receiver: hospital.id },
    ...counts,
  }));
  const months = of.months.map(({ month, ...counts }): Row => ({ key: month, name: month, ...counts }));
  return (
    <>
      <Counted title={t('items')} rows={items} onOpen={onOpen} />
      <section className="card recognition-block">
        <h2>{t('reasons')}</h2>
        <Table
          label={t('reasons')}
          rows={of.reasons}
          keyOf={({ code }) => code}
          columns={[
            { id: 'name', head: t('name'), title: true, cell: ({ code, name }) => `${code} ${text(name)}` },
            { id: 'repeated', head: t('count.repeated'), cell: ({ repeated }) => repeated },
            { id: 'counted', head: t('count.counted'), cell: ({ counted }) => counted },
          ]}
        />
      </section>
      <Counted title={t('hospitals')} rows={hospitals} onOpen={onOpen} />
      <Counted title={t('months')} rows={months} onOpen={onOpen} />
    </>
  );
}

function Counted({ title, rows, onOpen }: Pick<Props, 'onOpen'> & { readonly title: string; readonly rows: readonly Row[] }) {
  const t = useWords(recognitionFiguresWords);
  const number = (id: 'accepted' | 'repeated' | 'counted' | 'ordered'): Column<Row> => ({
    id,
    head: t(`count.${id}`),
    sort: (row) => row[id],
    cell: ({ name, pick, [id]: count }) =>
      pick && count ? (
        <button
          type="button"
          className="recognition-open figures"
          aria-label={`${name} ${t(`count.${id}`)} ${count}`}
          onClick={() => onOpen({ ...pick, open: id })}
        >
          {count}
        </button>
      ) : (
        <span className="figures">{count}</span>
      ),
  });
  return (
    <section className="card recognition-block">
      <h2>{title}</h2>
      <Table
        label={title}
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          { id: 'name', head: t('name'), title: true, cell: ({ name }) => name },
          ...(['accepted', 'repeated', 'counted', 'ordered'] as const).map(number),
          { id: 'rate', head: t('rate'), cell: (row) => rateOf(row) ?? t('none') },
        ]}
      />
    </section>
  );
}
