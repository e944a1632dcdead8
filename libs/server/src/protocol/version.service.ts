import type { annotateVersion, signOffCriteria, writeVersion } from '@alliance/contracts/protocol.contract';
import type { VersionView } from '@alliance/contracts/protocol.schema';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { blockersOf, testBlockers } from '@alliance/domain/protocol/blockers';
import { readingReminders } from '@alliance/domain/protocol/reading';
import { needsSignOff, signOffsThatHold } from '@alliance/domain/protocol/sign-off';
import { checkMay, decideVersion, type VersionAsk, type VersionSurroundings } from '@alliance/domain/protocol/version.decide';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { today } from '../platform/today.js';
import { readingDue } from './protocol.reader.js';
import { standingOf, type VersionRow } from './protocol.row.js';
import { ProtocolStore } from './protocol.store.js';
import { VersionQueries } from './version.queries.js';
import { VersionStore } from './version.store.js';

/** Address of a version and the version of it that was read. */
export interface VersionAddress {
  readonly id: string;
  readonly n: number;
  readonly version: number;
}

const pastFacts = { submit: 'submitted', return: 'returned', approve: 'approved', publish: 'published', withdraw: 'withdrawn' } as const;
const readersConcern: ReadonlySet<VersionAsk['action']> = new Set(['publish', 'withdraw']);

/** Commands on one version: writing in it, its way to its readers, and what is noted beside it. */
@Injectable()
export class VersionService {
  constructor(
    private readonly commands: Commands,
    private readonly protocols: ProtocolStore,
    private readonly versions: VersionStore,
    private readonly queries: VersionQueries,
  ) {}

  /** Steps of the machine go one way: load, decide, write, record. */
  step(actor: Actor, at: VersionAddress, ask: VersionAsk): Promise<VersionView> {
    return this.command(actor, at, async (work, row) => {
      const change = decideVersion(standingOf(row), ask, actor, surroundings(work, row));
      await this.versions.change(work, row, change);
      if (ask.action === 'publish') {
        await this.versions.index(work, row);
        await this.protocols.rename(work, row.protocol_id, row.content.title);
        for (const dueAt of readingReminders(change.effectiveFrom as string)) work.timer({ kind: readingDue, subjectId: row.id, dueAt });
      }
      const kind = `protocol.${pastFacts[ask.action]}`;
      const readers = readersConcern.has(ask.action) ? await this.readersOf(work, row) : [row.lead_id];
      await this.record(work, row, kind, readers, change.effectiveFrom ? { effectiveFrom: change.effectiveFrom } : {});
    });
  }

  /** Sign-offs of criteria that now say something else are gone: somebody answers for what they read. */
  write(actor: Actor, at: VersionAddress, content: InputOf<typeof writeVersion>['body']['content']): Promise<VersionView> {
    return this.command(actor, at, async (work, row) => {
      checkMay(standingOf(row), 'edit', actor);
      await this.versions.write(work, row, content, actor.personId);
      const kept = signOffsThatHold(row.sign_offs, row.content, content);
      if (kept.length < row.sign_offs.length)
        await this.protocols.keepSignOffs(
          work,
          row.id,
          kept.map(({ code }) => code),
        );
      work.audit({ action: 'protocol.save', objectKind: 'protocol', objectIds: [row.protocol_id] });
    });
  }

  signOff(
    actor: Actor,
    at: VersionAddress,
    { codes, signatory, title }: Omit<InputOf<typeof signOffCriteria>['body'], 'version'>,
  ): Promise<VersionView> {
    return this.command(actor, at, async (work, row) => {
      checkMay(standingOf(row), 'sign_off', actor);
      const open = new Set(row.content.criteria.filter(needsSignOff).map(({ code }) => code));
      const needless = codes.filter((code) => !open.has(code));
      if (needless.length) throw new Refusal('protocol.sign_off_needless', { codes: needless });
      await this.versions.touch(work, row);
      const signed = { signatory, title, invented: false, recorded_by: actor.personId, at: work.now };
      await this.protocols.signOff(
        work,
        row.id,
        [...new Set(codes)].map((code) => ({ code, ...signed })),
      );
      await this.record(work, row, 'protocol.signed_off', [row.lead_id], { criteria: codes.length });
    });
  }

  annotate(actor: Actor, at: VersionAddress, text: InputOf<typeof annotateVersion>['body']['text']): Promise<VersionView> {
    return this.command(actor, at, async (work, row) => {
      checkMay(standingOf(row), 'annotate', actor);
      await this.versions.annotate(work, row, text, actor.personId);
      await this.record(work, row, 'protocol.annotated', await this.readersOf(work, row), { note: text === null ? 0 : 1 });
    });
  }

  /** @throws Refusal access.not_found, record.stale */
  private command(
    actor: Actor,
    { id, n, version }: VersionAddress,
    change: (work: Work, row: VersionRow) => Promise<void>,
  ): Promise<VersionView> {
    return this.commands.run(
      actor,
      async (work) => {
        const row = await this.queries.row(work, actor, id, n);
        if (row.version !== version) throw new Refusal('record.stale', { version: row.version });
        await change(work, row);
        work.subjectId = row.id;
        return this.queries.one(work, actor, row.id);
      },
      { replay: (versionId) => this.queries.byId(actor, versionId) },
    );
  }

  private readersOf(work: Work, row: VersionRow): Promise<string[]> {
    return this.protocols.readers(work, { id: row.protocol_id, allianceId: row.alliance_id, leadId: row.lead_id, common: row.common });
  }

  private async record(
    work: Work,
    row: VersionRow,
    kind: string,
    recipients: string[],
    data: Record<string, string | number>,
  ): Promise<void> {
    const version = await this.protocols.take(work, row.protocol_id);
    work.audit({ action: kind, objectKind: 'protocol', objectIds: [row.protocol_id] });
    work.event({
      kind,
      topic: 'protocol',
      subjectId: row.protocol_id,
      version,
      data: { versionId: row.id, number: row.number, ...data },
      recipients,
      concerns: [...new Set([...row.authors, ...(row.submitted_by ? [row.submitted_by] : [])])],
    });
  }
}

const surroundings = (work: Work, { content, sign_offs, sisters, number }: VersionRow): VersionSurroundings => ({
  now: work.now,
  day: today(work.now),
  testBlockers: () => testBlockers(content, work.now),
  blockers: () => blockersOf(content, sign_offs, work.now),
  publishedFrom: sisters.flatMap((one) =>
    one.state === 'published' && one.number !== number && one.effectiveFrom ? [one.effectiveFrom] : [],
  ),
});
