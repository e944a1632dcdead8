/** What a new version can change for one referral. */
export const changes = ['newlyMet', 'noLongerMet', 'sooner', 'later', 'newlyUnknown', 'newlyDecided'] as const;
export type Change = (typeof changes)[number];
