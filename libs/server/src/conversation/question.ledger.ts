import type { JudgementView } from '@alliance/contracts/judgement.contract';
import type { Actor } from '@alliance/domain/access/actor';
import type { Answer, Question } from '@alliance/domain/conversation/question';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';

const request = 'insert into info_request (id, referral_id, round, asked_by, asked_institution, asked_at) values ($1, $2, $3, $4, $5, $6)';
const question = `
  insert into info_question (id, request_id, referral_id, position, kind, text, choices, fact, checklist_item)
  select id, $1, $2, position, kind, text, choices, fact, checklist_item
  from jsonb_to_recordset($3::jsonb) asked (id uuid, position int, kind text, text text, choices jsonb, fact text, checklist_item text)`;
const latest = `select q.id, q.round, q.answered_at from info_request q where q.referral_id = $1 order by q.round desc limit 1`;
const answer = `
  update info_question q set answer = said.answer, cannot = said.cannot, attachment_id = said.attachment_id
  from jsonb_to_recordset($2::jsonb) said (position int, answer jsonb, cannot text, attachment_id uuid)
  where q.request_id = $1 and q.position = said.position`;
const answered = 'update info_request set answered_by = $2, answered_institution = $3, answered_at = $4, judgement = $5 where id = $1';

interface Round {
  readonly id: string;
  readonly round: number;
  readonly answered_at: Date | null;
}

/** Structured requests for information, written inside the command that asks or replies. */
@Injectable()
export class QuestionLedger {
  /** Those that wait for their answer, in order. */
  async open(tx: Transaction, referralId: string): Promise<Question[]> {
    const round = await this.latest(tx, referralId);
    if (!round || round.answered_at) return [];
    const rows = await tx.rows<{ asked: Question }>(
      `select jsonb_strip_nulls(jsonb_build_object('kind', kind, 'text', text, 'choices', choices, 'fact', fact, 'checklistItem', checklist_item)) as asked
       from info_question where request_id = $1 order by position`,
      [round.id],
    );
    return rows.map(({ asked }) => asked);
  }

  /** A new round; an earlier one that nobody answered stays as it is. */
  async ask(work: Work, actor: Actor, referralId: string, questions: readonly Question[]): Promise<void> {
    const id = newId();
    const before = await this.latest(work, referralId);
    await work.rows(request, [id, referralId, (before?.round ?? 0) + 1, actor.personId, actor.institutionId, work.now]);
    const rows = questions.map((asked, index) => ({
      id: newId(),
      position: index + 1,
      kind: asked.kind,
      text: asked.text,
      choices: asked.choices ?? null,
      fact: asked.fact ?? null,
      checklist_item: asked.checklistItem ?? null,
    }));
    await work.rows(question, [id, referralId, JSON.stringify(rows)]);
  }

  /** @param judgement what the criteria say with the facts that were given, where facts were given */
  async answer(work: Work, actor: Actor, referralId: string, answers: readonly Answer[], judgement: JudgementView | null): Promise<void> {
    const round = await this.latest(work, referralId);
    if (!round) return;
    await work.rows(answer, [round.id, JSON.stringify(answers.map(said))]);
    await work.rows(answered, [round.id, actor.personId, actor.institutionId, work.now, judgement && JSON.stringify(judgement)]);
  }

  private async latest(tx: Transaction, referralId: string): Promise<Round | undefined> {
    const [round] = await tx.rows<Round>(latest, [referralId]);
    return round;
  }
}

/** As it is kept: words and choices as text, a value of a fact with its unit. */
function said({ question: position, ...given }: Answer) {
  if ('cannot' in given) return { position, cannot: given.cannot };
  if ('attachmentId' in given) return { position, attachment_id: given.attachmentId };
  if ('text' in given) return { position, answer: given.text };
  return { position, answer: 'choice' in given ? given.choice : given };
}
