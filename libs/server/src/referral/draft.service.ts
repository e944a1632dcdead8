import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { completeLate, recordConsent, recordInsurance } from '@alliance/contracts/referral-late.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { consentHolds } from '@alliance/domain/referral/completion';
import { after } from '@alliance/domain/referral/deadline';
import { consentForm, lateEntryHours } from '@alliance/domain/referral/hand-over';
import { finalStates } from '@alliance/domain/referral/referral.machine';
import { referralNumber } from '@alliance/domain/referral/referral-number';
import { mayAct, sideOf } from '@alliance/domain/referral/referral.policy';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { CriteriaPolicy } from './criteria.policy.js';
import { DraftStore, type DraftFields } from './draft.store.js';
import { PartiesPolicy } from './parties.policy.js';
import { ReferralQueries } from './referral.queries.js';
import { partiesOf, record } from './referral.record.js';
import { factsOf, standpointOf, type ReferralRow } from './referral.row.js';
import { referralView } from './referral.view.js';

/** What is written on a referral: while it is a draft, while it is improved, and what follows a rescue. */
@Injectable()
export class DraftService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: ReferralQueries,
    private readonly drafts: DraftStore,
    private readonly parties: PartiesPolicy,
    private readonly criteria: CriteriaPolicy,
  ) {}

  draft(actor: Actor, id: string | undefined, fields: DraftFields): Promise<ReferralView> {
    return this.command(actor, async (work) => {
      const referralId = id ?? newId();
      await this.drafts.create(work, actor, referralId, referralNumber(randomBytes(8)));
      await this.drafts.save(work, actor, referralId, 1, fields);
      const row = await this.queries.row(work, referralId);
      await this.parties.check(work, row);
      await this.criteria.check(work, row);
      record(work, row, row.version, 'referral.drafted', {}, [row.sender_id]);
      return row;
    });
  }

  /** Saves what a doctor typed: a draft, or a returned referral on its way to a better one. */
  save(actor: Actor, id: string, version: number, fields: DraftFields): Promise<ReferralView> {
    return this.command(actor, async (work) => {
      const row = await this.queries.load(work, id, version);
      const facts = factsOf(row);
      const editing = row.state === 'draft' ? 'submit' : 'resubmit';
      if (sideOf(facts, actor.institutionId) !== 'sender') throw new Refusal('referral.not_your_action');
      if (row.state !== 'draft' && row.state !== 'returned')
        throw new Refusal('referral.wrong_state', { state: row.state, action: 'save' });
      if (!mayAct(actor, editing, facts, standpointOf(row, work.now))) throw new Refusal('referral.not_your_action');
      // another patient or hospital is another referral: this one has been seen by its receiver
      const moved =
        (fields.receiverId ?? row.receiver_id) !== row.receiver_id ||
        (fields.patientId ?? row.patient_id) !== row.patient_id ||
        fields.outside;
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

  /** Fills gaps of a case that left at once; what is there stays. @throws Refusal referral.already_filled */
  completeLate(actor: Actor, id: string, { version, ...fields }: InputOf<typeof completeLate>['body']): Promise<ReferralView> {
    return this.command(actor, async (work) => {
      const row = await this.beside(work, actor, id, version);
      const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
      const filled = given.filter(([name]) => present(row, name)).map(([name]) => name);
      if (filled.length) throw new Refusal('referral.already_filled', { fields: filled });
      if (!given.length) throw new Refusal('referral.nothing_to_correct');
      await this.drafts.save(work, actor, id, version, Object.fromEntries(given) as DraftFields);
      const late = row.submitted_at !== null && after(row.submitted_at, lateEntryHours * 3600) < work.now;
      const entry = { at: work.now.toISOString(), afterSixHours: late };
      await work.rows('update referral set late_entries = late_entries || $2::jsonb where id = $1', [
        id,
        JSON.stringify(Object.fromEntries(given.map(([name]) => [name, entry]))),
      ]);
      record(work, row, version + 1, 'referral.completed_late', { entries: given.length, afterSixHours: late ? 1 : 0 }, partiesOf(row));
      return this.queries.row(work, id);
    });
  }

  recordConsent(actor: Actor, id: string, { version, ...consent }: InputOf<typeof recordConsent>['body']): Promise<ReferralView> {
    return this.command(actor, async (work) => {
      const row = await this.beside(work, actor, id, version);
      const given = { ...factsOf(row), consentGiver: consent.consentGiver };
      if (!consentHolds(given, today(work.now))) throw new Refusal('referral.incomplete', { fields: ['consentGiver'] });
      await this.drafts.save(work, actor, id, version, consent);
      record(
        work,
        row,
        version + 1,
        'referral.consent_recorded',
        { giver: consent.consentGiver, scope: consent.consentScope, form: consentForm },
        partiesOf(row),
      );
      return this.queries.row(work, id);
    });
  }

  recordInsurance(
    actor: Actor,
    id: string,
    { version, place, filing, number }: InputOf<typeof recordInsurance>['body'],
  ): Promise<ReferralView> {
    return this.command(actor, async (work) => {
      const row = await this.beside(work, actor, id, version);
      await this.drafts.save(work, actor, id, version, { insurancePlace: place, insuranceFiling: filing, insuranceNumber: number });
      record(work, row, version + 1, 'referral.insurance_recorded', { filing }, partiesOf(row));
      return this.queries.row(work, id);
    });
  }

  /** A referral of one's own house that is on its way. @throws Refusal referral.not_found, stale, not_your_action, wrong_state */
  private async beside(work: Work, actor: Actor, id: string, version: number): Promise<ReferralRow> {
    const row = await this.queries.load(work, id, version);
    if (row.sender_id !== actor.institutionId || (actor.role !== 'doctor' && actor.role !== 'coordinator'))
      throw new Refusal('referral.not_your_action');
    if (row.state === 'draft' || (finalStates as readonly string[]).includes(row.state))
      throw new Refusal('referral.wrong_state', { state: row.state, action: 'completeLate' });
    return row;
  }

  private command(actor: Actor, change: (work: Work) => Promise<ReferralRow>): Promise<ReferralView> {
    return this.commands.run(actor, async (work) => referralView(await change(work), actor, work.now), {
      replay: (id) => this.queries.get(actor, id),
    });
  }
}

const present = (row: ReferralRow, field: string): boolean =>
  ({
    senderDepartmentId: row.sender_department?.id,
    diagnosisText: row.diagnosis_text,
    diagnosisCode: row.diagnosis_code,
    summary: row.summary,
    reviewer: row.reviewer,
    consentName: row.consent_name,
    transport: row.transport,
  })[field] != null;
