import type { ReferralRow as Row } from '@alliance/contracts/referral-queue.contract';
import { useText, useWords } from '../../platform/i18n';
import { MaskedId, SexAge } from '../../ui/person';
import { TimeLeft } from '../../ui/time-left';
import { UrgencyMark } from '../../ui/urgency-mark';
import { referralWords } from './referral.locale';
import './referral-row.css';

/** The facts of a row in one order everywhere: urgency and time, patient, why, where. Three lines in the queue and on a phone, one on a wide home page. */
export function ReferralFacts({
  row,
  inbound,
  note,
}: {
  readonly row: Row;
  readonly inbound: boolean;
  readonly note?: string | undefined;
}) {
  const t = useWords(referralWords);
  const text = useText();
  const other = row.counterpart?.name ?? t('noReceiver');
  const department = text(row.department);
  const place = inbound ? `${other}${department ? ` → ${department}` : ''}` : `→ ${[other, department].filter(Boolean).join(' · ')}`;
  const kind = [row.direction && t(`direction.${row.direction}`), row.service && t(`service.${row.service}`)].filter(Boolean).join(' · ');
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
            <span className="faint">
              <MaskedId masked={row.patient.identifierMasked} />
            </span>
          </>
        ) : (
          <span className="soft">{t('noPatient')}</span>
        )}
      </div>
      <div className="referral-facts-why one-line">
        {kind && <span className="tag">{kind}</span>} {row.diagnosis ?? row.reason ?? ''}
      </div>
      <div className="referral-facts-where faint one-line" title={place}>
        {note && <em>{note} · </em>}
        {place}
      </div>
    </div>
  );
}
