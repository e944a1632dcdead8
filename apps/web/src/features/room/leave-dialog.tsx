import { leaveRoom, type RoomView } from '@alliance/contracts/room.contract';
import { call } from '../../platform/call';
import { useWords } from '../../platform/i18n';
import { Dialog } from '../../ui/dialog';
import { roomWords } from './room.locale';
import type { RoomSession } from './room-session';

/** Asks before one leaves: the place is kept, and the others hear nothing of a slip. */
export function LeaveDialog({
  open,
  onClose,
  view,
  session,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly view: RoomView;
  readonly session: RoomSession;
}) {
  const t = useWords(roomWords);
  const go = () => {
    onClose();
    session.leave();
    // a line that is down says it by its silence
    void call(leaveRoom, { params: { id: view.consultationId } }).catch(() => undefined);
  };
  return (
    <Dialog title={t('leaveWords.title')} open={open} onClose={onClose}>
      <p>{t('leaveWords.text')}</p>
      <div className="form-foot">
        <button type="button" className="button" data-first onClick={onClose}>
          {t('leaveWords.stay')}
        </button>
        <button type="button" className="button danger" onClick={go}>
          {t('leaveWords.go')}
        </button>
      </div>
    </Dialog>
  );
}
