/** What the list of follow-ups is narrowed to; nothing is everything that is still to do. */
export interface FollowUpSearch {
  readonly state?: 'due' | 'overdue' | 'done';
  readonly mine?: true;
}
const states = ['due', 'overdue', 'done'] as const;

/** Reads it from an address; what is not known is left out. */
export function followUpSearch(search: Record<string, unknown>): FollowUpSearch {
  const state = states.find((each) => each === search['state']);
  return { ...(state && { state }), ...((search['mine'] === true || search['mine'] === 'true') && { mine: true }) };
}
