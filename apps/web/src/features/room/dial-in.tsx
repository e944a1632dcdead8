import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { useWords } from '../../platform/i18n';
import { DutyPerson, Telephone, useOnDuty } from '../../ui/on-duty';
import { roomWords } from './room.locale';

/** The telephone numbers of a session: who asked, and who is on duty at the hospitals that were asked. On the screen at every step of the line. */
export function DialIn({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useWords(roomWords);
  const { requester, inviting, parties, invitingSide } = consultation;
  const invited = parties.find(({ side, state }) => side === 'invited' && state === 'accepted')?.institution;
  const other = invitingSide ? invited : inviting;
  const onDuty = useOnDuty(other ? { institutionId: other.id } : null);
  const duty = onDuty.data?.items[0];
  const line = duty ? null : onDuty.data?.roundTheClockLine;
  return (
    <p className="room-phone">
      <span className="faint">{t('phone')}</span>
      {requester.phone && !invitingSide && (
        <span>
          {requester.name} <Telephone phone={requester.phone} />
        </span>
      )}
      {duty && other && (
        <span>
          {other.name} <DutyPerson duty={duty} />
        </span>
      )}
      {line && other && (
        <span>
          {other.name} <Telephone phone={line} />
        </span>
      )}
      {!duty && !line && (!requester.phone || invitingSide) && <span className="faint">{t('noPhone')}</span>}
    </p>
  );
}
