/** What the list of reviews is narrowed to; nothing is the open ones. */
export interface ReviewSearch {
  readonly state?: 'closed' | 'all';
}
/** Reads it from an address; what is not known is left out. */
export const reviewSearch = ({ state }: Record<string, unknown>): ReviewSearch => (state === 'closed' || state === 'all' ? { state } : {});
