import type { Actor, Role } from '@alliance/domain/access/actor';
import { administratorRoles, isAdministrator, mayLetIn, rolesToGive } from '@alliance/domain/administration/appointing';
import { leavesNone, type Period } from '@alliance/domain/administration/period';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { today } from '../platform/today.js';
import { from, heldRoles, lasts, to, type PersonDetailRow } from './person.row.js';

/** Asks the database what the rules of appointing need to know. */
@Injectable()
export class AppointingPolicy {
  /** Roles the actor may give at an institution. @throws Refusal access.not_found where there is none */
  async givable(work: Work, actor: Actor, institutionId: string): Promise<readonly Role[]> {
    const [place] = await work.rows<{ isOffice: boolean; leadsAlliance: boolean }>(
      `select i.type = 'management_office' as "isOffice", exists (select 1 from alliance a where a.lead_id = i.id) as "leadsAlliance"
       from institution i where i.id = $1`,
      [institutionId],
    );
    if (!place) throw new Refusal('access.not_found', { fields: ['institutionId'] });
    return rolesToGive(actor.role, { own: institutionId === actor.institutionId, ...place });
  }

  /** @throws Refusal appointment.role_refused for a role that the actor may neither give nor take away */
  async checkRoles(work: Work, actor: Actor, institutionId: string, roles: readonly Role[]): Promise<void> {
    const givable = await this.givable(work, actor, institutionId);
    const refused = roles.filter((role) => !givable.includes(role));
    if (refused.length) throw new Refusal('appointment.role_refused', { fields: ['role'], roles: refused });
  }

  /** @throws Refusal access.denied for whom the actor may not let in, nor say where to reach them */
  async checkMayLetIn(work: Work, actor: Actor, person: PersonDetailRow): Promise<void> {
    const givable = await this.givable(work, actor, actor.institutionId);
    if (!mayLetIn(actor.role, { held: heldRoles(person, today(work.now)), givable, worksElsewhere: person.elsewhere > 0 }))
      throw new Refusal('access.denied');
  }

  /** @throws Refusal department.foreign for a department of another institution, or one that is closed */
  async checkDepartment(work: Work, institutionId: string, departmentId: string | null): Promise<void> {
    if (!departmentId) return;
    const known = await work.rows('select 1 from department where id = $1 and institution_id = $2 and closed_at is null', [
      departmentId,
      institutionId,
    ]);
    if (!known.length) throw new Refusal('department.foreign', { fields: ['departmentId'] });
  }

  /**
   * Before appointments change or end: an administrator stays. Two at a time wait for each other, or each would count on the other one.
   * @param changed what becomes of these appointments: null where it is taken away
   * @throws Refusal person.last_administrator
   */
  async checkAdministratorStays(
    work: Work,
    institutionId: string,
    changed: ReadonlyMap<string, (Period & { readonly role: Role }) | null>,
  ): Promise<void> {
    await work.rows(`select pg_advisory_xact_lock(hashtextextended('administrators of ' || $1::text, 0))`, [institutionId]);
    const day = today(work.now);
    const before = await work.rows<Period & { id: string }>(
      `select t.id, ${from} as "from", ${to} as "to" from appointment t where t.institution_id = $1 and t.role = any($2::text[]) and ${lasts('$3::date')}`,
      [institutionId, administratorRoles, day],
    );
    const stay = before.filter(({ id }) => !changed.has(id));
    const become = [...changed.values()].flatMap((one) => (one && isAdministrator(one.role) ? [one] : []));
    if (leavesNone(before, [...stay, ...become], day)) throw new Refusal('person.last_administrator');
  }
}
