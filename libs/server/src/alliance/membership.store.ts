import type { MembershipFacts } from '@alliance/domain/alliance/membership';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { rangeOf } from '../platform/db/period.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';

export interface MembershipRow extends MembershipFacts {
  readonly id: string;
}

@Injectable()
export class MembershipStore {
  /**
   * Takes the alliance for this command: whoever read an older version is refused, whoever comes at the same time waits.
   * @returns its new version
   * @throws Refusal access.not_found, record.stale
   */
  async nextVersion(work: Work, allianceId: string, version: number): Promise<number> {
    const [known] = await work.rows<{ version: number }>('select version from alliance where id = $1', [allianceId]);
    if (!known) throw new Refusal('access.not_found');
    const [changed] = await work.rows<{ version: number }>(
      'update alliance set version = version + 1, updated_at = $3 where id = $1 and version = $2 returning version',
      [allianceId, version, work.now],
    );
    if (!changed) throw new Refusal('record.stale', { version: known.version });
    return changed.version;
  }

  /** The membership that is not over yet. */
  async current(work: Work, allianceId: string, institutionId: string): Promise<MembershipRow | undefined> {
    const [row] = await work.rows<MembershipRow>(
      `select id, role, agreement, suspended_at is not null as suspended, lower(valid)::text as "from", (upper(valid) - 1)::text as "to"
       from membership where alliance_id = $1 and institution_id = $2 and (upper(valid) is null or upper(valid) > $3::date) order by valid limit 1`,
      [allianceId, institutionId, today(work.now)],
    );
    return row;
  }

  async add(work: Work, allianceId: string, institutionId: string, from: string): Promise<void> {
    await work.rows(`insert into membership (id, alliance_id, institution_id, role, valid) values ($1, $2, $3, 'member', $4::daterange)`, [
      newId(),
      allianceId,
      institutionId,
      rangeOf({ from, to: null }),
    ]);
  }

  /** @param reason of a suspension or a leave, kept beside the membership and never in an event */
  async write(work: Work, id: string, after: MembershipFacts, reason: string | null): Promise<void> {
    await work.rows(
      `update membership set agreement = $2, valid = $3::daterange, version = version + 1,
         suspended_at = case when $4 then coalesce(suspended_at, $5) end,
         suspended_reason = case when not $4 then null when suspended_at is null then $6 else suspended_reason end,
         ended_reason = case when upper($3::daterange) is distinct from upper(valid) then $6 else ended_reason end
       where id = $1`,
      [id, after.agreement, rangeOf(after), after.suspended, work.now, reason],
    );
  }

  /** Whose screens show the alliance: its institutions, those of the change among them, and the offices. */
  async audience(work: Work, allianceId: string, institutionId: string): Promise<string[]> {
    const rows = await work.rows<{ id: string }>(
      `select institution_id as id from membership where alliance_id = $1 union select lead_id from alliance where id = $1
       union select id from institution where type = 'management_office' union select $2::uuid`,
      [allianceId, institutionId],
    );
    return rows.map(({ id }) => id);
  }

  /** The people who administer an institution, to be told by name. */
  async administratorsOf(work: Work, institutionId: string): Promise<string[]> {
    const rows = await work.rows<{ person_id: string }>(
      `select distinct person_id from appointment where institution_id = $1 and role in ('member_administrator', 'lead_administrator') and valid @> $2::date`,
      [institutionId, today(work.now)],
    );
    return rows.map(({ person_id }) => person_id);
  }
}
