import type { ConsultationView } from '@alliance/contracts/consultation.schema';

/** What is waited for from me, the most telling first. */
export const duties = ['decide', 'sign', 'recordAction', 'giveFeedback', 'accept', 'book'] as const;
export type Duty = (typeof duties)[number];

type Open = Pick<ConsultationView, 'actions' | 'opinions' | 'recommendedActions' | 'state' | 'time'>;

const waits: Partial<Record<Duty, (of: Open) => boolean>> = {
  // signed once, another opinion may follow but is not waited for
  sign: ({ opinions }) => !opinions.some(({ mine, signed, supersededAt }) => mine && signed && !supersededAt),
  recordAction: ({ recommendedActions }) => recommendedActions.some(({ outcome }) => outcome === null),
  // meeting once more after a session is possible, never due
  book: ({ state }) => state === 'invited',
};

export const dutyOf = (of: Open): Duty | undefined => duties.find((duty) => of.actions.includes(duty) && (waits[duty]?.(of) ?? true));

/** The card of the page on which a duty is done, by its id; the others are done in a window over the page. */
export const cardOf = { sign: 'card-opinions', recordAction: 'card-decision', book: 'card-time' } as const satisfies Partial<
  Record<Duty, string>
>;
export type CardDuty = keyof typeof cardOf;
export const onCard = (duty: Duty | undefined): duty is CardDuty => duty !== undefined && duty in cardOf;
