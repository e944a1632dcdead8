/** What the receiving side has to prepare for (WS/T 311 隔离技术规范 names the ways). */
export const isolations = ['none', 'contact', 'droplet', 'airborne', 'protective'] as const;
export type Isolation = (typeof isolations)[number];

/** Words in which patients agree to a transfer; a new text is a new version, and what was agreed to stays known. */
export const consentForm = '2026-11';

/** Entries later than this after the event are marked as such (医疗纠纷预防和处理条例 art. 15; ER-12). */
export const lateEntryHours = 6;
