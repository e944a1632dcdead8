import * as alliance from '@alliance/contracts/alliance.contract';
import { openAlliance, type Alliance } from '@alliance/contracts/alliance.contract';
import * as membership from '@alliance/contracts/membership.contract';
import { inviteMember, recordAgreement } from '@alliance/contracts/membership.contract';
import { AllianceModule } from '../alliance/alliance.module.js';
import { newId } from '../platform/ids.js';
import type { Person, Serving } from './app.js';
import { dayFrom } from './person.story.js';
import type { World } from './world.js';

/** What an API needs to serve alliances and their members. */
export const membershipSlice: Serving = { features: [AllianceModule], contracts: [alliance, membership] };

/** An alliance of the lead hospital with the county one, both of them active. */
export async function officeOpens(office: Person, world: World): Promise<Alliance> {
  const opened = await office.get(openAlliance, {
    body: { name: `心血管专科联盟 ${newId()}`, specialty: 'cardiovascular', leadId: world.lead.id, memberIds: [world.county.id] },
  });
  return agreed(office, opened, world.county.id);
}

export const agreed = (who: Person, { id, version }: Alliance, institutionId: string): Promise<Alliance> =>
  who.get(recordAgreement, { params: { id, institutionId }, body: { version, agreement: '协〔2026〕1号' } });

export const invited = (who: Person, { id, version }: Alliance, institutionId: string, from = dayFrom()): Promise<Alliance> =>
  who.get(inviteMember, { params: { id }, body: { version, institutionId, from } });

export const memberOf = ({ members }: Alliance, institutionId: string): Alliance['members'][number] | undefined =>
  members.find(({ id }) => id === institutionId);
