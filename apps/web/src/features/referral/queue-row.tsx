import type { Presence } from '@alliance/contracts/desk.contract';
import type { QueueColumn } from '@alliance/domain/referral/queue';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import type { Unread } from './conversation/conversation.data';
import type { HeldRow } from './held-rows.policy';
import { queueWords } from './queue.locale';
import { ReferralFacts } from './referral-row';

export interface RowDeeds {
  readonly onShow: (id: string) => void;
  readonly onSelect: (id: string, upTo: boolean) => void;
}

/** A row of the queue: a link, so that it opens in a tab of its own too, with a box to choose it. */
export function QueueRow(
  props: RowDeeds & {
    readonly held: HeldRow;
    readonly inbound: boolean;
    readonly columns: readonly QueueColumn[];
    readonly presence: Presence | undefined;
    readonly unread: Unread | undefined;
    readonly selected: boolean;
    readonly at: boolean;
    readonly open: boolean;
  },
) {
  const t = useWords(queueWords);
  const { row, gone } = props.held;
  return (
    <div className={['queue-row', row.urgency ?? '', gone ? 'gone' : '', props.at ? 'at' : '', props.selected ? 'chosen' : ''].join(' ')}>
      <label className="queue-check">
        <input
          type="checkbox"
          checked={props.selected}
          aria-label={t('choose', { name: row.patient?.name ?? row.number })}
          onClick={(event) => props.onSelect(row.id, event.shiftKey)}
          onChange={() => undefined}
        />
      </label>
      <Link
        id={`row-${row.id}`}
        to="/referrals/$id"
        params={{ id: row.id }}
        preload={false}
        className="queue-link"
        aria-current={props.open ? 'true' : undefined}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
          event.preventDefault();
          props.onShow(row.id);
        }}
      >
        <ReferralFacts
          row={row}
          inbound={props.inbound}
          note={gone ? t('gone') : undefined}
          presence={props.presence}
          unread={props.unread}
          columns={props.columns}
        />
      </Link>
    </div>
  );
}
