/** What the review desk shows; nothing is the open ones and none beside the list. */
export interface RecognitionReviewSearch {
  readonly state?: 'closed' | 'all';
  readonly review?: string;
}
/** Reads it from an address; what is not known is left out. */
export const recognitionReviewSearch = ({ state, review }: Record<string, unknown>): RecognitionReviewSearch => ({
  ...(state === 'closed' || state === 'all' ? { state } : {}),
  ...(typeof review === 'string' ? { review } : {}),
});
