/** Lines a hospital answers (RF-14: every member has one that is answered round the clock). */
export const contactLineKinds = ['round_the_clock', 'duty_office', 'referral_office', 'emergency', 'ambulance', 'switchboard'] as const;
export type ContactLineKind = (typeof contactLineKinds)[number];
