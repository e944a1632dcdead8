import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { RoomView } from '@alliance/contracts/room.contract';
import { useStoreNow } from './use-store';
import { useNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { useDayTime } from '../../ui/moment';
import { EmptyState, RefusalNote } from '../../ui/states';
import { Refused } from '../../platform/call';
import { DeviceCheck } from './device/device-check';
import type { OwnTracks } from './device/own-tracks';
import { roomWords } from './room.locale';
import type { RoomSession } from './room-session';
import { DialIn } from './dial-in';

interface Props {
  readonly consultation: ConsultationView;
  readonly view: RoomView;
  readonly session: RoomSession;
  readonly own: OwnTracks;
}

/** In front of the door: devices are tried, who is there is seen, and nobody sees or hears us. */
export function Lobby({ consultation, view, session, own }: Props) {
  const t = useWords(roomWords);
  const { room } = useStoreNow(session);
  const state = useStoreNow(own);
  const now = useNow(1_000);
  const closed = view.closesAt !== null && Date.parse(view.closesAt) <= now;
  if (view.participantId === null) return <EmptyState title={t('lobby.noPlace')} text={t('lobby.lead')} />;
  if (closed) return <EmptyState title={t('lobby.over')} text={t('lobby.overText')} />;
  const entering = room.stage === 'entering';
  const early = !view.open && !(view.opensAt !== null && Date.parse(view.opensAt) <= now);
  return (
    <div className="room-lobby">
      <p className="soft">{t('lobby.lead')}</p>
      <DeviceCheck own={own} state={state} consultationId={consultation.id} />
      <div className="room-door card">
        <Times consultation={consultation} view={view} />
        <Present view={view} />
        <DialIn consultation={consultation} />
        {view.locked && view.standing === null && (
          <p className="note-warn">
            <span aria-hidden="true">▲ </span>
            {t('lobby.locked')}
          </p>
        )}
        {room.refused && <RefusalNote error={refusal(room.refused)} />}
        {early && <p className="soft">{t('lobby.notYet')}</p>}
        <button type="button" className="button primary room-enter" disabled={early || entering} onClick={() => void session.enter()}>
          {t(entering ? 'lobby.entering' : 'lobby.enter')}
        </button>
      </div>
    </div>
  );
}

const refusal = (code: string) => new Refused({ type: '', title: code, status: 409, code, detail: code, requestId: '' });

function Times({ consultation, view }: Pick<Props, 'consultation' | 'view'>) {
  const t = useWords(roomWords);
  const day = useDayTime();
  const now = useNow(1_000);
  const { time } = consultation;
  if (!time) return <p>{t('lobby.noTime')}</p>;
  const opens = view.opensAt ? Date.parse(view.opensAt) : now;
  const left = Date.parse(time.startsAt) - now;
  return (
    <div>
      <p className="room-when">{t('lobby.starts', { from: day(time.startsAt), to: day(time.endsAt) })}</p>
      {left > 0 && left < 60 * 60_000 && (
        <p className="figures room-countdown" role="timer" aria-live="off">
          {t('lobby.startsIn', { time: clock(left) })}
        </p>
      )}
      {view.opensAt && opens > now && <p className="soft">{t('lobby.opens', { time: day(view.opensAt) })}</p>}
    </div>
  );
}
const clock = (ms: number): string =>
  `${String(Math.floor(ms / 60_000)).padStart(2, '0')}:${String(Math.floor((ms % 60_000) / 1_000)).padStart(2, '0')}`;

function Present({ view }: Pick<Props, 'view'>) {
  const t = useWords(roomWords);
  const here = view.participants.filter(({ presence, standing, mine }) => presence === 'here' && standing === 'admitted' && !mine);
  if (here.length === 0) return <p className="soft">{t('lobby.nobody')}</p>;
  return (
    <div>
      <p>{t('lobby.there', { count: here.length })}</p>
      <ul className="room-there">
        {here.map(({ id, name, institution }) => (
          <li key={id}>
            {name} <span className="faint">{institution.name}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** In the lobby of an open room: a moderator lets in who only watches. */
export function WaitingAtTheDoor({ consultation, session }: Pick<Props, 'consultation' | 'session'>) {
  const t = useWords(roomWords);
  return (
    <EmptyState
      title={t('waiting.title')}
      text={t('waiting.text')}
      action={
        <div className="room-wait">
          <DialIn consultation={consultation} />
          <button type="button" className="button" onClick={() => session.leave()}>
            {t('waiting.leave')}
          </button>
        </div>
      }
    />
  );
}
