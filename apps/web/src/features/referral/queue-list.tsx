import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { MoreButton } from '../../ui/more-button';
import type { Held } from './held-rows.policy';
import { queueWords } from './queue.locale';
import { ReferralFacts } from './referral-row';

/** Rows of the queue: links, so that they open in a tab of their own too. New ones wait behind a line above. */
export function QueueList(props: {
  readonly held: Held;
  readonly list: Parameters<typeof MoreButton>[0]['list'];
  readonly inbound: boolean;
  readonly current: string | undefined;
  readonly open: string | undefined;
  readonly onShow: (id: string) => void;
  readonly onRenew: () => void;
  /** Shown when there is nothing. */
  readonly children: ReactNode;
}) {
  const t = useWords(queueWords);
  const { shown, waiting } = props.held;
  return (
    <>
      <div role="status">
        {waiting.length > 0 && (
          <button type="button" className="queue-fresh" onClick={props.onRenew}>
            ↑ {t('fresh', { count: waiting.length })}
          </button>
        )}
      </div>
      {shown.length === 0 ? (
        props.children
      ) : (
        <>
          <ul>
            {shown.map(({ row, gone }) => (
              <li key={row.id}>
                <Link
                  id={`row-${row.id}`}
                  to="/referrals/$id"
                  params={{ id: row.id }}
                  preload={false}
                  className={['queue-row', row.urgency ?? '', gone ? 'gone' : '', row.id === props.current ? 'at' : ''].join(' ')}
                  aria-current={row.id === props.open ? 'true' : undefined}
                  onClick={(event) => {
                    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
                    event.preventDefault();
                    props.onShow(row.id);
                  }}
                >
                  <ReferralFacts row={row} inbound={props.inbound} note={gone ? t('gone') : undefined} />
                </Link>
              </li>
            ))}
          </ul>
          <MoreButton list={props.list} />
        </>
      )}
    </>
  );
}
