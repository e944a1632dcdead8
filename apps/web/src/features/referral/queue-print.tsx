import type { ReferralRow } from '@alliance/contracts/referral-queue.contract';
import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { serverNow } from '../../platform/clock';
import { useText, useWords } from '../../platform/i18n';
import { useSession } from '../../platform/session';
import { exact } from '../../ui/moment';
import { SexAge } from '../../ui/person';
import { UrgencyMark } from '../../ui/urgency-mark';
import { queueWords } from './queue.locale';
import { referralWords } from './referral.locale';

/** The chosen rows as a table on paper: which list, when, and who printed it on every sheet. Printed once it stands there, then gone. */
export function QueuePrint({
  rows,
  title,
  onPrinted,
}: {
  readonly rows: readonly ReferralRow[];
  readonly title: string;
  readonly onPrinted: () => void;
}) {
  const t = useWords(queueWords);
  const codes = useWords(referralWords);
  const text = useText();
  const now = useSession();
  const who = 'session' in now ? now.session.user.name : '';
  const house = 'appointment' in now && now.appointment ? now.appointment.institution.name : '';
  useEffect(() => {
    window.addEventListener('afterprint', onPrinted);
    window.print();
    return () => window.removeEventListener('afterprint', onPrinted);
    // once, for what was chosen then
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, []);
  const at = exact(serverNow());
  return createPortal(
    <div className="queue-print">
      <table>
        <thead>
          <tr>
            <th colSpan={7} className="queue-print-head">
              {title} · {house} · {t('printed', { at, who, count: rows.length })}
            </th>
          </tr>
          <tr>
            {(['urgency', 'left', 'patient', 'reason', 'place', 'state', 'number'] as const).map((column) => (
              <th key={column}>{t(`columns.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.urgency && <UrgencyMark urgency={row.urgency} />}</td>
              <td>{row.deadline ? exact(row.deadline.at).slice(0, -3) : ''}</td>
              <td>
                {row.patient && (
                  <>
                    {row.patient.name} <SexAge sex={row.patient.sex} birthDate={row.patient.birthDate} /> {row.patient.identifierMasked}
                  </>
                )}
              </td>
              <td>{row.diagnosis ?? row.reason}</td>
              <td>{[row.counterpart?.name ?? row.outside, text(row.department)].filter(Boolean).join(' · ')}</td>
              <td>
                {codes(`state.${row.state}`)} {row.claim?.by && t('claimedBy', { name: row.claim.by })}
              </td>
              <td>{row.number}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>,
    document.body,
  );
}
