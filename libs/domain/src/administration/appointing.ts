import type { Role } from '../access/actor.js';

/** Roles that keep the people and settings of an institution; one of them always stays. */
export const administratorRoles = ['member_administrator', 'lead_administrator', 'management_office'] as const satisfies readonly Role[];
export const isAdministrator = (role: Role): boolean => (administratorRoles as readonly Role[]).includes(role);

/** What decides which roles may be given at an institution. */
export interface AppointingPlace {
  /** The institution that the actor acts for. */
  readonly own: boolean;
  readonly isOffice: boolean;
  readonly leadsAlliance: boolean;
}

const memberRoles = ['doctor', 'coordinator', 'expert', 'quality_manager', 'member_administrator', 'auditor'] as const;
const leadRole = ({ leadsAlliance }: AppointingPlace): Role[] => (leadsAlliance ? ['lead_administrator'] : []);

/**
 * Whether an actor may replace what lets somebody in, or the address such a link is sent to. Who can, can act as them: so never for a role one may not
 * give, nor for whom another hospital trusts as well. The management office answers for everybody.
 */
export const mayLetIn = (
  actor: Role,
  {
    held,
    givable,
    worksElsewhere,
  }: { readonly held: readonly Role[]; readonly givable: readonly Role[]; readonly worksElsewhere: boolean },
): boolean => actor === 'management_office' || (!worksElsewhere && held.every((role) => givable.includes(role)));

/**
 * Roles an actor may give, change and take away at an institution. An institution appoints its own people (AL-02): the management office only gives
 * others their administrators. A machine gets its role when it is registered, never from a person.
 */
export function rolesToGive(actor: Role, place: AppointingPlace): readonly Role[] {
  if (actor === 'management_office') {
    if (!place.own) return ['member_administrator', 'lead_administrator'];
    return [...memberRoles, ...leadRole(place), ...(place.isOffice ? (['management_office'] as const) : [])];
  }
  if (!place.own) return [];
  if (actor === 'lead_administrator') return [...memberRoles, ...leadRole(place)];
  return actor === 'member_administrator' ? memberRoles : [];
}
