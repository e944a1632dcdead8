import type { RecognitionReview, decideAppeal, judgeRepeat } from '@alliance/contracts/recognition-review.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { recognitionStateAfter, standingVerdict } from '@alliance/domain/recognition-review/recognition-review';
import type {
  OfferedReviewAction,
  RecognitionReviewState,
  ReviewVerdict,
} from '@alliance/domain/recognition-review/recognition-review.machine';
import { isParty } from '@alliance/domain/recognition-review/recognition-review.policy';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { RecognitionReviewQueries } from './recognition-review.queries.js';
import { moveRecognitionReview, offices, tellRecognitionReview } from './recognition-review.record.js';
import { factsOf, recognitionReviewView, type RecognitionReviewRow } from './recognition-review.row.js';

type Body<R extends Route & { body: unknown }> = Omit<InputOf<R> extends { body: infer B } ? B : never, 'version'>;

/** Commands on the review of a repeat. All throw Refusal recognition.*, record.stale, access.not_found. */
@Injectable()
export class RecognitionReviewService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: RecognitionReviewQueries,
  ) {}

  judge(actor: Actor, id: string, version: number, { verdict, text }: Body<typeof judgeRepeat>): Promise<RecognitionReview> {
    return this.change(actor, id, version, 'judge', async (work, row, state) => {
      await this.refuseNames(work, id, text);
      await moveRecognitionReview(
        work,
        row,
        state,
        'verdict = $6, verdict_text = $7, judged_by = current_person(), judged_from = current_institution(), judged_at = $8',
        [verdict, text, work.now],
      );
      tellRecognitionReview(work, row, 'recognition_review.judged', { verdict });
    });
  }

  appeal(actor: Actor, id: string, version: number, text: string): Promise<RecognitionReview> {
    return this.change(actor, id, version, 'appeal', async (work, row, state) => {
      await this.refuseNames(work, id, text);
      await moveRecognitionReview(
        work,
        row,
        state,
        'appealed_from = current_institution(), appealed_by = current_person(), appeal_text = $6, appealed_at = $7',
        [text, work.now],
      );
      tellRecognitionReview(work, row, 'recognition_review.appealed', {}, { also: await offices(work) });
    });
  }

  /** @throws Refusal recognition.same_institution for one of the two hospitals, access.not_found for none at all */
  assign(actor: Actor, id: string, version: number, institutionId: string): Promise<RecognitionReview> {
    return this.change(actor, id, version, 'assign', async (work, row, state) => {
      if (isParty(institutionId, factsOf(row))) throw new Refusal('recognition.same_institution');
      const [found] = await work.rows('select 1 from institution where id = $1', [institutionId]);
      if (!found) throw new Refusal('access.not_found');
      await moveRecognitionReview(work, row, state, 'reviewer_id = $6', [institutionId]);
      tellRecognitionReview(work, row, 'recognition_review.assigned', {}, { also: [institutionId] });
    });
  }

  decide(actor: Actor, id: string, version: number, { decision, text }: Body<typeof decideAppeal>): Promise<RecognitionReview> {
    return this.change(actor, id, version, 'decide', async (work, row, state) => {
      await this.refuseNames(work, id, text);
      const standing = standingVerdict(row.verdict as ReviewVerdict, decision);
      await moveRecognitionReview(
        work,
        row,
        state,
        'decision = $6, decision_text = $7, decided_by = current_person(), decided_from = current_institution(), decided_at = $8, standing = $9',
        [decision, text, work.now, standing],
      );
      tellRecognitionReview(work, row, 'recognition_review.decided', { decision, standing });
    });
  }

  private async refuseNames(work: Work, id: string, text: string): Promise<void> {
    const [row] = await work.rows<{ named: boolean }>('select review_names_patient($1, $2) as named', [id, text]);
    if (row?.named) throw new Refusal('return_review.names_patient');
  }

  private change(
    actor: Actor,
    id: string,
    version: number,
    action: OfferedReviewAction,
    apply: (work: Work, row: RecognitionReviewRow, state: RecognitionReviewState) => Promise<void>,
  ): Promise<RecognitionReview> {
    return this.commands.run(
      actor,
      async (work) => {
        const row = await this.queries.row(work, id);
        if (row.version !== version) throw new Refusal('record.stale', { version: row.version });
        await apply(work, row, recognitionStateAfter(factsOf(row), action, actor));
        work.subjectId = id;
        return recognitionReviewView(await this.queries.row(work, id), actor, work.now);
      },
      { replay: (subject) => this.queries.get(actor, subject) },
    );
  }
}
