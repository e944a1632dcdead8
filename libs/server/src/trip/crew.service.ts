import type { CrewView, reportFromTrip } from '@alliance/contracts/trip.contract';
import type { InputOf, ReplyOf } from '@alliance/contracts/route';
import { Refusal } from '@alliance/domain/refusal';
import { overdueSeconds, overdueTimer } from '@alliance/domain/trip/trip-link';
import { canBeArrival, isLate, measuredAt } from '@alliance/domain/trip/trip-report';
import { ringsAgain, warningOf, type Warning } from '@alliance/domain/trip/warning';
import { Injectable } from '@nestjs/common';
import { OnDutyReader } from '../on-call/on-duty.reader.js';
import { AddressLimit } from '../platform/auth/address-limit.js';
import { tokenHash } from '../platform/auth/session.reader.js';
import { Clock } from '../platform/clock.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database } from '../platform/db/database.js';
import { crewView, happened, type BehindRow } from './crew.view.js';
import { bothSides } from './trip.row.js';

type Report = InputOf<typeof reportFromTrip>['body'];
type Kept = ReplyOf<typeof reportFromTrip>;
interface Added {
  outcome: 'added' | 'known' | 'too_many';
  version: number;
  moved: boolean;
}
const calm: Warning = { news2: null, deteriorating: false };

/**
 * What a crew does by its link: it acts as the hospital that gave it out, without a person. What it reads and writes of the journey goes
 * through functions of the database that ask for the link themselves.
 */
@Injectable()
export class CrewService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly limit: AddressLimit,
    private readonly duty: OnDutyReader,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal link.invalid, request.too_many */
  look(token: string, address: string): Promise<CrewView> {
    return this.behind(token, address, (link) =>
      this.commands.run({ institutionId: link.sender_id }, async (work) => {
        work.audit({ action: 'trip.look', objectKind: 'referral', objectIds: [link.referral_id] });
        const from = await this.duty.whoIsOnDuty(
          work,
          { institutionId: link.sender_id, departmentId: link.sender_department_id },
          work.now,
        );
        const to =
          link.receiver_id === null
            ? null
            : await this.duty.whoIsOnDuty(work, { institutionId: link.receiver_id, departmentId: link.receiver_department_id }, work.now);
        return crewView(link, from, to);
      }),
    );
  }

  /** @throws Refusal link.invalid, request.too_many; request.invalid for an arrival that cannot be */
  report({ token, ...report }: Report, address: string): Promise<Kept> {
    return this.behind(token, address, (link) =>
      this.commands.run({ institutionId: link.sender_id }, (work) => this.keep(work, token, link, report)),
    );
  }

  private async keep(work: Work, token: string, link: BehindRow, report: Omit<Report, 'token'>): Promise<Kept> {
    const measured = measuredAt(new Date(report.measuredAt), work.now);
    const late = isLate(measured, work.now);
    if (report.estimatedArrivalAt && !canBeArrival(new Date(report.estimatedArrivalAt), work.now)) throw new Refusal('request.invalid');
    const warning = report.vitalSigns ? warningOf(report.vitalSigns, link.age) : calm;
    const rings = report.problem === 'deteriorated' || (warning.deteriorating && (await this.rings(work, link, warning, measured)));
    const [added] = await work.rows<Added>(
      'select * from trip_report_add($1, $2, $3, $4, $5, $6, $7::jsonb, $8::text[], $9, $10, $11, $12)',
      [
        tokenHash(token),
        work.now,
        report.id,
        report.kind,
        measured,
        late,
        report.vitalSigns ? JSON.stringify(report.vitalSigns) : null,
        `{${report.observations.join(',')}}`,
        warning.news2,
        warning.deteriorating,
        report.estimatedArrivalAt ?? null,
        report.problem ?? null,
      ],
    );
    if (!added) throw new Refusal('link.invalid');
    if (added.outcome === 'too_many') throw new Refusal('request.too_many', { seconds: 60 });
    if (added.outcome === 'known') return this.keptBefore(work, report.id);
    if (added.moved && report.estimatedArrivalAt)
      work.timer({
        kind: overdueTimer,
        subjectId: link.referral_id,
        dueAt: new Date(new Date(report.estimatedArrivalAt).getTime() + overdueSeconds * 1000),
      });
    const { kind, data } = happened(report, link, { ...warning, rings, late });
    work.audit({ action: kind, objectKind: 'referral', objectIds: [link.referral_id] });
    work.event({ kind, topic: 'referral', subjectId: link.referral_id, version: added.version, data, recipients: bothSides(link) });
    return { receivedAt: work.now.toISOString(), recordedLate: late };
  }

  /** What was measured before the newest ones rings nobody. */
  private async rings(work: Work, link: BehindRow, warning: Warning, measured: Date): Promise<boolean> {
    const [row] = await work.rows<{ newer: boolean; at: Date | null; news2: number | null }>(
      `select exists (select 1 from trip_report where referral_id = $1 and kind = 'vital_signs' and measured_at > $2) as newer, last.received_at as at, last.news2
       from (select 1) one left join lateral (select received_at, news2 from trip_report
         where referral_id = $1 and (deteriorating or problem = 'deteriorated') order by received_at desc limit 1) last on true`,
      [link.referral_id, measured],
    );
    return !row?.newer && ringsAgain(warning, row?.at ? { at: row.at, news2: row.news2 } : null, work.now);
  }

  private async keptBefore(work: Work, id: string): Promise<Kept> {
    const [row] = await work.rows<{ received_at: Date; recorded_late: boolean }>(
      'select received_at, recorded_late from trip_report where id = $1',
      [id],
    );
    if (!row) throw new Refusal('link.invalid');
    return { receivedAt: row.received_at.toISOString(), recordedLate: row.recorded_late };
  }

  /** Unknown, expired, revoked and replaced links are refused alike, and guessing is counted. */
  private behind<T>(token: string, address: string, then: (link: BehindRow) => Promise<T>): Promise<T> {
    return this.limit.guard(address, async () => {
      await this.limit.ask(address);
      const [link] = await this.database.anonymous<BehindRow>('select * from trip_behind($1, $2)', [tokenHash(token), this.clock.now()]);
      if (!link) throw new Refusal('link.invalid');
      return then(link);
    });
  }
}
