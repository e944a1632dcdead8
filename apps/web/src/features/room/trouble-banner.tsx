import { useWords } from '../../platform/i18n';
import { roomWords } from './room.locale';
import type { RoomSession } from './room-session';
import { troubleOf, type RoomState } from './room-state';

/** What does not work right now, what goes on all the same, and a way to hurry. Stands above the room and moves nothing under it. */
export function TroubleBanner({ room, session }: { readonly room: RoomState; readonly session: RoomSession }) {
  const t = useWords(roomWords);
  const trouble = troubleOf(room);
  const boardOnly = !trouble && room.stage === 'inside' && room.step === 'board';
  return (
    <div role="status" className="room-banner">
      {trouble && (
        <p className="note-warn">
          <span aria-hidden="true">▲ </span>
          {t(`trouble.${trouble}`)}
          {trouble !== 'line' && (
            <button type="button" className="button bare" onClick={() => session.reconnect()}>
              {t('trouble.now')}
            </button>
          )}
        </p>
      )}
      {boardOnly && (
        <p className="note-warn">
          <span aria-hidden="true">▲ </span>
          {t(room.ceiling === 'board' ? 'quality.chosenBoard' : 'quality.boardNow')}
        </p>
      )}
    </div>
  );
}
