import type { JudgementView } from '@alliance/contracts/judgement.contract';
import type { Actor } from '@alliance/domain/access/actor';
import type { Answer, Question } from '@alliance/domain/conversation/question';
import type { GivenFact, GivenFacts } from '@alliance/domain/criteria/fact.types';
import { givenBy } from '@alliance/domain/criteria/known-facts';
import type { ReferralAsk } from '@alliance/domain/referral/referral.ask';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { QuestionLedger } from '../conversation/question.ledger.js';
import type { Work } from '../platform/command/work.js';
import { CriteriaPolicy } from './criteria.policy.js';
import type { ReferralRow } from './referral.row.js';

type Replied = Extract<ReferralAsk, { action: 'reply' }>;

/** What is asked and answered between the two sides, and what it changes: facts, and what the criteria say with them. */
@Injectable()
export class AnswersStore {
  constructor(
    private readonly questions: QuestionLedger,
    private readonly criteria: CriteriaPolicy,
  ) {}

  /** A reply with the questions that wait for it. */
  async withQuestions(work: Work, row: ReferralRow, ask: ReferralAsk): Promise<ReferralAsk> {
    return ask.action === 'reply' ? { ...ask, questions: await this.questions.open(work, row.id) } : ask;
  }

  /**
   * Keeps the round, and the facts it brought. The judgement that was pinned stays; the new one stands beside it.
   * @returns the row with its facts
   * @throws Refusal request.invalid for a document of another case, criteria.fact_invalid, criteria.unit_unconvertible
   */
  async keep(work: Work, actor: Actor, row: ReferralRow, ask: ReferralAsk): Promise<ReferralRow> {
    if (ask.action === 'ask') await this.questions.ask(work, actor, row.id, ask.questions);
    if (ask.action !== 'reply') return row;
    this.checkDocuments(row, ask.answers);
    const given = factsIn(ask);
    const facts = given ? { ...row.facts, ...given } : row.facts;
    await this.questions.answer(work, actor, row.id, ask.answers, given && (await this.judged(work, { ...row, facts })));
    return { ...row, facts };
  }

  private async judged(work: Work, row: ReferralRow): Promise<JudgementView | null> {
    await this.criteria.check(work, row);
    await work.rows('update referral set facts = $2 where id = $1', [row.id, JSON.stringify(row.facts)]);
    return (await this.criteria.judge(work, row))?.judgement ?? null;
  }

  private checkDocuments({ attachments }: ReferralRow, answers: readonly Answer[]): void {
    const strange = answers.filter((answer) => 'attachmentId' in answer && !attachments.some(({ id }) => id === answer.attachmentId));
    if (strange.length) throw new Refusal('request.invalid', { fields: strange.map(({ question }) => `answers.${question}`) });
  }
}

/** The facts among the answers; null where there are none. */
function factsIn({ questions = [], answers }: Replied): GivenFacts | null {
  const facts = answers.flatMap((answer): [string, GivenFact][] => {
    const key = 'value' in answer ? factOf(questions, answer) : undefined;
    if (!key || !('value' in answer)) return [];
    const { value, unit, at } = answer;
    return [[key, { value, ...(unit && { unit }), ...(at && { at }) }]];
  });
  return facts.length ? givenBy(Object.fromEntries(facts), 'person') : null;
}
const factOf = (questions: readonly Question[], { question }: Answer): string | undefined => questions[question - 1]?.fact;
