import type { Work } from '../platform/command/work.js';

/** An immediate one that nobody answers rings the backups and the lead after three minutes, the office learns of it after ten. */
export const consultationUnanswered = 'consultation.unanswered';
export const ringAgainMinutes = 3;

export const armUnanswered = (work: Work, subjectId: string): void =>
  work.timer({ kind: consultationUnanswered, subjectId, dueAt: new Date(work.now.getTime() + ringAgainMinutes * 60_000) });
