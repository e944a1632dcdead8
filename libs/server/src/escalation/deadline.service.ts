import type { AllianceDeadlines, setDeadlines } from '@alliance/contracts/escalation.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { holidayYears } from '@alliance/domain/calendar/holiday.data';
import { agreedSteps, defaultMinutes, inWorkingTime, limitMinutes, type DeadlineSettings } from '@alliance/domain/referral/deadline';
import { urgencies } from '@alliance/domain/referral/referral.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database, type Transaction } from '../platform/db/database.js';

interface Row {
  minutes: DeadlineSettings | null;
  version: number | null;
  leads: boolean;
  visible: boolean;
}
const statement = `
  select d.minutes, d.version, leads_alliance(a.id) as leads, sees_protocol(a.id, false) as visible
  from alliance a left join deadline_setting d on d.alliance_id = a.id where a.id = $1`;

/** Of two who agree on something at once one writes. */
const write = `
  insert into deadline_setting (alliance_id, minutes, version) values ($1, $2, $3 + 1)
  on conflict (alliance_id) do update set minutes = $2, version = $3 + 1 where deadline_setting.version = $3 returning 1`;

/** Until when each step is due: agreed on by an alliance, set by its lead, seen by its members (RF-10). */
@Injectable()
export class DeadlineService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
  ) {}

  /** @throws Refusal access.not_found */
  async get(actor: Actor, allianceId: string): Promise<AllianceDeadlines> {
    return viewOf(await this.database.read(actor, (tx) => this.row(tx, allianceId)), actor);
  }

  /** @throws Refusal access.not_found, access.denied for anybody but the lead, record.stale */
  set(actor: Actor, allianceId: string, { version, minutes }: InputOf<typeof setDeadlines>['body']): Promise<AllianceDeadlines> {
    return this.commands.run(
      actor,
      async (work) => {
        const row = await this.row(work, allianceId);
        if (!row.leads) throw new Refusal('access.denied');
        const written = (row.version ?? 1) === version && (await work.rows(write, [allianceId, JSON.stringify(minutes), version]));
        if (!written || !written.length) throw new Refusal('record.stale', { version: row.version ?? 1 });
        await this.record(work, allianceId, version + 1);
        return viewOf({ ...row, minutes, version: version + 1 }, actor);
      },
      { replay: (id) => this.get(actor, id) },
    );
  }

  private async record(work: Work, allianceId: string, version: number): Promise<void> {
    const members = await work.rows<{ id: string }>(
      `select institution_id as id from membership where alliance_id = $1 and valid @> local_today() union select lead_id from alliance where id = $1`,
      [allianceId],
    );
    work.subjectId = allianceId;
    work.audit({ action: 'alliance.deadlines_set', objectKind: 'alliance', objectIds: [allianceId] });
    const recipients = members.map(({ id }) => id);
    work.event({ kind: 'alliance.deadlines_set', topic: 'alliance', subjectId: allianceId, version, recipients });
  }

  private async row(tx: Transaction, allianceId: string): Promise<Row> {
    const [row] = await tx.rows<Row>(statement, [allianceId]);
    if (!row?.visible) throw new Refusal('access.not_found');
    return row;
  }
}

/** Until somebody agrees on one, the defaults are version 1. */
function viewOf({ minutes, version, leads }: Row, actor: Actor): AllianceDeadlines {
  const settings = minutes ?? {};
  return {
    version: version ?? 1,
    manages: leads && may(actor, 'deadline.manage'),
    limits: agreedSteps.flatMap((step) =>
      urgencies.map((urgency) => ({
        step,
        urgency,
        minutes: limitMinutes(step, urgency, settings),
        usual: defaultMinutes[step][urgency],
        agreed: settings[step]?.[urgency] !== undefined,
        workingTime: inWorkingTime(step, urgency),
      })),
    ),
    holidayYears: holidayYears.map(({ year, notice }) => ({ year, notice })),
  };
}
