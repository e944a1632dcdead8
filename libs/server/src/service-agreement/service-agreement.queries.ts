import type { listServiceAgreements, ServiceAgreement } from '@alliance/contracts/service-agreement.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { today } from '../platform/today.js';
import { agreementRows, agreementSummary, agreementView, type AgreementRow } from './service-agreement.row.js';

/** `$1` today; a partner is the other side of a direct one, or of an alliance that both belong to. */
const page = `select * from (${agreementRows}) s
  where (not $2::boolean or s.state in ('draft', 'offered') or least(s."validUntil", s."endedOn") >= $1::text)
    and ($3::uuid is null or (s.state in ('in_force', 'ended') and $1::text between s."validFrom" and least(s."validUntil", s."endedOn")
      and ($3 in (s."providerId", s."requesterId") or exists (select 1 from membership m where m.alliance_id = s."allianceId" and m.institution_id = $3
        and m.valid @> $1::date and m.suspended_at is null))))
    and ($4::text is null or $4 = any(s.kinds))
    and ($5::text is null or (not s.waits, coalesce(s."validUntil", '9999-12-31'), s.id) > ($5::boolean, $6::text, $7::uuid))
  order by not s.waits, coalesce(s."validUntil", '9999-12-31'), s.id limit $8`;

/** Agreements name hospitals and no patient. */
@Injectable()
export class ServiceAgreementQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, { current, withId, kind, limit, cursor }: InputOf<typeof listServiceAgreements>['query']) {
    const [waits, until, id] = readCursor(cursor, 3);
    const now = this.clock.now();
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<AgreementRow>(page, [
        ...[today(now), current ?? false, withId ?? null, kind ?? null],
        ...[waits ?? null, until ?? null, id ?? null, limit + 1],
      ]);
      return pageFrom(
        rows,
        limit,
        (row) => [String(!row.waits), row.validUntil ?? '9999-12-31', row.id],
        (row) => agreementSummary(row, now),
      );
    });
  }

  get(actor: Actor, id: string): Promise<ServiceAgreement> {
    return this.database.read(actor, async (tx) => agreementView(await this.row(tx, id), actor, this.clock.now()));
  }

  /** @throws Refusal access.not_found */
  async row(tx: Transaction, id: string): Promise<AgreementRow> {
    const [row] = await tx.rows<AgreementRow>(`${agreementRows} and s.id = $1`, [id]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }
}
