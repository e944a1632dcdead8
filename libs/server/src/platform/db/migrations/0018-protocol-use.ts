import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

/** Searches that find nothing count once a day for each institution; the lead may know how many have not read, by id, to remind them. */
export class ProtocolUse extends Migration {
  override up(): void {
    this.addSql(`
      create unique index search_miss_once on search_miss (institution_id, query, ((at at time zone 'Asia/Shanghai')::date));

      -- who of which member has not acknowledged a version of one's own alliance: ids only
      create function unread_people(which uuid, reading_roles text[]) returns table (institution_id uuid, person_id uuid)
        language sql stable security definer set search_path = public, pg_temp as $$
        select distinct a.institution_id, a.person_id
        from protocol_version v join protocol p on p.id = v.protocol_id join alliance l on l.id = p.alliance_id
          join membership m on (m.alliance_id = p.alliance_id or p.common) and m.valid @> local_today()
          join appointment a on a.institution_id = m.institution_id and a.valid @> local_today() and a.role = any(reading_roles)
          join person s on s.id = a.person_id and s.deactivated_at is null
        where v.id = which and l.lead_id = current_institution()
          and not exists (select 1 from protocol_acknowledgement k where k.version_id = v.id and k.person_id = a.person_id)
      $$;
      ${ownedByDefiner(['unread_people(uuid, text[])']).join('\n')}
      grant select on protocol_version, protocol, alliance, membership, appointment, person, protocol_acknowledgement to alliance_definer;
    `);
  }
}
