import type { QuestionView } from '@alliance/contracts/conversation.schema';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { completenessOf } from '@alliance/domain/completeness/completeness';
import { derivedFacts } from '@alliance/domain/criteria/derived';

/** What could be asked for: facts that could settle a criterion first, then those it lacks, then what the checklist of the disease wants. */
export interface Suggestion {
  readonly kind: 'fact' | 'document' | 'text';
  readonly fact?: string;
  readonly checklistItem?: string;
}
const mostSuggested = 10;
/** An emergency's criteria want much: what the checklist wants has its place beside it. */
const mostOfCriteria = 6;
/** What a decision needs comes before what a form wants. */
const order = ['fact', 'document', 'text'] as const;
const withItem = (fact: string, checklistItem: string | undefined): Suggestion => ({
  kind: 'fact',
  fact,
  ...(checklistItem && { checklistItem }),
});

export function suggestionsFor(
  referral: ReferralView,
  known: ReadonlySet<string>,
  asked: readonly Pick<QuestionView, 'fact' | 'checklistItem'>[],
): Suggestion[] {
  const unknown = (referral.judgement?.findings ?? []).filter(({ verdict }) => verdict === 'unknown');
  const facts = new Set([...unknown.flatMap(({ settling }) => settling), ...unknown.flatMap(({ missing }) => missing)]);
  const { missing } = completenessOf({
    urgency: referral.urgency,
    diagnosisCode: referral.diagnosis?.code ?? null,
    summary: referral.summary,
    senderDepartmentId: referral.senderDepartment?.id ?? null,
    transport: referral.transport,
    consentName: referral.consent?.name ?? null,
    facts: referral.facts,
    documents: referral.attachments.length,
  });
  const ofCriteria = [...facts]
    .filter((fact) => known.has(fact) && !derivedFacts.has(fact))
    .slice(0, mostOfCriteria)
    .map((fact): Suggestion => withItem(fact, missing.find((item) => item.facts?.includes(fact))?.key));
  const listed = missing
    .filter((item) => !item.facts?.some((key) => facts.has(key)))
    .map((item): Suggestion => {
      const fact = item.facts?.find((key) => known.has(key));
      if (fact) return withItem(fact, item.key);
      return { kind: item.fields?.includes('documents') ? 'document' : 'text', checklistItem: item.key };
    });
  return [...ofCriteria, ...order.flatMap((kind) => listed.filter((suggestion) => suggestion.kind === kind))]
    .filter(
      ({ fact, checklistItem }) =>
        !asked.some(
          (one) => (fact !== undefined && one.fact === fact) || (checklistItem !== undefined && one.checklistItem === checklistItem),
        ),
    )
    .slice(0, mostSuggested);
}
