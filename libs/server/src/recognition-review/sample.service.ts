import type { sampleRepeats } from '@alliance/contracts/recognition-review.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { longestDays, daysIn } from '@alliance/domain/analytics/period';
import { recognitionReviewDue, recognitionReviewDueAt } from '@alliance/domain/recognition-review/recognition-review';
import { countOfShare, stratified, type Candidate } from '@alliance/domain/recognition-review/sampling';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';

type Ask = InputOf<typeof sampleRepeats>['body'];
interface Taken {
  id: string;
  repeater_id: string;
  issuer_id: string;
}

/** Draws repeats that somebody will look at. */
@Injectable()
export class SampleService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
  ) {}

  /** @throws Refusal request.invalid for days that are no period */
  sample(actor: Actor, ask: Ask): Promise<AnswerOf<typeof sampleRepeats>> {
    const { how, from, to, count, percent, itemCode = null, hospitalId = null, physicianId = null, reason = null } = ask;
    if (from > to || daysIn({ from, to }) > longestDays) throw new Refusal('request.invalid', { fields: ['from', 'to'] });
    const draw = async (work: Work) => {
      const id = newId();
      work.subjectId = id;
      const seed = ask.seed ?? id;
      const candidates = await work.rows<Candidate>('select id, stratum, key from repeats_to_sample($1, $2, $3, $4, $5, $6, $7)', [
        ...[from, to, seed, itemCode, hospitalId, physicianId, reason],
      ]);
      const wanted = count ?? countOfShare(candidates.length, percent as number);
      // aimed: what was asked for comes as it is ordered, other reasons than the six first
      const drawn = how === 'random' ? stratified(candidates, wanted) : candidates.slice(0, wanted);
      await work.rows(
        `insert into recognition_sample (id, institution_id, person_id, how, seed, criteria, candidates, at)
         values ($1, current_institution(), current_person(), $2, $3, $4, $5, $6)`,
        [
          id,
          how,
          seed,
          JSON.stringify({ from, to, count, percent, itemCode, hospitalId, physicianId, reason }),
          candidates.length,
          work.now,
        ],
      );
      const taken = await this.take(work, id, drawn);
      work.audit({ action: 'recognition_review.sampled', objectKind: 'recognition_review', objectIds: taken.map((one) => one.id) });
      return { id, seed, candidates: candidates.length, taken: taken.length };
    };
    return this.commands.run(actor, draw, { replay: (id) => this.drawn(actor, id) });
  }

  private drawn(actor: Actor, id: string): Promise<AnswerOf<typeof sampleRepeats>> {
    return this.database.read(actor, async (tx) => {
      const [row] = await tx.rows<AnswerOf<typeof sampleRepeats>>(
        `select s.id, s.seed, s.candidates, (select count(*)::int from recognition_review v where v.sample_id = s.id) as taken
         from recognition_sample s where s.id = $1`,
        [id],
      );
      if (!row) throw new Refusal('access.not_found');
      return row;
    });
  }

  private async take(work: Work, sampleId: string, drawn: readonly Candidate[]): Promise<readonly Taken[]> {
    const dueAt = recognitionReviewDueAt('sampled', work.now) as Date;
    const taken = await work.rows<Taken>('select id, repeater_id, issuer_id from take_into_review($1, $2, $3, $4, $5)', [
      sampleId,
      drawn.map(({ id }) => id),
      drawn.map(() => newId()),
      work.now,
      dueAt,
    ]);
    for (const { id, repeater_id, issuer_id } of taken) {
      const recipients = [...new Set([repeater_id, issuer_id, work.actor.institutionId])];
      work.event({ kind: 'recognition_review.sampled', topic: 'recognition', subjectId: id, version: 1, recipients });
      work.timer({ kind: recognitionReviewDue, subjectId: id, dueAt });
    }
    return taken;
  }
}
