import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { RoomView } from '@alliance/contracts/room.contract';
import { CasePanel } from './case-panel';
import type { RoomNow, RoomSession } from './room-session';

interface Props {
  readonly consultation: ConsultationView;
  readonly view: RoomView;
  readonly session: RoomSession;
  readonly now: RoomNow;
}

/** What is looked at together. */
export function BoardArea({ consultation }: Props) {
  return <CasePanel consultation={consultation} />;
}
