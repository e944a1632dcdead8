/** What is counted of referrals. Each is a share: so many of so many, or a plain count among all. */
export const figures = [
  'sent',
  'outgoing',
  'incoming',
  'up',
  'down',
  'level',
  'answered_in_time',
  'complete',
  'asked',
  'returned',
  'offer_declined',
  'explained',
  'needed_after_return',
  'withdrawn',
  'no_show',
  'declined',
  'leaked',
  'left_county',
  'available_near',
  'came_back',
  'came_back_planned',
  'answered',
  'taken',
  'arrived',
  'outcome',
  'closed',
  'waiting_now',
  'claimed_now',
] as const;
export type Figure = (typeof figures)[number];

/** What stands now, whenever it was sent. */
export const figuresOfNow = ['waiting_now', 'claimed_now'] as const satisfies readonly Figure[];
export const isOfNow = (figure: Figure): boolean => (figuresOfNow as readonly Figure[]).includes(figure);

/** Times that are told as median and ninth decile, by urgency. */
export const timings = ['response', 'arrival'] as const;
export type Timing = (typeof timings)[number];

/** A document set is called complete from this percentage on. */
export const completeFrom = 80;
/** An advice is an explanation from so many characters on. */
export const explanationFrom = 10;

/** Into what cases are divided. */
export const divisions = [
  'week',
  'urgency',
  'return_reason',
  'return_outcome',
  'decline_reason',
  'stopped',
  'chapter',
  'crossing',
  'age',
  'distance',
  'insurance',
  'flow',
] as const;
export type Division = (typeof divisions)[number];
/** Divisions by what a patient is: too small groups of others are hidden. */
export const equityDivisions = ['age', 'distance', 'insurance'] as const satisfies readonly Division[];

/** Whose referrals: the own hospital's, of the alliances one leads, everybody's. */
export const scopes = ['own', 'alliances', 'all'] as const;
export type AnalyticsScope = (typeof scopes)[number];
