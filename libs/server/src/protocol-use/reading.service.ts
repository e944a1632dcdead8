import type { getMyReading, listReaders, takeQuiz } from '@alliance/contracts/adoption.contract';
import type { InputOf, ReplyOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { roles } from '@alliance/domain/access/actor';
import { permissionsOf } from '@alliance/domain/access/may';
import { versionInForce } from '@alliance/domain/protocol/in-force';
import { gradeQuiz } from '@alliance/domain/protocol/quiz';
import { readingDueOn, readingState } from '@alliance/domain/protocol/reading';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Commands } from '../platform/command/commands.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { ProtocolReader, type VersionWhole } from '../protocol/protocol.reader.js';

type MyReading = ReplyOf<typeof getMyReading>;
type QuizSummary = { attempts: number; bestPercent: number | null; passed: boolean };
/** Roles that are asked to read what is in force. */
export const readingRoles = roles.filter((role) => permissionsOf[role].includes('protocol.acknowledge'));

const readers = `
  select distinct on (p.id) p.id as "personId", p.name, (select name_zh from department where id = a.department_id) as department, a.role, lower(a.valid)::text as "from",
    k.at as "acknowledgedAt", coalesce(q.attempts, 0)::int as attempts, q.best, coalesce(q.passed, false) as passed
  from appointment a join person p on p.id = a.person_id
    left join protocol_acknowledgement k on k.version_id = $1 and k.person_id = p.id
    left join lateral (select count(*) as attempts, max(percent) as best, bool_or(passed) as passed from quiz_attempt where version_id = $1 and person_id = p.id) q on true
  where a.institution_id = current_institution() and a.valid @> $2::date and a.role = any($3::text[]) and p.deactivated_at is null
  order by p.id, lower(a.valid)`;
interface ReaderRow {
  personId: string;
  name: string;
  department: string | null;
  role: string;
  from: string;
  acknowledgedAt: Date | null;
  attempts: number;
  best: number | null;
  passed: boolean;
}

