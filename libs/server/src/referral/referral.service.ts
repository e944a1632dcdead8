import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { decide } from '@alliance/domain/referral/referral.decide';
import { referralNumber } from '@alliance/domain/referral/referral-number';
import { mayAct, sideOf } from '@alliance/domain/referral/referral.policy';
import type { ReferralAsk } from '@alliance/domain/referral/referral.types';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { CriteriaPolicy } from './criteria.policy.js';
import { DraftStore, type DraftFields } from './draft.store.js';
import { PartiesPolicy } from './parties.policy.js';
import { ReferralQueries } from './referral.queries.js';
import { factsOf, type ReferralRow } from './referral.row.js';
import { ReferralStore } from './referral.store.js';
import { referralView } from './referral.view.js';
import { responseDue } from './referral.timers.js';

/** Commands on a referral. All actions of the machine go one way: load, decide, record, write. */
@Injectable()
export class ReferralService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: ReferralQueries,
    private readonly store: ReferralStore,
    private readonly drafts: DraftStore,
    private readonly parties: PartiesPolicy,
    private readonly criteria: CriteriaPolicy,
  ) {}

  act(actor: Actor, id: string, version: number, ask: ReferralAsk): Promise<ReferralView> {
    return this.command(actor, async (work) => {
      const row = await this.load(work, id, version);
      const sending = ask.action === 'submit' || ask.action === 'resubmit';
      const judged = sending ? await this.criteria.judge(work, row) : null;
      const change = decide(factsOf(row), sending ? { ...ask, judged } : ask, actor, work.now);
      const parties = sending ? await this.parties.check(work, row) : {};
      const eventId = this.record(work, row, row.version + 1, change.event.kind, { ...change.event.data, ...parties });
      if (judged) await this.criteria.pin(work, row, judged);
      const written = await this.store.change(work, actor, row, change, eventId);
      if (change.responseDueAt) work.timer({ kind: responseDue, subjectId: id, dueAt: change.responseDueAt });
      if (ask.action === 'submit') await work.rows('select relate_receiver($1)', [id]);
      return judged ? { ...written, judgement: judged.judgement, judged_facts: judged.facts } : written;
    });
  }

  draft(actor: Actor, id: string | undefined, fields: DraftFields): Promise<ReferralView> {
    return this.command(actor, async (work) => {
      const referralId = id ?? newId();
      await this.drafts.create(work, actor, referralId, referralNumber(randomBytes(8)));
      await this.drafts.save(work, actor, referralId, 1, fields);
      const row = await this.queries.row(work, referralId);
      await this.parties.check(work, row);
      await this.criteria.check(work, row);
      this.record(work, row, row.version, 'referral.drafted', {});
      return row;
    });
  }

  /** Saves what a doctor typed: a draft, or a returned referral on its way to a better one. */
  save(actor: Actor, id: string, version: number, fields: DraftFields): Promise<ReferralView> {
    return this.command(actor, async (work) => {
      const row = await this.load(work, id, version);
      const editing = row.state === 'draft' ? 'submit' : 'resubmit';
      if (sideOf(factsOf(row), actor.institutionId) !== 'sender') throw new Refusal('referral.not_your_action');
      if (row.state !== 'draft' && row.state !== 'returned')
        throw new Refusal('referral.wrong_state', { state: row.state, action: 'save' });
      if (!mayAct(actor, editing, factsOf(row))) throw new Refusal('referral.not_your_action');
      // another patient or hospital is another referral: this one has been seen by its receiver
      const moved = (fields.receiverId ?? row.receiver_id) !== row.receiver_id || (fields.patientId ?? row.patient_id) !== row.patient_id;
      if (row.state === 'returned' && moved) throw new Refusal('referral.receiver_invalid', { fields: ['receiverId', 'patientId'] });
      const replaced = row.patient_id !== null && fields.patientId !== undefined && fields.patientId !== row.patient_id;
      // what was found of one patient is nothing of another
      await this.drafts.save(work, actor, id, version, replaced ? { facts: null, criteriaReason: null, ...fields } : fields);
      work.subjectId = id;
      work.audit({ action: 'referral.save', objectKind: 'referral', objectIds: [id] });
      const saved = await this.queries.row(work, id);
      // a draft whose hospital left meanwhile still takes what its doctor writes; it is refused when it is sent
      if (fields.allianceId ?? fields.receiverId ?? fields.urgency) await this.parties.check(work, saved);
      if (fields.facts) await this.criteria.check(work, saved);
      return saved;
    });
  }

  private command(actor: Actor, change: (work: Work) => Promise<ReferralRow>): Promise<ReferralView> {
    return this.commands.run(actor, async (work) => referralView(await change(work), actor, work.now), {
      replay: (id) => this.queries.get(actor, id),
    });
  }

  private async load(work: Work, id: string, version: number): Promise<ReferralRow> {
    const row = await this.queries.row(work, id);
    if (row.version !== version) throw new Refusal('referral.stale', { version: row.version });
    return row;
  }

  /** One event for both hospitals, and the trace of who did it. A draft is nobody else's. */
  private record(work: Work, row: ReferralRow, version: number, kind: string, data: Readonly<Record<string, string | number>>): string {
    const told =
      row.receiver_id && (row.submitted_at || kind === 'referral.submitted') ? [row.sender_id, row.receiver_id] : [row.sender_id];
    work.subjectId = row.id;
    work.audit({ action: kind, objectKind: 'referral', objectIds: [row.id] });
    return work.event({
      kind,
      topic: 'referral',
      subjectId: row.id,
      version,
      data,
      recipients: told,
      concerns: [...new Set([row.owner_person, row.created_by_person])],
    });
  }
}
