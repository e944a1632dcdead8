import type { RecognitionReview } from '@alliance/contracts/recognition-review.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { recognitionReviewActionsOf, type RecognitionReviewFacts } from '@alliance/domain/recognition-review/recognition-review.policy';

type Party = { id: string; name: string };

/** One review as the database answers it. */
export interface RecognitionReviewRow extends Omit<RecognitionReviewFacts, 'repeaterId' | 'issuerId' | 'samplerId' | 'reviewerId'> {
  id: string;
  version: number;
  how: RecognitionReview['how'];
  itemCode: string;
  item_zh: string;
  item_en: string | null;
  reportNumber: string;
  performed_at: Date;
  repeated_at: Date;
  repeat_reason: string;
  reason_zh: string;
  reason_en: string | null;
  counts: boolean;
  repeat_text: string | null;
  repeater: Party;
  issuer: Party;
  sampler: Party;
  reviewer: Party | null;
  sampled_at: Date;
  due_at: Date | null;
  overdue_told_at: Date | null;
  verdict_text: string;
  judged_at: Date | null;
  judge: Party | null;
  appellant: Party | null;
  appeal_text: string;
  appealed_at: Date | null;
  decider: Party | null;
  decision: NonNullable<RecognitionReview['decision']>['decision'] | null;
  decision_text: string;
  decided_at: Date | null;
  standing: RecognitionReview['standing'];
}

const named = (column: string) => `(select jsonb_build_object('id', i.id, 'name', i.name) from institution i where i.id = ${column})`;

/** Row-level security decides whose; the caller adds its conditions on `v`. */
export const recognitionReviewRows = `
  select v.id, v.version, v.state, v.how, v.item_code as "itemCode", t.name_zh as item_zh, t.name_en as item_en, v.report_number as "reportNumber",
    v.performed_at, v.repeated_at, v.repeat_reason, n.name_zh as reason_zh, n.name_en as reason_en, v.counts, v.repeat_text, v.repeated_by as "repeatedBy",
    ${named('v.repeater_id')} as repeater, ${named('v.issuer_id')} as issuer, ${named('v.sampler_id')} as sampler, ${named('v.reviewer_id')} as reviewer,
    v.sampled_at, v.due_at, v.overdue_told_at, v.verdict, v.verdict_text, v.judged_by as "judgedBy", v.judged_from as "judgedFrom", v.judged_at,
    ${named('v.judged_from')} as judge, ${named('v.appealed_from')} as appellant, v.appeal_text, v.appealed_at, ${named('v.decided_from')} as decider,
    v.decision, v.decision_text, v.decided_at, v.standing
  from recognition_review v join test_item t on t.code = v.item_code join repeat_reason n on n.code = v.repeat_reason
  where true`;

/** What the rules need, read off a row. */
export const factsOf = (row: RecognitionReviewRow): RecognitionReviewFacts => ({
  ...row,
  repeaterId: row.repeater.id,
  issuerId: row.issuer.id,
  samplerId: row.sampler.id,
  reviewerId: row.reviewer?.id ?? null,
});

const text = (zh: string, en: string | null) => ({ zh, ...(en && { en }) });
const said = (institution: Party | null, words: string, at: Date | null) =>
  institution && at && { institution, text: words, at: at.toISOString() };

export function recognitionReviewView(row: RecognitionReviewRow, actor: Actor, now: Date): RecognitionReview {
  const judgement = said(row.judge, row.verdict_text, row.judged_at);
  const decision = said(row.decider, row.decision_text, row.decided_at);
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    how: row.how,
    itemCode: row.itemCode,
    itemName: text(row.item_zh, row.item_en),
    reportNumber: row.reportNumber,
    performedAt: row.performed_at.toISOString(),
    repeatedAt: row.repeated_at.toISOString(),
    reason: { code: row.repeat_reason, name: text(row.reason_zh, row.reason_en), counts: row.counts },
    reasonText: row.repeat_text,
    repeater: row.repeater,
    issuer: row.issuer,
    sampler: row.sampler,
    reviewer: row.reviewer,
    sampledAt: row.sampled_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    overdue: row.due_at !== null && row.due_at < now,
    judgement: judgement && row.verdict && { ...judgement, verdict: row.verdict },
    appeal: said(row.appellant, row.appeal_text, row.appealed_at),
    decision: decision && row.decision && { ...decision, decision: row.decision },
    standing: row.standing,
    actions: recognitionReviewActionsOf(actor, factsOf(row)),
  };
}
