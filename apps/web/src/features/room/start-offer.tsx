import { startConsultation } from '@alliance/contracts/consultation-action.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { RoomView } from '@alliance/contracts/room.contract';
import { partySides } from '@alliance/domain/consultation/consultation.types';
import { useNow } from '../../platform/clock';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { RefusalNote } from '../../ui/states';
import { roomWords } from './room.locale';

interface Props {
  readonly consultation: ConsultationView;
  readonly view: RoomView;
}

/** Both sides are inside, the appointed time has come, and I may begin. */
export function useStartDue({ consultation: { actions, time }, view }: Props): boolean {
  const now = useNow(5_000);
  const inside = view.participants.filter(({ standing, presence }) => standing === 'admitted' && presence === 'here');
  const both = partySides.every((side) => inside.some((one) => one.side === side));
  return both && actions.includes('start') && (!time || Date.parse(time.startsAt) <= now);
}

/** Nobody has to leave the room to begin. */
export function StartOffer(props: Props) {
  const t = useWords(roomWords);
  const due = useStartDue(props);
  return (
    <div role="status" className="room-banner">
      {due && (
        <p className="note-good">
          {t('session.startDue')}
          <StartButton consultation={props.consultation} />
        </p>
      )}
    </div>
  );
}

export function StartButton({ consultation: { id, version } }: Pick<Props, 'consultation'>) {
  const t = useWords(roomWords);
  const start = useCommand(startConsultation, { touches: ['consultation'] });
  return (
    <>
      <button
        type="button"
        className="button primary"
        aria-disabled={start.isPending}
        onClick={() => !start.isPending && start.mutate({ params: { id }, body: { version } })}
      >
        {t('people.start')}
      </button>
      <RefusalNote error={start.error} />
    </>
  );
}
