import type { Presence } from '@alliance/contracts/desk.contract';
import type { ReferralRow as Row } from '@alliance/contracts/referral-queue.contract';
import { useNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { VerdictMark } from '../../ui/criteria/verdict-mark';
import { clockOf } from '../../ui/moment';
import type { Unread } from './conversation/conversation.data';
import { queueWords } from './queue.locale';
import { Lookers } from './referral-lookers';

/** What is particular about a referral now, in words: nothing where nothing is. */
export function ReferralMarks(props: {
  readonly row: Row;
  readonly presence: Presence | undefined;
  readonly unread?: Unread | undefined;
  readonly claim: boolean;
  readonly verdict: boolean;
}) {
  const t = useWords(queueWords);
  const { row, presence, unread } = props;
  const { claim } = row;
  const marks = [
    row.unanswered && (
      <strong key="unanswered" className="mark-pressing">
        ▲ {t('unanswered')}
      </strong>
    ),
    row.escalated && (
      <strong key="escalated" className="mark-pressing">
        ↑ {t('escalated')}
      </strong>
    ),
    unread && (
      <span key="unread" className={unread.mentioned ? 'mark-mine' : undefined}>
        ✉ {t(unread.mentioned ? 'calledIn' : 'unread', { count: unread.unread })}
      </span>
    ),
    row.undoUntil && <UndoLeft key="undo" until={row.undoUntil} />,
    props.claim && claim && (
      <span key="claim" className={claim.mine ? 'mark-mine' : undefined}>
        {claim.mine ? `● ${t('claimedByMe')}` : claim.by ? `○ ${t('claimedBy', { name: claim.by })}` : `○ ${t('claimedThere')}`}
      </span>
    ),
    row.estimatedArrivalAt && <span key="eta">{t('expected', { time: clockOf(row.estimatedArrivalAt) })}</span>,
    row.pairId && <span key="pair">⚭ {t('paired')}</span>,
    row.remindedAt && <span key="reminded">{t('remindedAt', { time: clockOf(row.remindedAt) })}</span>,
    row.outside && <span key="outside">☎ {t('offPlatform')}</span>,
    props.verdict && row.verdict && <VerdictMark key="verdict" verdict={row.verdict} />,
    row.owner && <span key="owner">{t('ownedBy', { name: row.owner })}</span>,
    presence && <Lookers key="presence" presence={presence} />,
  ].filter(Boolean);
  return marks.length ? <div className="referral-facts-marks">{marks}</div> : null;
}

function UndoLeft({ until }: { readonly until: string }) {
  const t = useWords(queueWords);
  const left = Math.ceil((Date.parse(until) - useNow(1_000)) / 1_000);
  return left > 0 ? (
    <strong className="figures" role="timer" aria-live="off">
      ↶ {t('undoLeft', { count: left })}
    </strong>
  ) : null;
}
