import type { ReplayRun, listReplayCases } from '@alliance/contracts/replay.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import type { ReplaySummary } from '@alliance/domain/criteria/replay';
import type { ReplayedCase } from './replay.judge.js';

export interface ReplayRow extends Pick<ReplayRun, 'id' | 'number' | 'against' | 'days' | 'state' | 'done' | 'total'> {
  readonly protocol_id: string;
  readonly requested_by: string;
  readonly requested_at: Date;
  readonly finished_at: Date | null;
  readonly summary: ReplaySummary | null;
  /** Names of the hospitals of the summary by id. */
  readonly names: Readonly<Record<string, string>> | null;
}

export function replayView({ protocol_id, requested_by, requested_at, finished_at, summary, names, ...run }: ReplayRow): ReplayRun {
  return {
    ...run,
    protocolId: protocol_id,
    requestedBy: requested_by,
    requestedAt: new Date(requested_at).toISOString(),
    finishedAt: finished_at && new Date(finished_at).toISOString(),
    summary: summary && {
      all: summary.all,
      byDirection: [...summary.byDirection],
      byUrgency: [...summary.byUrgency],
      byMember: summary.byMember.map((counts) => ({ ...counts, institution: names?.[counts.institutionId] ?? '' })),
    },
  };
}

export interface CaseRow extends ReplayedCase {
  readonly institution: string;
  /** As the page's cursor needs it, to the microsecond. */
  readonly place: string;
}

export const caseView = ({
  referral_id,
  number,
  institution,
  submitted_at,
  direction,
  before,
  after,
  change,
  criteria,
}: CaseRow): AnswerOf<typeof listReplayCases>['items'][number] => ({
  ...{ referralId: referral_id, number, institution, submittedAt: new Date(submitted_at).toISOString(), direction },
  ...{ before, after, change, criteria: [...criteria] },
});
