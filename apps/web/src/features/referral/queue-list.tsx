import type { QueueColumn } from '@alliance/domain/referral/queue';
import type { Urgency } from '@alliance/domain/referral/referral.codes';
import { defaultRangeExtractor, measureElement, observeElementRect, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { useWords } from '../../platform/i18n';
import { MoreButton } from '../../ui/more-button';
import { UrgencyMark } from '../../ui/urgency-mark';
import type { Held } from './held-rows.policy';
import { useUnread } from './conversation/conversation.data';
import { usePresence } from './queue.data';
import type { QueueItem } from './queue-group.policy';
import { QueueRow, type RowDeeds } from './queue-row';
import { queueWords } from './queue.locale';

const headingHeight = 32;
const rowHeight = 96;
/** Rows before the end of what is loaded when the next page is asked for. */
const ahead = 15;

type Props = RowDeeds & {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly held: Held;
  readonly items: readonly QueueItem[];
  readonly list: Parameters<typeof MoreButton>[0]['list'];
  readonly inbound: boolean;
  readonly columns: readonly QueueColumn[];
  readonly selection: ReadonlySet<string>;
  /** Where the keys are. */
  readonly current: string | undefined;
  readonly open: string | undefined;
  readonly onRenew: () => void;
  /** Shown when there is nothing. */
  readonly children: ReactNode;
};

/** Rows of the queue under sticky headings; only those on the screen are in the document. New ones wait behind a line above. */
export function QueueList(props: Props) {
  const t = useWords(queueWords);
  const { waiting } = props.held;
  return (
    <>
      <div role="status">
        {waiting.length > 0 && (
          <button type="button" className="queue-fresh" onClick={props.onRenew}>
            ↑ {t('fresh', { count: waiting.length })}
          </button>
        )}
      </div>
      {props.items.length === 0 ? (
        props.children
      ) : (
        <>
          <Rows {...props} />
          <MoreButton list={props.list} />
        </>
      )}
    </>
  );
}

function Rows({ scroller, items, list, held, current, ...props }: Props) {
  const sizeOf = (i: number) => (items[i]?.kind === 'heading' ? headingHeight : rowHeight);
  const headings = items.flatMap((item, i) => (item.kind === 'heading' ? [i] : []));
  const stuck = (first: number) => headings.findLast((i) => i <= first);
  // what it answers is read anew with every scroll and passed to nobody
  // eslint-disable-next-line react-hooks/incompatible-library -- see above
  const virtual = useVirtualizer<HTMLElement, HTMLLIElement>({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: sizeOf,
    getItemKey: (i) => items[i]?.key ?? i,
    overscan: 6,
    rangeExtractor: (range: Range) => [
      ...new Set([...[stuck(range.startIndex)].filter((i) => i !== undefined), ...defaultRangeExtractor(range)]),
    ],
    // a list that is not laid out yet shows a screenful
    observeElementRect: (instance, tell) =>
      observeElementRect(instance, (rect) => tell(rect.height ? rect : { width: window.innerWidth, height: window.innerHeight })),
    measureElement: (element, entry, instance) => measureElement(element, entry, instance) || sizeOf(Number(element.dataset['index'])),
  });
  const shown = virtual.getVirtualItems();
  const first = shown.find(({ end }) => end > (virtual.scrollOffset ?? 0))?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  const ids = shown.flatMap(({ index }) => (items[index]?.kind === 'row' ? [items[index].key] : []));
  const presence = usePresence(ids);
  const unread = useUnread(ids);

  useEffect(() => {
    if (last >= items.length - ahead && list.hasMore && !list.loadingMore && !list.moreError) void list.more();
  }, [last, items.length, list]);
  // nothing jumps: what entered above pushes the page down by as much as was read
  const entered = useRef(held.entered);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (entered.current !== held.entered && element && element.scrollTop > 0) element.scrollTop += held.entered.length * rowHeight;
    entered.current = held.entered;
  }, [held.entered, scroller]);
  // a row that the keys moved to is brought into the document, then it gets the focus
  const wanted = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (current === undefined || current === wanted.current) return;
    const row = document.getElementById(`row-${current}`);
    if (row) {
      wanted.current = current;
      row.focus();
      return;
    }
    const index = items.findIndex(({ key }) => key === current);
    if (index >= 0) virtual.scrollToIndex(index);
  });
  const pinned = stuck(first);

  return (
    <ul className="queue-rows" style={{ height: virtual.getTotalSize() }}>
      {shown.map(({ index, start, key }) => {
        const item = items[index];
        if (!item) return null;
        const sticks = index === pinned;
        return (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            className={sticks ? 'stuck' : undefined}
            style={sticks ? undefined : { transform: `translateY(${start}px)` }}
          >
            {item.kind === 'heading' ? (
              <GroupHeading of={item.of} count={item.count} />
            ) : (
              <QueueRow
                {...props}
                held={item.held}
                presence={presence.get(item.key)}
                unread={unread.get(item.key)}
                selected={props.selection.has(item.key)}
                at={item.key === current}
                open={item.key === props.open}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function GroupHeading({ of, count }: { readonly of: string; readonly count: number }) {
  const t = useWords(queueWords);
  const urgency = (['immediate', 'urgent', 'routine'] as const).find((each) => each === of) satisfies Urgency | undefined;
  return (
    <h2 className="queue-group">
      {urgency ? <UrgencyMark urgency={urgency} /> : of || t('noGroup')} <span className="faint figures">{count}</span>
    </h2>
  );
}
