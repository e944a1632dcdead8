import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useWords } from '../platform/i18n';
import { uiWords } from './ui.locale';
import './table.css';

export interface Column<T> {
  readonly id: string;
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
  /** Makes the head a button that sorts by this. */
  readonly sort?: (row: T) => string | number;
  readonly width?: string;
  /** Where the rows become cards: stands first, without its head. */
  readonly title?: boolean;
}
interface Props<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** Rows under headings, in the order in which the headings first appear. */
  readonly groupOf?: ((row: T) => string) | undefined;
  readonly rowClass?: (row: T) => string;
  readonly step?: number;
  /** Narrower than this the rows are cards. */
  readonly foldsAt?: number;
}
interface Sorting {
  readonly by: string;
  readonly up: boolean;
}

const collator = new Intl.Collator('zh-CN', { numeric: true });
const compare = (a: string | number, b: string | number) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(`${a}`, `${b}`);

/** A table whose rows become cards where there is no room; roles are written out because `display` takes them away. */
export function Table<T>({ label, columns, rows, keyOf, groupOf, rowClass, step = 200, foldsAt = 760 }: Props<T>) {
  const t = useWords(uiWords);
  const [sorting, setSorting] = useState<Sorting>();
  const [limit, setLimit] = useState(step);
  const [frame, folded] = useFolded(foldsAt);
  const sorted = useMemo(() => {
    const sort = columns.find(({ id }) => id === sorting?.by)?.sort;
    return sort && sorting ? [...rows].sort((a, b) => compare(sort(a), sort(b)) * (sorting.up ? 1 : -1)) : rows;
  }, [rows, columns, sorting]);
  const shown = sorted.slice(0, limit);
  const groups = groupOf ? [...Map.groupBy(shown, groupOf)] : [['', shown] as const];
  const sizes = groupOf ? Map.groupBy(rows, groupOf) : undefined;
  return (
    <div ref={frame} className={folded ? 'table-frame folded' : 'table-frame'}>
      <table role="table" className="table" aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <Head key={column.id} column={column} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        {groups.map(([group, members]) => (
          <tbody role="rowgroup" key={group}>
            {groupOf && (
              <tr role="row" className="table-group">
                <th role="rowheader" scope="rowgroup" colSpan={columns.length}>
                  {group} <span className="faint figures">{sizes?.get(group)?.length}</span>
                </th>
              </tr>
            )}
            {members.map((row) => (
              <tr role="row" key={keyOf(row)} className={rowClass?.(row)}>
                {columns.map((column) => (
                  <Cell key={column.id} column={column} content={column.cell(row)} />
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {limit < sorted.length && (
        <div className="more">
          <button type="button" className="button bare" onClick={() => setLimit(limit + step)}>
            {t('more', { count: Math.min(step, sorted.length - limit) })}
          </button>
        </div>
      )}
    </div>
  );
}

/** Whether the place of the table is narrower than it needs. */
function useFolded(below: number) {
  const frame = useRef<HTMLDivElement>(null);
  const [folded, setFolded] = useState(false);
  useLayoutEffect(() => {
    const place = frame.current;
    if (!place) return;
    const measure = () => setFolded(place.clientWidth > 0 && place.clientWidth < below);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(place);
    return () => watch.disconnect();
  }, [below]);
  return [frame, folded] as const;
}

function Cell<T>({ column, content }: { readonly column: Column<T>; readonly content: ReactNode }) {
  return (
    <td role="cell" data-head={column.head} className={column.title ? 'table-title' : undefined}>
      {content === null || content === '' ? null : <div>{content}</div>}
    </td>
  );
}

function Head<T>(props: { readonly column: Column<T>; readonly sorting: Sorting | undefined; readonly onSort: (to?: Sorting) => void }) {
  const { column, sorting, onSort } = props;
  const mine = sorting?.by === column.id ? sorting : undefined;
  const style = column.width ? { width: column.width } : undefined;
  if (!column.sort)
    return (
      <th role="columnheader" scope="col" style={style}>
        {column.head}
      </th>
    );
  return (
    <th role="columnheader" scope="col" style={style} aria-sort={mine ? (mine.up ? 'ascending' : 'descending') : 'none'}>
      <button type="button" className="table-sort" onClick={() => onSort(mine && !mine.up ? undefined : { by: column.id, up: !mine })}>
        {column.head} <span aria-hidden="true">{mine ? (mine.up ? '↑' : '↓') : '↕'}</span>
      </button>
    </th>
  );
}
