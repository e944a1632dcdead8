import type { ReturnReview, concludeReview, giveAccount, objectToReview } from '@alliance/contracts/return-review.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { checkConclusion, stateAfter } from '@alliance/domain/return-review/return-review';
import type { OfferedAction, ReturnReviewState } from '@alliance/domain/return-review/return-review.machine';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { ReturnLedger } from './return.ledger.js';
import { ReturnReviewQueries } from './return-review.queries.js';
import { moveReview, offices, tellReview } from './return-review.record.js';
import { factsOf, returnReviewView, type ReturnReviewRow } from './return-review.row.js';

type Body<R extends Route & { body: unknown }> = Omit<InputOf<R> extends { body: infer B } ? B : never, 'version'>;

/** Commands on the review of an early return. */
@Injectable()
export class ReturnReviewService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: ReturnReviewQueries,
    private readonly ledger: ReturnLedger,
  ) {}

  /** @throws Refusal referral.not_found, return_review.not_early, return_review.recorded_before, access.denied for any but the hospital that sent the patient home */
  record(actor: Actor, downId: string, returnedAt: Date): Promise<ReturnReview> {
    return this.commands.run(
      actor,
      async (work) => {
        const id = await this.ledger.walkedIn(work, downId, returnedAt);
        work.subjectId = id;
        return returnReviewView(await this.queries.row(work, id), actor, work.now);
      },
      { replay: (subject) => this.queries.get(actor, subject) },
    );
  }

  /** @throws Refusal return_review.*, record.stale, access.not_found; so do the others */
  account(actor: Actor, id: string, version: number, { factors, text }: Body<typeof giveAccount>): Promise<ReturnReview> {
    return this.change(actor, id, version, 'account', async (work, row, state) => {
      await work.rows(
        'insert into return_account (review_id, institution_id, factors, person_id, at) values ($1, current_institution(), $2, current_person(), $3)',
        [id, factors, work.now],
      );
      await this.note(work, row, 'account', text);
      await moveReview(work, row, row.state, state);
      tellReview(work, row, 'return_review.account_given', { factors: factors.join(' ') });
      if (state !== row.state) tellReview(work, row, 'return_review.conclusion_awaited', {}, { also: row.lead ? [] : await offices(work) });
    });
  }

  conclude(actor: Actor, id: string, version: number, body: Body<typeof concludeReview>): Promise<ReturnReview> {
    return this.change(actor, id, version, 'conclude', async (work, row, state) => {
      await this.judge(work, row, 'first', body);
      await moveReview(work, row, row.state, state);
      tellReview(work, row, 'return_review.concluded', { preventable: body.preventable, countsAgainst: body.countsAgainst });
    });
  }

  object(actor: Actor, id: string, version: number, { text, ...objection }: Body<typeof objectToReview>): Promise<ReturnReview> {
    return this.change(actor, id, version, 'object', async (work, row, state) => {
      await this.note(work, row, 'objection', text);
      await moveReview(work, row, row.state, state, 'objected_by = $6, objection = $7', [actor.institutionId, JSON.stringify(objection)]);
      tellReview(work, row, 'return_review.objected', { preventable: objection.preventable }, { also: await offices(work) });
    });
  }

  decide(actor: Actor, id: string, version: number, body: Body<typeof concludeReview>): Promise<ReturnReview> {
    return this.change(actor, id, version, 'decide', async (work, row, state) => {
      await this.judge(work, row, 'decision', body);
      await moveReview(work, row, row.state, state, 'preventable = $6, counts_against = $7', [body.preventable, body.countsAgainst]);
      tellReview(work, row, 'return_review.decided', { preventable: body.preventable, countsAgainst: body.countsAgainst });
    });
  }

  private async judge(work: Work, row: ReturnReviewRow, level: 'first' | 'decision', body: Body<typeof concludeReview>): Promise<void> {
    checkConclusion(body);
    await work.rows(
      `insert into return_conclusion (review_id, level, preventable, counts_against, factors, action, institution_id, person_id, at)
       values ($1, $2, $3, $4, $5, $6, current_institution(), current_person(), $7)`,
      [row.id, level, body.preventable, body.countsAgainst, body.factors, body.action, work.now],
    );
    await this.note(work, row, level === 'first' ? 'conclusion' : 'decision', body.learning);
  }

  /** Whom it is about stands in the referrals only: a text that names the patient is not taken. Who may not see the referral cannot know the name. */
  private async note(work: Work, row: ReturnReviewRow, kind: string, text: string): Promise<void> {
    const [named] = await work.rows(
      `select 1 from referral r where r.id = $1 and length(r.patient_name) > 1 and position(replace(r.patient_name, ' ', '') in replace($2, ' ', '')) > 0`,
      [row.down_id, text],
    );
    if (named) throw new Refusal('return_review.names_patient');
    await work.rows(
      `insert into return_review_note (id, review_id, kind, institution_id, person_id, text, at) values ($1, $2, $3, current_institution(), current_person(), $4, $5)`,
      [newId(), row.id, kind, text, work.now],
    );
  }

  private change(
    actor: Actor,
    id: string,
    version: number,
    action: OfferedAction,
    apply: (work: Work, row: ReturnReviewRow, state: ReturnReviewState) => Promise<void>,
  ): Promise<ReturnReview> {
    return this.commands.run(
      actor,
      async (work) => {
        const row = await this.queries.row(work, id);
        if (row.version !== version) throw new Refusal('record.stale', { version: row.version });
        await apply(work, row, stateAfter(factsOf(row), action, actor));
        work.subjectId = id;
        return returnReviewView(await this.queries.row(work, id), actor, work.now);
      },
      { replay: (subject) => this.queries.get(actor, subject) },
    );
  }
}
