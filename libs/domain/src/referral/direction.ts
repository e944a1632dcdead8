import type { Direction } from './referral.codes.js';

/** Level of an institution, lowest first; `unknown` where no document says it. */
export const institutionLevels = ['village', 'township', 'primary', 'secondary', 'tertiary', 'unknown'] as const;
export type InstitutionLevel = (typeof institutionLevels)[number];

const rank: Readonly<Record<InstitutionLevel, number>> = { village: 0, township: 1, primary: 1, secondary: 2, tertiary: 3, unknown: -1 };

/** Higher cares for more; township and primary hospitals stand side by side, an unknown level below all. */
export const levelRank = (level: InstitutionLevel): number => rank[level];

/** Direction of a referral from the levels of both hospitals (RF-01); unknown levels count as sideways until somebody corrects it. */
export function directionOf(sender: InstitutionLevel, receiver: InstitutionLevel): Direction {
  if (sender === 'unknown' || receiver === 'unknown' || rank[sender] === rank[receiver]) return 'level';
  return rank[receiver] > rank[sender] ? 'up' : 'down';
}
