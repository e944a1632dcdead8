import { removeParticipant, type RoomParticipant, type RoomView } from '@alliance/contracts/room.contract';
import { removeReasons, type RemoveReason } from '@alliance/domain/session-room/room.types';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { Dialog } from '../../ui/dialog';
import { ChoiceField } from '../../ui/field';
import { RefusalNote } from '../../ui/states';
import { roomWords } from './room.locale';

/** Removing somebody has a reason and is confirmed: it is recorded, and they are out at once. */
export function RemoveDialog(props: {
  readonly of: RoomParticipant;
  readonly view: RoomView;
  readonly onView: (view: RoomView) => void;
  readonly onClose: () => void;
}) {
  const { of, view, onView, onClose } = props;
  const t = useWords(roomWords);
  const [reason, setReason] = useState<RemoveReason | null>(null);
  const remove = useCommand(removeParticipant, {
    onDone: (answer) => {
      onView(answer);
      onClose();
    },
  });
  return (
    <Dialog title={t('remove.title', { name: of.name })} open onClose={onClose}>
      <p className="soft">{t('remove.text')}</p>
      <ChoiceField
        label={t('remove.reason')}
        required
        value={reason}
        options={removeReasons.map((value) => ({ value, label: t(`remove.reasons.${value}`) }))}
        onChange={setReason}
      />
      <RefusalNote error={remove.error} />
      <div className="form-foot">
        <button
          type="button"
          className="button danger"
          disabled={reason === null || remove.isPending}
          onClick={() => reason && remove.mutate({ params: { id: view.consultationId }, body: { participantId: of.id, reason } })}
        >
          {t('remove.confirm')}
        </button>
      </div>
    </Dialog>
  );
}