/** Who has read what is in force, and who has not. */
@Injectable()
export class ReadingService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly protocols: ProtocolReader,
    private readonly clock: Clock,
  ) {}

  mine(actor: Actor, protocolId: string, number: number): Promise<MyReading> {
    return this.database.read(actor, async (tx) => this.myReading(tx, await this.version(tx, protocolId, number)));
  }

  /** @throws Refusal access.not_found, protocol.wrong_state, protocol.quiz_required */
  acknowledge(actor: Actor, protocolId: string, number: number): Promise<MyReading> {
    return this.commands.run(
      actor,
      async (work) => {
        const version = await this.published(work, protocolId, number);
        const reading = await this.myReading(work, version);
        work.subjectId = version.versionId;
        if (reading.acknowledgedAt) return reading;
        if (reading.quiz && !reading.quiz.passed) throw new Refusal('protocol.quiz_required');
        await work.rows(
          'insert into protocol_acknowledgement (version_id, person_id, institution_id, at) values ($1, current_person(), current_institution(), $2)',
          [version.versionId, work.now],
        );
        this.tell(work, actor, version, 'protocol.acknowledged');
        return { ...reading, acknowledgedAt: work.now.toISOString() };
      },
      { replay: () => this.mine(actor, protocolId, number) },
    );
  }

  /** What was right comes with a passed attempt, never before. @throws Refusal access.not_found, protocol.wrong_state */
  attempt(
    actor: Actor,
    protocolId: string,
    number: number,
    { answers }: InputOf<typeof takeQuiz>['body'],
  ): Promise<ReplyOf<typeof takeQuiz>> {
    return this.commands.run(actor, async (work) => {
      const version = await this.published(work, protocolId, number);
      if (!version.content.quiz) throw new Refusal('protocol.wrong_state', { reason: 'no_quiz' });
      const result = gradeQuiz(version.content.quiz, answers);
      await work.rows(
        `insert into quiz_attempt (id, version_id, person_id, institution_id, percent, passed, at) values ($1, $2, current_person(), current_institution(), $3, $4, $5)`,
        [newId(), version.versionId, result.percent, result.passed, work.now],
      );
      this.tell(work, actor, version, 'protocol.quiz_taken');
      const questions = result.questions.map(({ rightOptions, ...question }) => ({
        ...question,
        ...(rightOptions && { rightOptions: [...rightOptions] }),
      }));
      return { ...result, questions };
    });
  }

  /** The people of my institution whom the version in force concerns; late ones first. @throws Refusal access.not_found */
  readers(actor: Actor, protocolId: string): Promise<ReplyOf<typeof listReaders>> {
    return this.database.read(actor, async (tx) => {
      const day = today(this.clock.now());
      const versions = await this.protocols.versions(tx, protocolId);
      if (!versions.length) throw new Refusal('access.not_found');
      const head = versionInForce(versions, day);
      const whole = head && (await this.protocols.version(tx, head.versionId));
      if (!whole?.effectiveFrom) return { number: null, done: 0, due: 0, overdue: 0, items: [] };
      const { effectiveFrom, content, versionId, number } = whole;
      const rows = await tx.rows<ReaderRow>(readers, [versionId, day, readingRoles]);
      const items = rows.map(({ from, acknowledgedAt, attempts, best, passed, ...who }) => ({
        ...who,
        ...readingState({ effectiveFrom, appointedFrom: from, acknowledged: acknowledgedAt !== null }, day),
        acknowledgedAt: acknowledgedAt && acknowledgedAt.toISOString(),
        quiz: content.quiz && { attempts, bestPercent: best, passed },
      }));
      const count = (state: string): number => items.filter((item) => item.state === state).length;
      const order = ['overdue', 'due', 'done'];
      items.sort(
        (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.dueOn.localeCompare(b.dueOn) || a.name.localeCompare(b.name, 'zh'),
      );
      return { number, done: count('done'), due: count('due'), overdue: count('overdue'), items };
    });
  }

  private async myReading(tx: Transaction, { versionId, content, effectiveFrom }: VersionWhole): Promise<MyReading> {
    const [row] = await tx.rows<{ at: Date | null; attempts: number; best: number | null; passed: boolean | null; from: string | null }>(
      `select (select at from protocol_acknowledgement where version_id = $1 and person_id = current_person()) as at, count(q.id)::int as attempts, max(q.percent) as best,
         bool_or(q.passed) as passed, (select lower(valid)::text from appointment where id = current_appointment()) as "from"
       from (select 1) one left join quiz_attempt q on q.version_id = $1 and q.person_id = current_person()`,
      [versionId],
    );
    const quiz: QuizSummary | null = content.quiz && {
      attempts: row?.attempts ?? 0,
      bestPercent: row?.best ?? null,
      passed: row?.passed ?? false,
    };
    return {
      acknowledgedAt: row?.at?.toISOString() ?? null,
      dueOn: effectiveFrom && readingDueOn(effectiveFrom, row?.from ?? effectiveFrom),
      quiz,
    };
  }

  private async version(tx: Transaction, protocolId: string, number: number): Promise<VersionWhole> {
    const version = await this.protocols.numbered(tx, protocolId, number);
    if (!version) throw new Refusal('access.not_found');
    return version;
  }

  private async published(tx: Transaction, protocolId: string, number: number): Promise<VersionWhole> {
    const version = await this.version(tx, protocolId, number);
    if (version.state !== 'published') throw new Refusal('protocol.wrong_state', { state: version.state });
    return version;
  }

  private tell(
    work: Parameters<Parameters<Commands['run']>[1]>[0],
    actor: Actor,
    { protocolId, number }: VersionWhole,
    kind: string,
  ): void {
    work.audit({ action: kind, objectKind: 'protocol', objectIds: [protocolId] });
    work.event({ kind, topic: 'protocol', subjectId: protocolId, version: number, data: { number }, recipients: [actor.institutionId] });
  }
}
