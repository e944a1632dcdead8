import type { ResponseTimes, setResponseTimes } from '@alliance/contracts/judgement.contract';
import type { InputOf } from '@alliance/contracts/route';
import { defaultResponseMinutes } from '@alliance/domain/criteria/response-time';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database, type Transaction } from '../platform/db/database.js';

interface Row {
  minutes: ResponseTimes['minutes'] | null;
  version: number | null;
  leads: boolean;
  visible: boolean;
}
const statement = `
  select t.minutes, t.version, leads_alliance(a.id) as leads, sees_protocol(a.id, false) as visible
  from alliance a left join response_time t on t.alliance_id = a.id where a.id = $1`;

/** How long an answer may take, by how soon the patient has to be seen: a setting of the lead, seen by its members. */
@Injectable()
export class ResponseTimeService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
  ) {}

  /** @throws Refusal access.not_found */
  async get(actor: Actor, allianceId: string): Promise<ResponseTimes> {
    return timesOf(await this.database.read(actor, (tx) => this.row(tx, allianceId)));
  }

  /** Referrals on their way keep the deadline they have. @throws Refusal access.not_found, protocol.not_lead, record.stale */
  set(actor: Actor, allianceId: string, { version, minutes }: InputOf<typeof setResponseTimes>['body']): Promise<ResponseTimes> {
    return this.commands.run(
      actor,
      async (work) => {
        const row = await this.row(work, allianceId);
        if (!row.leads) throw new Refusal('protocol.not_lead');
        if (timesOf(row).version !== version) throw new Refusal('record.stale', { version: timesOf(row).version });
        await this.write(work, allianceId, version, minutes);
        work.subjectId = allianceId;
        work.audit({ action: 'protocol.response_times_set', objectKind: 'alliance', objectIds: [allianceId] });
        const recipients = await membersOf(work, allianceId);
        work.event({
          kind: 'protocol.response_times_set',
          topic: 'protocol',
          subjectId: allianceId,
          version: version + 1,
          data: minutes,
          recipients,
        });
        return { version: version + 1, minutes };
      },
      { replay: (id) => this.get(actor, id) },
    );
  }

  /** Of two who set it at once one writes. @throws Refusal record.stale */
  private async write(work: Work, allianceId: string, version: number, minutes: ResponseTimes['minutes']): Promise<void> {
    const written = await work.rows(
      `insert into response_time (alliance_id, minutes, version) values ($1, $2, $3 + 1)
       on conflict (alliance_id) do update set minutes = $2, version = $3 + 1 where response_time.version = $3 returning 1`,
      [allianceId, JSON.stringify(minutes), version],
    );
    if (!written.length) throw new Refusal('record.stale');
  }

  private async row(tx: Transaction, allianceId: string): Promise<Row> {
    const [row] = await tx.rows<Row>(statement, [allianceId]);
    if (!row?.visible) throw new Refusal('access.not_found');
    return row;
  }
}

/** Until somebody sets it, the defaults are version 1. */
const timesOf = ({ minutes, version }: Row): ResponseTimes => ({
  version: version ?? 1,
  minutes: { ...defaultResponseMinutes, ...minutes },
});

async function membersOf(work: Work, allianceId: string): Promise<string[]> {
  const members = await work.rows<{ id: string }>(
    `select institution_id as id from membership where alliance_id = $1 and valid @> local_today()
     union select lead_id from alliance where id = $1`,
    [allianceId],
  );
  return members.map(({ id }) => id);
}
