/** Coded answers of a follow-up after coming home; their words are in the web's two languages (field.md F50). */

/** The first contact within 48 hours, and the short report of the seventh day. */
export const followUpKinds = ['first_48h', 'day_7'] as const;
export type FollowUpKind = (typeof followUpKinds)[number];

export const followUpStates = ['open', 'done', 'ended'] as const;
export type FollowUpState = (typeof followUpStates)[number];

/** Why nobody is followed up any more. */
export const followUpEndings = ['died', 'declined', 'returned', 'moved_away', 'entered_in_error'] as const;
export type FollowUpEnding = (typeof followUpEndings)[number];
/** Those that a person says; the others come from the referral. */
export const saidEndings = ['died', 'declined', 'returned', 'moved_away'] as const satisfies readonly FollowUpEnding[];

export const contactChannels = ['home_visit', 'phone', 'clinic_visit', 'on_ward'] as const;
export type ContactChannel = (typeof contactChannels)[number];

export const spokenTo = ['patient', 'family', 'carer'] as const;
export type SpokenTo = (typeof spokenTo)[number];

/** Against the day the patient came home. */
export const conditions = ['better', 'stable', 'worse'] as const;
export type Condition = (typeof conditions)[number];

/** Whether the medicines are taken as planned. */
export const adherences = ['yes', 'partly', 'no'] as const;
export type Adherence = (typeof adherences)[number];
export const nonAdherenceReasons = ['side_effect', 'not_available', 'cost', 'forgot', 'stopped_by_doctor'] as const;
export type NonAdherenceReason = (typeof nonAdherenceReasons)[number];

export const rehabilitationDone = ['as_planned', 'partly', 'not_done', 'not_planned'] as const;
export type RehabilitationDone = (typeof rehabilitationDone)[number];

/** What was told last about a task that is due: to its owner before and when it is late, then to those above. */
export const followUpStages = ['reminder', 'overdue', 'lead'] as const;
export type FollowUpStage = (typeof followUpStages)[number];
