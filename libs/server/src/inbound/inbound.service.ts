import type { InboundView, discardInbound, mendInbound, replayManyInbound } from '@alliance/contracts/inbound.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { parseOru } from '@alliance/domain/hl7/parse-oru';
import type { ReportSource } from '@alliance/domain/recognition/recognition.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Hl7ConnectionReader } from '../hl7/hl7-connection.reader.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database } from '../platform/db/database.js';
import { ReportLedger, ReportParsers, type Filed } from '../test-result/report.ledger.js';
import { InboundQueries } from './inbound.queries.js';

interface Kept {
  readonly id: string;
  readonly version: number;
  readonly source: ReportSource;
  readonly origin: string;
  readonly text: string;
}
const mostAtOnce = 200;

/** What could not be filed: mended, tried again, or put aside. Nothing is removed. */
@Injectable()
export class InboundService implements OnModuleInit {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly ledger: ReportLedger,
    private readonly parsers: ReportParsers,
    private readonly connections: Hl7ConnectionReader,
    private readonly queries: InboundQueries,
  ) {}

  onModuleInit(): void {
    this.parsers.register('hl7', (content, _, zone) => parseOru(content, zone));
  }

  /** @throws Refusal record.stale, inbound.wrong_state, access.not_found */
  mend(actor: Actor, id: string, { version, text }: InputOf<typeof mendInbound>['body']): Promise<InboundView> {
    return this.again(actor, id, version, text.replaceAll('\n', '\r'));
  }

  /** @throws Refusal record.stale, inbound.wrong_state, access.not_found */
  replay(actor: Actor, id: string, version: number): Promise<InboundView> {
    return this.again(actor, id, version, null);
  }

  private again(actor: Actor, id: string, version: number, mended: string | null): Promise<InboundView> {
    return this.commands.run(actor, async (work) => {
      const kept = await this.locked(work, id, version);
      const filed = await this.refile(work, kept, mended);
      this.told(work, mended === null ? 'inbound.replayed' : 'inbound.mended', id, kept.version + 1, { became: filed.kind });
      return this.queries.one(work, id);
    });
  }

  /** One after the other, each in a commit of its own: what fails leaves the others alone. */
  async replayMany(
    actor: Actor,
    { problem, source }: InputOf<typeof replayManyInbound>['body'],
  ): Promise<AnswerOf<typeof replayManyInbound>> {
    const waiting = await this.database.read(actor, (tx) =>
      tx.rows<{ id: string; version: number }>(
        `select id, version from inbound_message where institution_id = current_institution() and state = 'quarantined'
           and problems @> jsonb_build_array(jsonb_build_object('problem', $1::text)) and ($2::text is null or source = $2)
         order by received_at, id limit ${mostAtOnce}`,
        [problem, source ?? null],
      ),
    );
    let filed = 0;
    for (const { id, version } of waiting)
      try {
        filed += Number((await this.replay(actor, id, version)).state === 'filed');
      } catch (error) {
        // somebody else mended it meanwhile
        if (!(error instanceof Refusal)) throw error;
      }
    return { tried: waiting.length, filed, waiting: waiting.length - filed };
  }

  /** @throws Refusal record.stale, inbound.wrong_state, access.not_found */
  discard(actor: Actor, id: string, { version, reason }: InputOf<typeof discardInbound>['body']): Promise<InboundView> {
    return this.commands.run(actor, async (work) => {
      const kept = await this.locked(work, id, version);
      await work.rows(
        `update inbound_message set state = 'discarded', discard_reason = $2, settled_at = $3, settled_by = current_person(), version = version + 1
         where id = $1`,
        [id, reason, work.now],
      );
      this.told(work, 'inbound.discarded', id, kept.version + 1, {});
      return this.queries.one(work, id);
    });
  }

  private async locked(work: Work, id: string, version: number): Promise<Kept> {
    const [kept] = await work.rows<Kept & { state: string }>(
      `select id, version, source, origin, state, coalesce(mended, content) as text from inbound_message
       where id = $1 and institution_id = current_institution() for update`,
      [id],
    );
    if (!kept) throw new Refusal('access.not_found');
    if (kept.version !== version) throw new Refusal('record.stale');
    if (kept.state !== 'quarantined') throw new Refusal('inbound.wrong_state', { state: kept.state });
    return kept;
  }

  private async refile(work: Work, { id, source, origin, text }: Kept, mended: string | null): Promise<Filed> {
    const zone = source === 'hl7' ? await this.connections.zoneOf(work, origin) : null;
    const report = this.parsers.of(source)(mended ?? text, work.actor.institutionId, zone);
    return this.ledger.refile(work, { messageId: id, report, mended });
  }

  private told(work: Work, kind: string, id: string, version: number, data: Readonly<Record<string, unknown>>): void {
    work.audit({ action: kind, objectKind: 'inbound_message', objectIds: [id] });
    work.event({ kind, topic: 'inbound', subjectId: id, version, data, recipients: [work.actor.institutionId] });
  }
}
