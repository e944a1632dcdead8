import type { createProtocol, shareProtocol } from '@alliance/contracts/protocol.contract';
import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import { versionToCopy } from '@alliance/domain/protocol/in-force';
import { checkMay } from '@alliance/domain/protocol/version.decide';
import { isWorking } from '@alliance/domain/protocol/version.machine';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { ProtocolQueries } from './protocol.queries.js';
import { standingOf } from './protocol.row.js';
import { ProtocolStore } from './protocol.store.js';
import { VersionQueries } from './version.queries.js';
import { VersionStore } from './version.store.js';

/** Protocols as a whole: who starts them, whom they belong to, which version is being written. */
@Injectable()
export class ProtocolService {
  constructor(
    private readonly commands: Commands,
    private readonly protocols: ProtocolStore,
    private readonly versions: VersionStore,
    private readonly queries: ProtocolQueries,
    private readonly versionQueries: VersionQueries,
  ) {}

  create(actor: Actor, { allianceId, code, title, ...body }: InputOf<typeof createProtocol>['body']): Promise<ProtocolView> {
    return this.command(actor, async (work) => {
      const leadId = await this.protocols.leadOf(work, allianceId);
      if (leadId !== actor.institutionId) throw new Refusal('protocol.not_lead');
      const id = body.id ?? newId();
      await this.protocols.add(work, id, allianceId, code, title);
      const versionId = await this.protocols.draft(work, id, 1, emptyContent(title), actor.personId);
      this.record(work, id, 1, 'protocol.drafted', { versionId, number: 1 }, [leadId]);
      return id;
    });
  }

  share(actor: Actor, id: string, { version, common }: InputOf<typeof shareProtocol>['body']): Promise<ProtocolView> {
    return this.command(actor, async (work) => {
      await this.queries.row(work, actor, id);
      const next = await this.protocols.take(work, id, version);
      await this.protocols.share(work, id, common);
      this.record(work, id, next, common ? 'protocol.shared' : 'protocol.unshared', {}, await work.everyone());
      return id;
    });
  }

  /** The next version begins as a copy of what will hold last, with the sign-offs of its criteria; nobody answers any more for what was withdrawn. */
  draft(actor: Actor, id: string, version: number): Promise<VersionView> {
    return this.commands.run(
      actor,
      async (work) => {
        const { lead_id: leadId, title_zh: zh, versions } = await this.queries.row(work, actor, id);
        if (leadId !== actor.institutionId) throw new Refusal('protocol.not_lead');
        const next = await this.protocols.take(work, id, version);
        const working = versions.find(({ state }) => isWorking(state));
        if (working) throw new Refusal('protocol.wrong_state', { state: working.state, action: 'draft' });
        const number = Math.max(0, ...versions.map((one) => one.number)) + 1;
        const copied = versionToCopy(versions);
        const before = copied && (await this.versionQueries.row(work, actor, id, copied.number));
        const content = before ? { ...before.content, changeNote: '' } : emptyContent({ zh });
        const versionId = await this.protocols.draft(work, id, number, content, actor.personId);
        if (before?.state === 'published') await this.protocols.copySignOffs(work, before.id, versionId);
        this.record(work, id, next, 'protocol.drafted', { versionId, number }, [leadId]);
        work.subjectId = versionId;
        return this.versionQueries.one(work, actor, versionId);
      },
      { replay: (versionId) => this.versionQueries.byId(actor, versionId) },
    );
  }

  discard(actor: Actor, id: string, number: number, version: number): Promise<ProtocolView> {
    return this.command(actor, async (work) => {
      const row = await this.versionQueries.row(work, actor, id, number);
      if (row.version !== version) throw new Refusal('record.stale', { version: row.version });
      checkMay(standingOf(row), 'discard', actor);
      await this.versions.discard(work, row);
      const next = await this.protocols.take(work, id);
      this.record(work, id, next, 'protocol.discarded', { versionId: row.id, number }, [row.lead_id]);
      return id;
    });
  }

  private command(actor: Actor, change: (work: Work) => Promise<string>): Promise<ProtocolView> {
    return this.commands.run(
      actor,
      async (work) => {
        work.subjectId = await change(work);
        return this.queries.one(work, actor, work.subjectId);
      },
      { replay: (id) => this.queries.get(actor, id) },
    );
  }

  private record(work: Work, id: string, version: number, kind: string, data: Record<string, string | number>, recipients: string[]): void {
    work.audit({ action: kind, objectKind: 'protocol', objectIds: [id] });
    work.event({ kind, topic: 'protocol', subjectId: id, version, data, recipients });
  }
}

const emptyContent = (title: { zh: string; en?: string | undefined }): ProtocolContent => ({
  title,
  changeNote: '',
  sections: [],
  facts: [],
  criteria: [],
  quiz: null,
  references: [],
});
