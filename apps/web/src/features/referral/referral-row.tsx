import type { ReferralRow as Row } from '@alliance/contracts/referral.contract';
import { useText, useWords } from '../../platform/i18n';
import { MaskedId, SexAge } from '../../ui/person';
import { TimeLeft } from '../../ui/time-left';
import { UrgencyMark } from '../../ui/urgency-mark';
import { referralWords } from './referral.locale';
import './referral-row.css';

/** The facts of a row in one order everywhere: urgency and time, patient, where, why. A card of three lines, on a desk and on a phone. */
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
  const place = [row.counterpart?.name ?? t('noReceiver'), text(row.department)].filter(Boolean).join(' · ');
  return (
    <div className="referral-facts">
      <div className="referral-facts-head">
        {row.urgency && <UrgencyMark urgency={row.urgency} />}
        {row.deadline && <TimeLeft until={row.deadline.at} />}
        <span className="referral-facts-state">
          <span className={`state-tag ${row.state}`}>{t(`state.${row.state}`)}</span>
        </span>
      </div>
      <div className="referral-facts-patient">
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
        {row.direction && <span className="tag">{t(`direction.${row.direction}`)}</span>}{' '}
        {row.service && <span className="tag">{t(`service.${row.service}`)}</span>} {row.diagnosis ?? row.reason ?? ''}
      </div>
      <div className="referral-facts-where faint one-line" title={place}>
        {t(inbound ? 'from' : 'to', { place })} · <span className="figures">{row.number}</span>
        {note && <em> · {note}</em>}
      </div>
    </div>
  );
}
