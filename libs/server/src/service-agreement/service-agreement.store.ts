import type { draftServiceAgreement } from '@alliance/contracts/service-agreement.contract';
import type { InputOf } from '@alliance/contracts/route';
import { isCrossBorder } from '@alliance/domain/service-agreement/service-agreement';
import { agreementClauses } from '@alliance/domain/service-agreement/service-agreement.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import type { AgreementRow } from './service-agreement.row.js';

export type Written = Omit<InputOf<typeof draftServiceAgreement>['body'], 'id'>;

const columns = [
  ...['number', 'title', 'reach', 'provider_id', 'requester_id', 'alliance_id', 'kinds', 'valid_from', 'valid_until', ...agreementClauses],
  ...[
    'fees',
    'payer',
    'answer_within_hours',
    'plan_within_hours',
    'finish_within_working_days',
    'urgent_within_hours',
    'feedback_within_days',
  ],
];
const valuesOf = (written: Written): unknown[] => [
  ...[written.number, written.title, written.reach, written.providerId, written.requesterId, written.allianceId],
  ...[written.kinds, written.validFrom, written.validUntil, ...agreementClauses.map((clause) => written[clause])],
  ...[JSON.stringify(written.fees), written.payer, written.answerWithinHours, written.planWithinHours],
  ...[written.finishWithinWorkingDays, written.urgentWithinHours, written.feedbackWithinDays],
];
const places = (from: number): string[] => columns.map((_, n) => `$${n + from}`);

const insert = `
  insert into service_agreement (${columns.join(', ')}, id, state, drafted_by, created_at, updated_at)
  values (${places(4).join(', ')}, $1, 'draft', $2, $3, $3)`;
const rewrite = `
  update service_agreement set ${columns.map((column, n) => `${column} = $${n + 4}`).join(', ')}, version = version + 1, updated_at = $3
  where id = $1 and version = $2 returning version`;

/** Everybody whose screens show it: who signs, the members of its alliance, the offices. */
const audience = `
  select institution_id as id from membership where alliance_id = $1 and valid @> local_today()
  union select id from institution where type = 'management_office' union select unnest($2::uuid[])`;

@Injectable()
export class ServiceAgreementStore {
  async add(work: Work, id: string, written: Written): Promise<void> {
    await work.rows(insert, [id, work.actor.institutionId, work.now, ...valuesOf(written)]);
  }

  /** @throws Refusal record.stale */
  async rewrite(work: Work, { id, version }: AgreementRow, written: Written): Promise<void> {
    const changed = await work.rows(rewrite, [id, version, work.now, ...valuesOf(written)]);
    if (!changed.length) throw new Refusal('record.stale', { version });
  }

  /** @throws Refusal record.stale when somebody else was first */
  async change(work: Work, { id, version }: AgreementRow, set: string, values: readonly unknown[] = []): Promise<void> {
    const changed = await work.rows(
      `update service_agreement set ${set}, version = version + 1, updated_at = $3 where id = $1 and version = $2 returning 1`,
      [id, version, work.now, ...values],
    );
    if (!changed.length) throw new Refusal('record.stale', { version });
  }

  async sign(work: Work, id: string): Promise<void> {
    await work.rows(
      `insert into service_agreement_signature (id, agreement_id, institution_id, person_id, signed_at)
       values ($1, $2, current_institution(), current_person(), $3)`,
      [newId(), id, work.now],
    );
  }

  /** The wording goes back: signatures given so far no longer count. */
  async unsign(work: Work, id: string): Promise<void> {
    await work.rows('update service_agreement_signature set void_at = $2 where agreement_id = $1 and void_at is null', [id, work.now]);
  }

  /**
   * The hospitals and the alliance that a wording names.
   * @throws Refusal access.not_found, service_agreement.cross_border
   */
  async checkParties(work: Work, { providerId, requesterId, allianceId }: Pick<Written, 'providerId' | 'requesterId' | 'allianceId'>) {
    const wanted = [providerId, ...(requesterId ? [requesterId] : [])];
    const known = await work.rows<{ province: string | null; flags: string[] }>(
      `select province, flags from institution where id = any($1::uuid[]) and type <> 'management_office'`,
      [wanted],
    );
    if (known.length !== new Set(wanted).size) throw new Refusal('access.not_found', { fields: ['providerId', 'requesterId'] });
    if (known.some(isCrossBorder)) throw new Refusal('service_agreement.cross_border', { fields: ['providerId', 'requesterId'] });
    if (!allianceId) return null;
    const [alliance] = await work.rows<{ lead_id: string }>('select lead_id from alliance where id = $1', [allianceId]);
    if (!alliance) throw new Refusal('access.not_found', { fields: ['allianceId'] });
    return alliance.lead_id;
  }

  async audience(work: Work, allianceId: string | null, signers: readonly string[]): Promise<string[]> {
    const rows = await work.rows<{ id: string }>(audience, [allianceId, signers]);
    return rows.map(({ id }) => id);
  }
}
