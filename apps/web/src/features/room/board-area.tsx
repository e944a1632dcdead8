import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { RoomView } from '@alliance/contracts/room.contract';
import { CaseBoard, type BoardPointer } from '../../ui/case-board/case-board';
import type { RoomNow, RoomSession } from './room-session';

interface Props {
  readonly consultation: ConsultationView;
  readonly view: RoomView;
  readonly session: RoomSession;
  readonly now: RoomNow;
}

/** What is looked at together, with everybody's pointer on it. */
export function BoardArea({ consultation, view, session, now }: Props) {
  const pointers = [...now.pointers].flatMap(([participantId, { itemId, page, at }]): BoardPointer[] => {
    const who = view.participants.find(({ id }) => id === participantId);
    return at && who ? [{ participantId, name: who.name, itemId, page: page ?? 1, ...at }] : [];
  });
  // whoever watches only looks
  const points = view.participants.some(({ mine, kind }) => mine && kind === 'party');
  return <CaseBoard consultationId={consultation.id} pointers={pointers} onPointer={(pointer) => points && session.point(pointer)} />;
}
