import type { QuestionRound } from '@alliance/contracts/conversation.contract';
import type { QuestionView } from '@alliance/contracts/conversation.schema';
import type { JudgementView } from '@alliance/contracts/judgement.contract';
import { asksAgain } from '@alliance/domain/conversation/question';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';
import { messageRows, type MessageRow } from './conversation.row.js';

/** A message as it is kept for good. */
export interface SpokenMessage {
  readonly id: string;
  readonly position: number;
  readonly at: Date;
  readonly by: string;
  readonly institution: string;
  /** null once it was withdrawn. */
  readonly text: string | null;
  readonly withdrawnAt: Date | null;
  readonly replyTo: string | null;
  readonly mentions: readonly string[];
  readonly attachmentIds: readonly string[];
}

const rounds = `
  select q.id, q.round, (select name from person where id = q.asked_by) as asked_by, (select name from institution where id = q.asked_institution) as asked_institution,
    q.asked_at, (select name from person where id = q.answered_by) as answered_by,
    (select name from institution where id = q.answered_institution) as answered_institution, q.answered_at, q.judgement,
    (select jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'text', n.text, 'choices', n.choices, 'fact', n.fact, 'checklistItem', n.checklist_item,
        'said', n.answer, 'attachmentId', n.attachment_id, 'cannot', n.cannot) order by n.position)
      from info_question n where n.request_id = q.id) as questions
  from info_request q where q.referral_id = $1 order by q.round`;

type StoredQuestion = Omit<QuestionView, 'askedBefore' | 'answer' | 'value'> & { readonly said: string | QuestionView['value'] };
interface RoundRow {
  readonly id: string;
  readonly round: number;
  readonly asked_by: string;
  readonly asked_institution: string;
  readonly asked_at: Date;
  readonly answered_by: string | null;
  readonly answered_institution: string | null;
  readonly answered_at: Date | null;
  readonly judgement: JudgementView | null;
  readonly questions: readonly StoredQuestion[];
}

/** What was said about a referral, for whoever may see it: the archive, a print. */
@Injectable()
export class ConversationReader {
  /** All messages in order. What a hospital may not read is not among them. */
  async of(tx: Transaction, referralId: string): Promise<SpokenMessage[]> {
    const rows = await tx.rows<MessageRow>(`${messageRows} where m.referral_id = $1 order by m.position`, [referralId]);
    return rows.map((row) => ({
      id: row.id,
      position: row.position,
      at: row.at,
      by: row.by,
      institution: row.institution,
      text: row.withdrawn_at ? null : row.text,
      withdrawnAt: row.withdrawn_at,
      replyTo: row.reply_to,
      mentions: row.withdrawn_at ? [] : row.mentions.map(({ name }) => name),
      attachmentIds: row.withdrawn_at ? [] : row.attachment_ids,
    }));
  }

  /** Every round of questions with its answers, oldest first. */
  async questions(tx: Transaction, referralId: string): Promise<QuestionRound[]> {
    const rows = await tx.rows<RoundRow>(rounds, [referralId]);
    return rows.map((row, index) => ({
      id: row.id,
      round: row.round,
      askedBy: row.asked_by,
      askedInstitution: row.asked_institution,
      askedAt: row.asked_at.toISOString(),
      answeredBy: row.answered_by,
      answeredInstitution: row.answered_institution,
      answeredAt: row.answered_at && row.answered_at.toISOString(),
      questions: row.questions.map((question) =>
        questionView(
          question,
          rows.slice(0, index).flatMap(({ questions }) => questions),
        ),
      ),
      judgement: row.judgement,
    }));
  }
}

const asked = ({ kind, text, fact, checklistItem }: StoredQuestion) => ({
  kind,
  text,
  fact: fact ?? undefined,
  checklistItem: checklistItem ?? undefined,
});

const questionView = ({ said, ...question }: StoredQuestion, before: readonly StoredQuestion[]): QuestionView => ({
  ...question,
  askedBefore: before.filter((earlier) => asksAgain(asked({ said, ...question }), asked(earlier))).length,
  answer: typeof said === 'string' ? said : null,
  value: typeof said === 'string' ? null : said,
});
