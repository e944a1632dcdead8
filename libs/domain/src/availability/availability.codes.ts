/** Why somebody is away. */
export const absenceKinds = ['leave', 'meeting', 'other'] as const;
export type AbsenceKind = (typeof absenceKinds)[number];

/** `held` while the one who asks decides, `confirmed` when it is fixed, `released` when it is given back. */
export const reservationStates = ['held', 'confirmed', 'released'] as const;
export type ReservationState = (typeof reservationStates)[number];

/** Days over which the work of experts is compared before one is asked. */
export const rotationDays = 28;
/** Proposed sessions begin at a quarter of an hour. */
export const proposalStepMinutes = 15;
/** Who set no times is taken to be there on working days between these hours of the hospital. */
export const ordinaryHours = { from: '08:00', minutes: 600 } as const;
