import type { IncomingReport, Problem } from '@alliance/domain/recognition/incoming-report';
import type { ReportSource } from '@alliance/domain/recognition/recognition.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { digest } from '../platform/crypto/digest.js';
import { newId } from '../platform/ids.js';
import type { Work } from '../platform/command/work.js';
import { InboundStore, type Arrival } from './inbound.store.js';
import { ReportIntake, type Filed } from './report.intake.js';

export type { Filed } from './report.intake.js';
export { ReportParsers } from './report-parsers.js';
/** What a source makes of a message: a report, or why it cannot be read as one. */
export type Read = IncomingReport | { readonly problems: readonly Problem[] };
export interface FileReport {
  readonly source: ReportSource;
  /** Where it came from: a connection, a file, a client. */
  readonly origin: string;
  /** What the sender calls this message; once for each origin. */
  readonly controlId: string;
  readonly content: string;
  readonly report: Read;
  /** Why a person corrects what stands. */
  readonly correctionReason?: string;
}
export type Settled = { readonly messageId: string } & Filed;

const isRead = (report: Read): report is IncomingReport => !('problems' in report);
// PostgreSQL holds no NUL
const storable = (text: string): string => text.replaceAll('\u0000', '\ufffd');

/** The one way in for reports of every source, inside the transaction of whoever received them. */
@Injectable()
export class ReportLedger {
  constructor(
    private readonly inbound: InboundStore,
    private readonly intake: ReportIntake,
  ) {}

  /**
   * Keeps the original and files the report, or keeps it to be mended. The same control id again changes nothing; with other content it is a
   * problem of the second message, which is not kept.
   */
  async file(work: Work, ask: FileReport): Promise<Settled> {
    const [settled] = await this.fileMany(work, [ask]);
    return settled as Settled;
  }

  /** As `file`, for some dozens at once and with as few statements as for one. @returns an answer for each, in the order given */
  async fileMany(work: Work, asks: readonly FileReport[]): Promise<Settled[]> {
    const arrivals = asks.map((ask) => arrivalOf(ask));
    const settled = new Map<string, Settled>();
    for (const wave of wavesOf(arrivals)) {
      const claimed = await this.inbound.claim(work, wave);
      const fresh = wave.filter(({ id }) => claimed.has(id));
      for (const again of wave.filter(({ id }) => !claimed.has(id))) settled.set(again.id, await this.again(work, again));
      const filed = await this.intake.settle(
        work,
        fresh.map(({ id, source }) => {
          const ask = asks[arrivals.findIndex((arrival) => arrival.id === id)] as FileReport;
          return { messageId: id, source, report: ask.report, correctionReason: ask.correctionReason ?? null };
        }),
      );
      for (const [at, { id }] of fresh.entries()) settled.set(id, { messageId: id, ...(filed[at] as Filed) });
      await this.keepWaiting(
        work,
        [...settled.values()].filter(({ messageId }) => claimed.has(messageId)),
      );
    }
    return arrivals.map(({ id }) => settled.get(id) as Settled);
  }

  /**
   * Again, with what somebody mended.
   * @param ask `mended` null: what was sent is tried once more as it is
   * @throws Refusal access.not_found, inbound.wrong_state
   */
  async refile(work: Work, { messageId, report, mended }: { messageId: string; report: Read; mended: string | null }): Promise<Filed> {
    const message = await this.inbound.lock(work, messageId);
    if (!message) throw new Refusal('access.not_found');
    if (message.state !== 'quarantined') throw new Refusal('inbound.wrong_state', { state: message.state });
    if (isRead(report)) await this.inbound.holdNumber(work, report.number.trim());
    const [filed] = await this.intake.settle(work, [{ messageId, source: message.source, report, correctionReason: null }]);
    const problems = filed?.kind === 'quarantined' ? filed.problems : [];
    await this.inbound.attempted(work, messageId, mended === null ? null : storable(mended), problems);
    return filed as Filed;
  }

  private async again(work: Work, arrival: Arrival): Promise<Settled> {
    const { messageId, digest: known, reportId } = await this.inbound.earlier(work, arrival);
    if (known !== arrival.digest) return { messageId, kind: 'quarantined', problems: [{ problem: 'control_id_reused', at: 'controlId' }] };
    return { messageId, kind: 'repeated', reportId };
  }

  private async keepWaiting(work: Work, settled: readonly Settled[]): Promise<void> {
    const waiting = settled.flatMap((one) => (one.kind === 'quarantined' ? [{ id: one.messageId, problems: one.problems }] : []));
    if (!waiting.length) return;
    await this.inbound.quarantine(work, waiting);
    for (const { id, problems } of waiting)
      work.event({
        kind: 'inbound.quarantined',
        topic: 'inbound',
        subjectId: id,
        version: 1,
        data: { problems: [...new Set(problems.map(({ problem }) => problem))] },
        recipients: [work.actor.institutionId],
      });
  }
}

const arrivalOf = ({ source, origin, controlId, content, report }: FileReport): Arrival => ({
  id: newId(),
  source,
  origin: storable(origin),
  controlId: storable(controlId),
  digest: digest(content),
  content: storable(content),
  number: isRead(report) ? storable(report.number.trim()) : null,
});

/** In each wave a control id and a report number stand once: what comes second meets the first one filed. */
function wavesOf(arrivals: readonly Arrival[]): Arrival[][] {
  const waves: { seen: Set<string>; members: Arrival[] }[] = [];
  for (const arrival of arrivals) {
    const names = [
      `message ${arrival.source} ${arrival.origin} ${arrival.controlId}`,
      ...(arrival.number === null ? [] : [`report ${arrival.number}`]),
    ];
    // never earlier than what it repeats
    const from = waves.findLastIndex(({ seen }) => names.some((name) => seen.has(name))) + 1;
    const wave = (waves[from] ??= { seen: new Set(), members: [] });
    for (const name of names) wave.seen.add(name);
    wave.members.push(arrival);
  }
  return waves.map(({ members }) => members);
}
