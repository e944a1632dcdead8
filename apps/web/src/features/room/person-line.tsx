import type { RoomParticipant } from '@alliance/contracts/room.contract';
import type { ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { StepMark } from './quality-menu';
import { roomWords } from './room.locale';

/** One participant: name, title and hospital, then how it stands with hand, voice, picture and line, each in a word. */
export function PersonLine({ of, children }: { readonly of: RoomParticipant; readonly children?: ReactNode }) {
  const t = useWords(roomWords);
  const code = useWords(consultationCodeWords);
  const { presence, standing, kind, side } = of;
  const here = presence === 'here' && standing === 'admitted';
  const role = kind === 'attendee' ? t('people.observer') : side ? t(`people.${side}`) : null;
  const marks = [
    of.handRaisedAt && `↑ ${t('people.hand')}`,
    here && !of.microphone && `○ ${t('people.muted')}`,
    here && !of.camera && `□ ${t('people.cameraOff')}`,
    here && of.screen && `▣ ${t('people.sharing')}`,
    standing === 'removed' && `✕ ${t('people.removed')}`,
    standing !== 'removed' && presence === 'away' && `… ${t('people.away')}`,
    standing !== 'removed' && presence === 'absent' && (of.joinedAt ? t('people.left') : t('people.absent')),
  ].filter((mark) => typeof mark === 'string');
  return (
    <li className="room-person">
      <div>
        <p>
          <strong>{of.name}</strong>
          {of.mine && ` (${t('session.you')})`} {of.title && <span className="soft">{code(`title.${of.title}`)}</span>}
        </p>
        <p className="faint">
          {of.institution.name}
          {role && ` · ${role}`}
          {of.moderator && ` · ${t('people.moderator')}`}
        </p>
        {(marks.length > 0 || (here && of.quality)) && (
          <p className="room-marks faint">
            {marks.map((mark) => (
              <span key={mark}>{mark}</span>
            ))}
            {here && of.quality && (
              <span>
                <StepMark step={of.quality} /> {t(`step.${of.quality}`)}
              </span>
            )}
          </p>
        )}
      </div>
      {children}
    </li>
  );
}
