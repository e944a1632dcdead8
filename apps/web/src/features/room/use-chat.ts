import { listRoomMessages, type RoomMessage } from '@alliance/contracts/room.contract';
import { useEffect, useEffectEvent, useState } from 'react';
import { call } from '../../platform/call';

const LOOK_AGAIN_MS = 5_000;

/** Messages in their order, each once: what was read before stays, newer ones are asked for. */
export const together = (known: readonly RoomMessage[], news: readonly RoomMessage[]): readonly RoomMessage[] => {
  const fresh = news.filter(({ id }) => !known.some((message) => message.id === id));
  return fresh.length === 0 ? known : [...known, ...fresh].sort((a, b) => a.position - b.position);
};

/** The chat of a session up to `position`, the newest there is; null until it was read once. */
export function useChat(
  consultationId: string,
  position: number,
): { readonly messages: readonly RoomMessage[] | null; readonly add: (message: RoomMessage) => void } {
  const [messages, setMessages] = useState<readonly RoomMessage[] | null>(null);
  const [look, setLook] = useState(0);
  const add = (message: RoomMessage) => setMessages((known) => together(known ?? [], [message]));
  const last = useEffectEvent(() => {
    // a message of one's own may be there before an earlier one of another: the gap is read too
    const known = messages ?? [];
    return (
      known.find((message, n) => message.position > (known[n - 1]?.position ?? 0) + 1 && n > 0)?.position ?? known.at(-1)?.position ?? 0
    );
  });
  useEffect(() => {
    const over = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      for (let after = last(), later = true; later;) {
        const page = await call(listRoomMessages, { params: { id: consultationId }, query: { after } }, { signal: over.signal });
        setMessages((known) => together(known ?? [], page.items));
        after = page.items.at(-1)?.position ?? after;
        later = page.later && page.items.length > 0;
      }
    };
    read().catch(() => {
      if (!over.signal.aborted) again = setTimeout(() => setLook((n) => n + 1), LOOK_AGAIN_MS);
    });
    return () => {
      over.abort();
      clearTimeout(again);
    };
  }, [consultationId, position, look]);
  return { messages, add };
}
