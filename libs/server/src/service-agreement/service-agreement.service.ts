import type { ServiceAgreement } from '@alliance/contracts/service-agreement.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import {
  agreementAfter,
  agreementExpires,
  agreementLacks,
  checkLastDay,
  expiryNoticeDays,
  isWithSelf,
  signersOf,
} from '@alliance/domain/service-agreement/service-agreement';
import type { AgreementAction } from '@alliance/domain/service-agreement/service-agreement.machine';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { ServiceAgreementQueries } from './service-agreement.queries.js';
import { tellAgreement } from './service-agreement.record.js';
import { agreementFacts, agreementView, type AgreementRow } from './service-agreement.row.js';
import { ServiceAgreementStore, type Written } from './service-agreement.store.js';

const day = 86_400_000;

/** Agreements are written, signed and ended by administrators of the hospitals that they bind. */
@Injectable()
export class ServiceAgreementService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: ServiceAgreementQueries,
    private readonly store: ServiceAgreementStore,
  ) {}

  /** @throws Refusal access.not_found, service_agreement.same_institution, service_agreement.cross_border, service_agreement.not_your_action */
  draft(actor: Actor, { id = newId(), ...written }: Written & { id?: string | undefined }): Promise<ServiceAgreement> {
    return this.commands.run(
      actor,
      async (work) => {
        await this.checkWritten(work, actor, written);
        await this.store.add(work, id, written);
        return this.done(work, actor, id, 'service_agreement.drafted', [actor.institutionId]);
      },
      { replay: (subject) => this.queries.get(actor, subject) },
    );
  }

  save(actor: Actor, id: string, version: number, written: Written): Promise<ServiceAgreement> {
    return this.change(actor, id, version, 'edit', async (work, row) => {
      await this.checkWritten(work, actor, written);
      await this.store.rewrite(work, row, written);
      return this.done(work, actor, id, 'service_agreement.written', [actor.institutionId]);
    });
  }

  /** @throws Refusal service_agreement.incomplete, service_agreement.cross_border */
  offer(actor: Actor, id: string, version: number): Promise<ServiceAgreement> {
    return this.change(actor, id, version, 'offer', (work, row) => this.sign(work, actor, row, 'offer'));
  }

  /** @throws Refusal service_agreement.incomplete, service_agreement.cross_border */
  countersign(actor: Actor, id: string, version: number): Promise<ServiceAgreement> {
    return this.change(actor, id, version, 'sign', (work, row) => this.sign(work, actor, row, 'sign'));
  }

  sendBack(actor: Actor, id: string, version: number, reason: string): Promise<ServiceAgreement> {
    return this.change(actor, id, version, 'sendBack', async (work, row) => {
      await this.store.unsign(work, id);
      await this.store.change(work, row, `state = 'draft', sent_back_reason = $4`, [reason]);
      return this.done(work, actor, id, 'service_agreement.sent_back', signersOf(agreementFacts(row)));
    });
  }

  /** @throws Refusal service_agreement.date_invalid */
  end(actor: Actor, id: string, version: number, lastDay: string, reason: string): Promise<ServiceAgreement> {
    return this.change(actor, id, version, 'end', async (work, row) => {
      checkLastDay(agreementFacts(row), lastDay, today(work.now));
      await this.store.change(work, row, `state = 'ended', ended_on = $4, ended_reason = $5, ended_by = current_institution()`, [
        lastDay,
        reason,
      ]);
      return this.done(work, actor, id, 'service_agreement.ended');
    });
  }

  private async sign(work: Work, actor: Actor, row: AgreementRow, action: 'offer' | 'sign'): Promise<ServiceAgreement> {
    const lacks = agreementLacks(row);
    if (lacks.length) throw new Refusal('service_agreement.incomplete', { fields: lacks });
    await this.store.checkParties(work, row);
    const to = agreementAfter(agreementFacts(row), action, actor);
    await this.store.sign(work, row.id);
    await this.store.change(
      work,
      row,
      `state = $4, sent_back_reason = null, in_force_at = case when $4 = 'in_force' then $3::timestamptz end`,
      [to],
    );
    if (to === 'offered') return this.done(work, actor, row.id, 'service_agreement.offered', signersOf(agreementFacts(row)));
    const noticeAt = new Date(Date.parse(`${row.validUntil ?? today(work.now)}T08:00:00+08:00`) - expiryNoticeDays * day);
    work.timer({ kind: agreementExpires, subjectId: row.id, dueAt: noticeAt > work.now ? noticeAt : work.now });
    return this.done(work, actor, row.id, 'service_agreement.came_in_force');
  }

  private async checkWritten(work: Work, actor: Actor, written: Written): Promise<void> {
    const direct = written.reach === 'direct';
    if (direct === (written.requesterId === null) || direct === (written.allianceId !== null))
      throw new Refusal('request.invalid', { fields: [direct ? 'requesterId' : 'allianceId'] });
    if (written.validFrom && written.validUntil && written.validUntil < written.validFrom)
      throw new Refusal('request.invalid', { fields: ['validUntil'] });
    if (isWithSelf({ ...written, leadId: null })) throw new Refusal('service_agreement.same_institution', { fields: ['requesterId'] });
    const leadId = await this.store.checkParties(work, written);
    if (!signersOf({ ...written, leadId }).includes(actor.institutionId)) throw new Refusal('service_agreement.not_your_action');
  }

  private change(
    actor: Actor,
    id: string,
    version: number,
    action: AgreementAction,
    apply: (work: Work, row: AgreementRow) => Promise<ServiceAgreement>,
  ): Promise<ServiceAgreement> {
    return this.commands.run(
      actor,
      async (work) => {
        const row = await this.queries.row(work, id);
        agreementAfter(agreementFacts(row), action, actor);
        if (row.version !== version) throw new Refusal('record.stale', { version: row.version });
        return apply(work, row);
      },
      { replay: (subject) => this.queries.get(actor, subject) },
    );
  }

  /** @param told institutions whose screens show it; without them everybody whom the agreement binds, and the office */
  private async done(work: Work, actor: Actor, id: string, kind: string, told?: readonly string[]): Promise<ServiceAgreement> {
    const row = await this.queries.row(work, id);
    tellAgreement(work, row, kind, told ?? (await this.store.audience(work, row.allianceId, signersOf(agreementFacts(row)))));
    work.subjectId = id;
    return agreementView(row, actor, work.now);
  }
}
