import type { DownVerdict } from '@alliance/contracts/down-candidate.contract';
import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import type { Verdict } from '@alliance/domain/criteria/rule.types';
import { judgeDown, metSinceOf } from '@alliance/domain/down-transfer/candidate';
import { factsInCare } from '@alliance/domain/down-transfer/care-facts';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { JudgementReader } from '../judgement/judgement.reader.js';
import { StandingReader, type Standing } from '../judgement/standing.reader.js';
import type { Transaction } from '../platform/db/database.js';
import { recordOf, type InCareRow } from './candidate.row.js';

/** What is kept of a judgement. */
export interface JudgedCandidate {
  readonly verdict: Verdict | null;
  readonly metSince: Date | null;
  readonly findings: DownVerdict['findings'];
  readonly against: DownVerdict['against'];
  readonly missing: readonly string[];
  readonly versionIds: readonly string[];
  /** Of all of it but the moment. */
  readonly digest: string;
}
/** The protocols of an alliance ready to judge patients in care of one hospital. */
export interface Ready {
  readonly standing: Standing;
  readonly definitions: ReadonlyMap<string, FactDefinition>;
}

const strongest: readonly Verdict[] = ['met', 'unknown', 'not_met'];

/** Holds what is known of patients in care against the criteria in force at the hospital in care. */
@Injectable()
export class CandidateJudge {
  constructor(
    private readonly standing: StandingReader,
    private readonly judgements: JudgementReader,
  ) {}

  /** Once for each alliance: what it says is compiled and kept. */
  async ready(tx: Transaction, allianceId: string, at: Date): Promise<Ready> {
    const standing = await this.standing.within(tx, allianceId, at);
    const all = standing.protocols.flatMap(({ content }) => content.facts);
    return { standing, definitions: new Map(all.toReversed().map((definition) => [definition.key, definition])) };
  }

  /** @param ready null where the patient came without an alliance: then nothing is said */
  judge(row: InCareRow, ready: Ready | null, at: Date): JudgedCandidate {
    const protocols = ready?.standing.protocols ?? [];
    if (!ready || !protocols.length) return nothing;
    const { facts } = factsInCare(recordOf(row), ready.definitions, at);
    const sets = protocols.map(({ set }) => set);
    const { joint, against, missing } = judgeDown(sets, facts, { at, level: ready.standing.level });
    const { verdict, judgements } = joint;
    const findings = protocols.flatMap((protocol, i) => this.judgements.kept(protocol, judgements[i]?.findings ?? []));
    return digested({
      verdict,
      metSince: metSinceOf({ verdict: row.verdict, metSince: row.met_since && new Date(row.met_since) }, verdict, at),
      findings: strongest.flatMap((said) => findings.filter((finding) => finding.verdict === said)),
      against: protocols.flatMap((protocol, i) => this.judgements.kept(protocol, against[i] ?? [])),
      missing,
      versionIds: protocols.map(({ versionId }) => versionId),
    });
  }
}

function digested(said: Omit<JudgedCandidate, 'digest'>): JudgedCandidate {
  const { metSince: _since, ...told } = said;
  return { ...said, digest: createHash('sha256').update(JSON.stringify(told)).digest('base64url') };
}
const nothing = digested({ verdict: null, metSince: null, findings: [], against: [], missing: [], versionIds: [] });
