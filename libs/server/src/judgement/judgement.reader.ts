import type { JudgementView } from '@alliance/contracts/judgement.contract';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { Finding } from '@alliance/domain/criteria/finding.types';
import { judgeTogether } from '@alliance/domain/criteria/judge-together';
import type { CareLevel, CriterionDirection } from '@alliance/domain/criteria/rule.types';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';
import { findingView, judgementView, refuseMistakes } from './judgement.view.js';
import { StandingReader, type StandingProtocol } from './standing.reader.js';

export interface JudgeAsked {
  readonly allianceId: string;
  readonly direction: CriterionDirection;
  readonly facts: GivenFacts;
  readonly at: Date;
}
export interface OwnJudgement {
  readonly judgement: JudgementView;
  /** Where my institution stands: criteria of other levels were left out. */
  readonly level: CareLevel | null;
  /** Minutes in which the alliance wants an answer; null where no criterion is met. */
  readonly respondWithinMinutes: number | null;
}

/** What the protocols of an alliance say about a patient of my institution. */
@Injectable()
export class JudgementReader {
  constructor(private readonly standing: StandingReader) {}

  /** @returns null where no protocol is in force */
  async own(tx: Transaction, { allianceId, direction, facts, at }: JudgeAsked): Promise<OwnJudgement | null> {
    const { protocols, level, responseMinutes } = await this.standing.within(tx, allianceId, at);
    if (!protocols.length) return null;
    const joint = judgeTogether(
      protocols.map(({ set }) => set),
      facts,
      { direction, at, level },
    );
    return {
      judgement: judgementView(protocols, joint, at),
      level,
      respondWithinMinutes: joint.urgency && responseMinutes[joint.urgency],
    };
  }

  /**
   * Whether facts can be used at all, before they are kept. One that no protocol knows harms nobody and is named when it is judged.
   * @throws Refusal criteria.fact_invalid, criteria.unit_unconvertible
   */
  async check(tx: Transaction, asked: Omit<JudgeAsked, 'direction'>): Promise<void> {
    const own = await this.own(tx, { ...asked, direction: 'up' });
    if (own) refuseMistakes(own.judgement.doubted as never, ['value_invalid', 'unit_unconvertible']);
  }

  /** Findings as the wire and a row keep them: each with its criterion, so that it can be read when the protocol is long another one. */
  kept(protocol: StandingProtocol, findings: readonly Finding[]): JudgementView['findings'] {
    return findings.flatMap((finding) => findingView(protocol, finding));
  }
}
