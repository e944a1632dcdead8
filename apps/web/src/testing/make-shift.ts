import type { OnCallShift } from '@alliance/contracts/on-call.contract';
import { idOf, inMinutes, lead } from './make';

/** A shift of the duty office that I may take over. */
export const shift = (change: Partial<OnCallShift> = {}): OnCallShift => ({
  id: idOf(700),
  version: 1,
  institutionId: lead.id,
  department: null,
  person: { id: idOf(100), name: '周文博', phone: '13900000001' },
  backup: null,
  from: inMinutes(-10),
  to: inMinutes(470),
  handOverNote: null,
  takenOverAt: null,
  mine: true,
  ...change,
});
