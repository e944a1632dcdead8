import type { InstitutionLevel } from '../referral/direction.js';
import { hubTiers, type HubTier } from './consultation.codes.js';

const tierOfLevel: Readonly<Record<InstitutionLevel, HubTier>> = {
  village: 'township',
  township: 'township',
  primary: 'township',
  secondary: 'county',
  tertiary: 'city',
  unknown: 'county',
};

/**
 * County → city → province → nation (S5-09): the next hub leads an alliance that a hospital asked so far is a member of, at a higher tier.
 * @param reached tiers of the hospitals that take part by now
 * @param asked their ids
 * @returns those above, lowest tier first
 */
export function hubsAbove<H extends { readonly id: string; readonly tier: HubTier }>(
  reached: readonly HubTier[],
  asked: readonly string[],
  leads: readonly H[],
): H[] {
  const rank = (tier: HubTier): number => hubTiers.indexOf(tier);
  const highest = Math.max(...reached.map(rank));
  return leads
    .filter(({ id, tier }) => rank(tier) > highest && !asked.includes(id))
    .sort((a, b) => rank(a.tier) - rank(b.tier) || a.id.localeCompare(b.id));
}

/** The tier that follows from a hospital's level where nobody said otherwise. */
export const tierOf = (level: InstitutionLevel): HubTier => tierOfLevel[level];
