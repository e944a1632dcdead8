import type { RoomView } from '@alliance/contracts/room.contract';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useWords } from '../../platform/i18n';
import { say } from '../../ui/said';
import { whatChanged } from './presence-words';
import { roomWords } from './room.locale';

/** Says politely who comes and goes, to eyes and screen readers; what was so before one came in is not news. */
export function usePeopleSaid(view: RoomView, inside: boolean): void {
  const t = useWords(roomWords);
  const before = useRef<RoomView | null>(null);
  const changed = useEffectEvent(() => {
    const last = before.current;
    before.current = inside ? view : null;
    if (last && inside)
      for (const { key, name, count } of whatChanged(last.participants, view.participants)) say(t(`said.${key}`, { name, count }));
  });
  useEffect(() => changed(), [view, inside]);
}
