import type { TripView } from '@alliance/contracts/trip.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { specialtiesOf, type Team } from '@alliance/domain/trip/team';
import { linkHours, mayActivateTeam, mayIssueLink, mayRevokeLink, mayTravel, type Journey } from '@alliance/domain/trip/trip-link';
import { Injectable } from '@nestjs/common';
import { newToken } from '../platform/auth/session.opener.js';
import { tokenHash } from '../platform/auth/session.reader.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { TripQueries } from './trip.queries.js';
import { bothSides, journeyOf, type JourneyRow } from './trip.row.js';

interface OnDutyRow {
  person_id: string;
  person: string;
  phone: string;
  department_zh: string | null;
  department_en: string | null;
}

/** Departments of the team, the one that receives, and the duty office. */
const onDuty = `
  select s.person_id, p.name as person, s.phone, d.name_zh as department_zh, d.name_en as department_en
  from on_call_shift s join person p on p.id = s.person_id left join department d on d.id = s.department_id
  where s.institution_id = $1 and s.cancelled_at is null and s.starts_at <= $2 and s.ends_at > $2
    and (s.department_id is null or s.department_id = $3 or d.specialties && $4::text[])
  order by s.department_id is null, d.name_zh, s.starts_at, p.name`;

/** What both hospitals do about a patient on the way: the crew's link on one side, the teams that wait on the other. */
@Injectable()
export class TripService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: TripQueries,
  ) {}

  /** A repeated request makes a new link: the token of the first is nowhere to be read again. */
  issue(actor: Actor, referralId: string): Promise<{ token: string; trip: TripView }> {
    const token = newToken();
    return this.commands.run(actor, async (work) => {
      const journey = await this.load(work, referralId, (of) => mayIssueLink(actor, of), mayTravel);
      // two who issue at once do so one after the other
      await work.rows('select 1 from referral where id = $1 for update', [referralId]);
      await work.rows('update trip set revoked_at = $2 where referral_id = $1 and revoked_at is null', [referralId, work.now]);
      const expiresAt = new Date(work.now.getTime() + linkHours * 3_600_000);
      await work.rows(
        'insert into trip (id, referral_id, institution_id, issued_by, token_hash, issued_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)',
        [newId(), referralId, actor.institutionId, actor.appointmentId, tokenHash(token), work.now, expiresAt],
      );
      this.record(work, journey, 'referral.trip_link_issued', { expiresAt: expiresAt.toISOString() });
      return { token, trip: await this.queries.view(work, actor, referralId) };
    });
  }

  revoke(actor: Actor, referralId: string): Promise<TripView> {
    return this.commands.run(actor, async (work) => {
      const journey = await this.load(work, referralId, (of) => mayRevokeLink(actor, of));
      const revoked = await work.rows('update trip set revoked_at = $2 where referral_id = $1 and revoked_at is null returning id', [
        referralId,
        work.now,
      ]);
      if (revoked.length) this.record(work, journey, 'referral.trip_link_revoked');
      return this.queries.view(work, actor, referralId);
    });
  }

  /** Tells whoever is on duty in the team's departments now; a team that was called stays called. */
  activate(actor: Actor, referralId: string, team: Team): Promise<TripView> {
    return this.commands.run(actor, async (work) => {
      const journey = await this.load(work, referralId, (of) => mayActivateTeam(actor, of), mayTravel);
      const there = await work.rows<OnDutyRow>(onDuty, [
        actor.institutionId,
        work.now,
        journey.receiver_department_id,
        `{${specialtiesOf[team].join(',')}}`,
      ]);
      const told = there.map(({ person, phone, department_zh: zh, department_en: en }) => ({
        person,
        phone,
        department: zh === null ? null : { zh, ...(en && { en }) },
      }));
      const called = await work.rows(
        `insert into team_activation (id, referral_id, institution_id, team, activated_by, activated_at, told)
         values ($1, $2, $3, $4, $5, $6, $7::jsonb) on conflict (referral_id, institution_id, team) do nothing returning id`,
        [newId(), referralId, actor.institutionId, team, actor.appointmentId, work.now, JSON.stringify(told)],
      );
      if (called.length)
        this.record(
          work,
          journey,
          'referral.team_activated',
          { team, people: told.length, urgency: 'immediate' },
          there.map((each) => each.person_id),
        );
      return this.queries.view(work, actor, referralId);
    });
  }

  /** @throws Refusal referral.not_found, wrong_state, not_your_action */
  private async load(
    work: Work,
    referralId: string,
    may: (journey: Journey) => boolean,
    standsRight: (journey: Journey) => boolean = () => true,
  ): Promise<JourneyRow> {
    const row = await this.queries.journey(work, referralId);
    const journey = journeyOf(row);
    if (!standsRight(journey)) throw new Refusal('referral.wrong_state', { state: journey.state });
    if (!may(journey)) throw new Refusal('referral.not_your_action', { role: work.actor.role ?? 'none' });
    return row;
  }

  private record(
    work: Work,
    journey: JourneyRow,
    kind: string,
    data: Readonly<Record<string, string | number>> = {},
    concerns: string[] = [],
  ): void {
    work.audit({ action: kind, objectKind: 'referral', objectIds: [journey.id] });
    work.event({
      kind,
      topic: 'referral',
      subjectId: journey.id,
      version: journey.version,
      data,
      recipients: bothSides(journey),
      concerns,
    });
  }
}
