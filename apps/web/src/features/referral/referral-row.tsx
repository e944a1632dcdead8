import type { Presence } from '@alliance/contracts/desk.contract';
import type { ReferralRow as Row } from '@alliance/contracts/referral-queue.contract';
import { queueColumns, type QueueColumn } from '@alliance/domain/referral/queue';
import { useText, useWords } from '../../platform/i18n';
import { MaskedId, SexAge } from '../../ui/person';
import { TimeLeft } from '../../ui/time-left';
import { UrgencyMark } from '../../ui/urgency-mark';
import type { Unread } from './conversation/conversation.data';
import { identifiedWords } from './patient-identified.locale';
import { ReferralMarks } from './referral-marks';
import { referralWords } from './referral.locale';
import './referral-row.css';

/** The facts of a row in one order everywhere: urgency and time, patient, why, where, how it stands. Columns that somebody does not want are left out. */
export function ReferralFacts({
  row,
  inbound,
  note,
  presence,
  unread,
  columns = queueColumns,
}: {
  readonly row: Row;
  readonly inbound: boolean;
  readonly note?: string | undefined;
  readonly presence?: Presence | undefined;
  readonly unread?: Unread | undefined;
  readonly columns?: readonly QueueColumn[];
}) {
  const t = useWords(referralWords);
  const identified = useWords(identifiedWords);
  const text = useText();
  const other = row.counterpart?.name ?? row.outside ?? t('noReceiver');
  const department = text(row.department);
  const place = inbound ? [other, department].filter(Boolean).join(' → ') : [department, other].filter(Boolean).join(' → ');
  const kind = [row.direction && t(`direction.${row.direction}`), row.service && t(`service.${row.service}`)].filter(Boolean).join(' · ');
  const shows = (column: QueueColumn) => columns.includes(column);
  return (
    <div className="referral-facts">
      <div className="referral-facts-head">
        {row.urgency && <UrgencyMark urgency={row.urgency} />}
        {row.deadline && <TimeLeft until={row.deadline.at} />}
        <span className="referral-facts-state">
          <span className={`state-tag ${row.state}`}>{t(`state.${row.state}`)}</span>
        </span>
      </div>
      <div className="referral-facts-who">
        {row.patient ? (
          <>
            <strong className="one-line">{row.patient.name}</strong>
            <SexAge sex={row.patient.sex} birthDate={row.patient.birthDate} />
            {row.patient.registeredAs && (
              <span className="faint one-line" title={row.patient.registeredAs}>
                {identified('sentAs', { name: row.patient.registeredAs })}
              </span>
            )}
            {shows('identifier') && (
              <span className="faint">
                <MaskedId masked={row.patient.identifierMasked} />
              </span>
            )}
          </>
        ) : (
          <span className="soft">{t('noPatient')}</span>
        )}
      </div>
      {shows('reason') && (
        <div className="referral-facts-why one-line">
          {kind && <span className="tag">{kind}</span>} {row.diagnosis ?? row.reason ?? ''}
        </div>
      )}
      {(shows('place') || note) && (
        <div className="referral-facts-where faint one-line" title={place}>
          {note && <em>{note} · </em>}
          {shows('place') && place}
        </div>
      )}
      <ReferralMarks
        row={row}
        unread={unread}
        presence={shows('presence') ? presence : undefined}
        claim={shows('claim')}
        verdict={shows('verdict')}
      />
    </div>
  );
}
