import { listAlliances } from '@alliance/contracts/alliance.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import type { Role } from '@alliance/domain/access/actor';
import { rolesToGive } from '@alliance/domain/administration/appointing';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';

/** Roles that I may give at an institution, my own where none is named. */
export function useGivableRoles(at?: string): readonly Role[] {
  const me = useAppointment();
  const own = me?.institution.id;
  const isOwn = at === undefined || at === own;
  const institution = useAnswer(getInstitution, own && isOwn ? { params: { id: own } } : null, { staleTime: 60_000 });
  const alliances = useAnswer(listAlliances, { query: { mine: 'true', limit: 100 } }, { staleTime: 60_000 });
  if (!me) return [];
  return rolesToGive(me.role, {
    own: isOwn,
    isOffice: institution.data?.type === 'management_office',
    leadsAlliance: alliances.data?.items.some(({ lead }) => lead.id === own) ?? false,
  });
}
