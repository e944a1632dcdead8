import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import { caseFacts } from '@alliance/domain/criteria/known-facts';
import { isAsked, type CriteriaVerdict } from '@alliance/domain/referral/criteria-verdict';
import { Injectable } from '@nestjs/common';
import { JudgementReader, type OwnJudgement } from '../judgement/judgement.reader.js';
import type { Work } from '../platform/command/work.js';
import type { ReferralRow } from './referral.row.js';

export interface PinnedJudgement extends OwnJudgement, CriteriaVerdict {
  readonly facts: GivenFacts;
}

const pin = `
  insert into referral_judgement (referral_id, alliance_id, sender_id, direction, level, facts, verdict, urgency, version_ids, judgement, judged_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid[], $10, $11)
  on conflict (referral_id) do update set alliance_id = excluded.alliance_id, direction = excluded.direction, level = excluded.level, facts = excluded.facts,
    verdict = excluded.verdict, urgency = excluded.urgency, version_ids = excluded.version_ids, judgement = excluded.judgement, judged_at = excluded.judged_at`;

/** What the criteria in force say about a referral, and what is kept of it. A transfer between equals has none. */
@Injectable()
export class CriteriaPolicy {
  constructor(private readonly judgements: JudgementReader) {}

  /** Judges with the draft's facts and what the portal knows of the patient. @returns null where nothing is in force */
  async judge(work: Work, row: ReferralRow): Promise<PinnedJudgement | null> {
    const { alliance_id: allianceId, direction } = row;
    if (!allianceId || !direction || direction === 'level') return null;
    const facts = caseFacts({ sex: row.patient_sex, birthDate: row.patient_birth_date }, row.facts);
    const own = await this.judgements.own(work, { allianceId, direction, facts, at: work.now });
    return own && { ...own, facts, verdict: own.judgement.verdict, asked: isAsked(own.judgement.findings) };
  }

  /** Keeps what was judged with the referral, whatever becomes of the protocol. */
  async pin(work: Work, row: ReferralRow, { judgement, facts, level }: PinnedJudgement): Promise<void> {
    const { verdict, urgency, protocolVersionIds } = judgement;
    await work.rows(pin, [
      ...[row.id, row.alliance_id, row.sender_id, row.direction, level, JSON.stringify(facts)],
      ...[verdict, urgency, protocolVersionIds, JSON.stringify(judgement), work.now],
    ]);
    work.audit({ action: 'referral.judged', objectKind: 'referral', objectIds: [row.id] });
  }

  /** Facts of another kind or in a unit of another quantity are refused while they are written, so that sending never stumbles over them. */
  async check(work: Work, { alliance_id: allianceId, facts }: ReferralRow): Promise<void> {
    if (allianceId && facts) await this.judgements.check(work, { allianceId, facts, at: work.now });
  }
}
