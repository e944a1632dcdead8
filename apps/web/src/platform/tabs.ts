/** What one tab tells the others of the same browser, which share its cookie. Never anything about a patient. */
export type TabNews =
  /** Somebody was there, by the server's clock. */
  | { readonly kind: 'present'; readonly at: number }
  /** Another session id, another person, an unlocked desk: ask again who you are. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'out' };

export const tabChannel = 'alliance.session';
let channel: BroadcastChannel | undefined;

/** Hears the other tabs, and is heard by them, until the returned function is called. */
export function joinTabs(hear: (news: TabNews) => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const own = new BroadcastChannel(tabChannel);
  own.onmessage = ({ data }: { data: unknown }) => hear(data as TabNews);
  channel = own;
  return () => {
    own.close();
    if (channel === own) channel = undefined;
  };
}
export const tellTabs = (news: TabNews): void => channel?.postMessage(news);
