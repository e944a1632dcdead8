import type { correctReport, fileReport, revokeReport } from '@alliance/contracts/result.contract';
import type { ReportView } from '@alliance/contracts/result.schema';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { IncomingReport } from '@alliance/domain/recognition/incoming-report';
import type { ReportState } from '@alliance/domain/recognition/recognition.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { canonical } from '../platform/crypto/digest.js';
import { newId } from '../platform/ids.js';
import { ReportIntake } from './report.intake.js';
import { ReportLedger } from './report.ledger.js';
import { ReportQueries } from './report.queries.js';

type Typed = InputOf<typeof fileReport>['body'];
type Corrected = InputOf<typeof correctReport>['body'];
interface Standing {
  version: number;
  number: string;
  state: ReportState;
  current: boolean;
  patient_id: string;
  institution_id: string;
}

/** Reports that a person types, corrects and takes back. */
@Injectable()
export class ReportService {
  constructor(
    private readonly commands: Commands,
    private readonly ledger: ReportLedger,
    private readonly intake: ReportIntake,
    private readonly queries: ReportQueries,
  ) {}

  /** @throws Refusal report.problems with what is wrong and where; nothing is kept: whoever typed it still has it */
  file(actor: Actor, body: Typed): Promise<ReportView> {
    const { id = newId(), patientId, patient, ...typed } = body;
    if ((patientId === undefined) === (patient === undefined)) throw new Refusal('request.invalid', { fields: ['patient'] });
    const who = patient ?? { patientId: patientId as string };
    return this.command(actor, (work) => this.write(work, actor, id, { ...typed, patient: who }, body));
  }

  /** @throws Refusal report.not_found, report.stale, report.wrong_state, report.problems */
  correct(actor: Actor, id: string, { version, reason, report }: Corrected): Promise<ReportView> {
    return this.command(actor, async (work) => {
      const standing = await this.standing(work, actor, id, version);
      const state: ReportState = standing.state === 'preliminary' ? report.state : 'corrected';
      const next = { ...report, state, number: standing.number, patient: { patientId: standing.patient_id } };
      return this.write(work, actor, newId(), next, { ...report, number: standing.number, reason }, reason);
    });
  }

  /** @throws Refusal report.not_found, report.stale, report.wrong_state */
  revoke(actor: Actor, id: string, { version, reason }: InputOf<typeof revokeReport>['body']): Promise<ReportView> {
    return this.command(actor, async (work) => {
      await this.standing(work, actor, id, version);
      await this.intake.revoke(work, id, reason);
      return id;
    });
  }

  private async write(
    work: Work,
    actor: Actor,
    controlId: string,
    report: IncomingReport,
    typed: object,
    correctionReason?: string,
  ): Promise<string> {
    const content = canonical(typed);
    const ask = { source: 'form' as const, origin: actor.personId, controlId, content, report };
    const filed = await this.ledger.file(work, { ...ask, ...(correctionReason !== undefined && { correctionReason }) });
    if (filed.kind !== 'quarantined') return filed.reportId as string;
    const { problems } = filed;
    if (problems.some(({ problem }) => problem === 'control_id_reused')) throw new Refusal('request.key_reused');
    if ('patientId' in report.patient && problems.some(({ problem }) => problem === 'patient_unknown'))
      throw new Refusal('access.not_found');
    throw new Refusal('report.problems', { problems: problems.map(({ problem, at }) => `${problem} ${at}`) });
  }

  /** Locks what stands. */
  private async standing(work: Work, actor: Actor, id: string, version: number): Promise<Standing> {
    const [row] = await work.rows<Standing>(
      `select version, number, state, current, patient_id, institution_id from diagnostic_report where id = $1 and institution_id = $2 for update`,
      [id, actor.institutionId],
    );
    if (!row) throw new Refusal('report.not_found');
    if (row.version !== version) throw new Refusal('report.stale', { version: row.version });
    if (!row.current || row.state === 'revoked') throw new Refusal('report.wrong_state', { state: row.state });
    return row;
  }

  private command(actor: Actor, change: (work: Work) => Promise<string>): Promise<ReportView> {
    return this.commands.run(
      actor,
      async (work) => {
        work.subjectId = await change(work);
        return this.queries.view(work, actor, work.subjectId);
      },
      { replay: (id) => this.queries.one(actor, id) },
    );
  }
}
