import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

/**
 * A case that climbs from hub to hub is covered by the agreement of the hub below, which the hospital it came from is no party of.
 * Says to the inviting hospital of such a case that there is one, and nothing of what it says.
 */
export class HubAgreement extends Migration {
  override up(): void {
    this.addSql(`
      create function hub_agreement(p_consultation uuid, p_provider uuid, p_kind text, p_on date) returns uuid
        language sql stable security definer set search_path = public, pg_temp as $$
        select s.id from consultation c join service_agreement s on s.requester_id = any(c.invited_ids)
          or exists (select 1 from membership m where m.alliance_id = s.alliance_id and m.institution_id = any(c.invited_ids)
            and m.suspended_at is null and m.valid @> p_on and (m.role = 'lead' or m.agreement is not null))
        where c.id = p_consultation and c.inviting_id = current_institution() and s.provider_id = p_provider and p_kind = any(s.kinds)
          and s.state in ('in_force', 'ended') and p_on between s.valid_from and least(s.valid_until, s.ended_on)
        order by s.id limit 1 $$;
      grant select on service_agreement, membership to alliance_definer;
    `);
    for (const statement of ownedByDefiner(['hub_agreement(uuid, uuid, text, date)'])) this.addSql(statement);
  }
}
