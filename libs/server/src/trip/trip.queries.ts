import type { TripView } from '@alliance/contracts/trip.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { mayActivateTeam, mayIssueLink, mayRevokeLink } from '@alliance/domain/trip/trip-link';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import {
  journeyOf,
  journeyRow,
  reportView,
  rungView,
  type ActivationRow,
  type JourneyRow,
  type LinkRow,
  type ReportRow,
  type RungRow,
} from './trip.row.js';

const link = `
  select t.id, t.issued_at, p.name as issued_by, t.expires_at
  from trip t join appointment a on a.id = t.issued_by join person p on p.id = a.person_id
  where t.referral_id = $1 and t.revoked_at is null and t.expires_at > $2`;
const reports = `
  select id, kind, measured_at, received_at, recorded_late, vital_signs, observations, news2, deteriorating, estimated_arrival_at, problem
  from trip_report where referral_id = $1 order by measured_at, id`;
const activations = `
  select t.team, t.activated_at, p.name as by, t.told
  from team_activation t join appointment a on a.id = t.activated_by join person p on p.id = a.person_id
  where t.referral_id = $1 order by t.activated_at, t.team`;

/** The journey of a patient, for both hospitals. */
@Injectable()
export class TripQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal referral.not_found */
  async journey(tx: Transaction, referralId: string): Promise<JourneyRow> {
    const [row] = await tx.rows<JourneyRow>(journeyRow, [referralId]);
    if (!row) throw new Refusal('referral.not_found');
    return row;
  }

  get(actor: Actor, referralId: string): Promise<TripView> {
    return this.database.write(actor, async (tx) => {
      const view = await this.view(tx, actor, referralId);
      await this.audit.seen(tx, actor, { action: 'trip.read', objectKind: 'referral', objectIds: [referralId] });
      return view;
    });
  }

  async view(tx: Transaction, actor: Actor, referralId: string): Promise<TripView> {
    const journey = await this.journey(tx, referralId);
    const [open] = await tx.rows<LinkRow>(link, [referralId, this.clock.now()]);
    const said = (await tx.rows<ReportRow>(reports, [referralId])).map(reportView);
    const teams = await tx.rows<ActivationRow>(activations, [referralId]);
    const rung = await tx.rows<RungRow>('select * from rung_for($1)', [referralId]);
    const expected = journey.state === 'in_transit' ? journey.next_action_at : null;
    return {
      link: open
        ? { id: open.id, issuedAt: open.issued_at.toISOString(), issuedBy: open.issued_by, expiresAt: open.expires_at.toISOString() }
        : null,
      departedAt: journey.departed_at && journey.departed_at.toISOString(),
      estimatedArrivalAt: expected
        ? expected.toISOString()
        : (said.findLast((report) => report.estimatedArrivalAt)?.estimatedArrivalAt ?? null),
      reports: said,
      teams: teams.map(({ team, activated_at, by, told }) => ({ team, at: activated_at.toISOString(), by, told })),
      rung: rung.map(rungView),
      may: {
        issue: mayIssueLink(actor, journeyOf(journey)),
        revoke: open !== undefined && mayRevokeLink(actor, journeyOf(journey)),
        activate: mayActivateTeam(actor, journeyOf(journey)),
      },
    };
  }
}
