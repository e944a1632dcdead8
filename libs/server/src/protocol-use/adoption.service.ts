import type { AdoptionView, adoptVersion } from '@alliance/contracts/adoption.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { overrideHolds, type StoredOverride } from '@alliance/domain/criteria/override-in-force';
import { checkedOverrides } from '@alliance/domain/protocol/adoption';
import { shownState, versionInForce } from '@alliance/domain/protocol/in-force';
import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { today } from '../platform/today.js';
import { unhurried } from '../platform/unhurried.js';
import { ProtocolReader, type VersionHead } from '../protocol/protocol.reader.js';

interface AdoptionRow {
  institution_id: string;
  institution: string;
  version: number;
  number: number;
  overrides: StoredOverride[];
  adopted_at: Date;
  adopted_by: string;
}
const adoptions = `
  select a.institution_id, i.name as institution, a.version, v.number, a.overrides, a.adopted_at, (select name from person where id = a.adopted_by) as adopted_by
  from protocol_adoption a join institution i on i.id = a.institution_id join protocol_version v on v.id = a.version_id where a.protocol_id = $1`;

/** What members made of a protocol: which version they adopted, and where their own rules stand in for the alliance's. */
@Injectable()
export class AdoptionService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly protocols: ProtocolReader,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, protocolId: string): Promise<AdoptionView> {
    return this.database.read(actor, (tx) => this.own(tx, actor, protocolId));
  }

  /** Of every member, to the lead and the office; row-level security leaves others their own. @throws Refusal access.not_found */
  list(actor: Actor, protocolId: string): Promise<{ items: AdoptionView[] }> {
    return this.database.read(actor, async (tx) => {
      const held = await this.held(tx, protocolId);
      const rows = await tx.rows<AdoptionRow>(`${adoptions} order by i.name, a.institution_id`, [protocolId]);
      return { items: rows.map((row) => viewOf(protocolId, row, held)) };
    });
  }

  /**
   * Takes up the version in force, with rules of one's own. They go on under the next version where it says the same, and lapse where it does not.
   * @throws Refusal access.not_found, record.stale, protocol.not_adoptable, protocol.override_invalid, protocol.override_loosens
   */
  adopt(actor: Actor, protocolId: string, { version, number, overrides }: InputOf<typeof adoptVersion>['body']): Promise<AdoptionView> {
    return this.commands.run(
      actor,
      async (work) => {
        await this.requireMember(work, protocolId);
        const adopted = await this.adoptable(work, protocolId, number);
        const { content } = (await this.protocols.version(work, adopted.versionId)) as { content: ProtocolContent };
        const own = await unhurried(checkedOverrides(content, overrides));
        await this.save(work, actor, adopted, own, version);
        work.subjectId = protocolId;
        work.audit({ action: 'protocol.adopt', objectKind: 'protocol', objectIds: [protocolId] });
        work.event({
          kind: 'protocol.adopted',
          topic: 'protocol',
          subjectId: protocolId,
          version: version + 1,
          data: { number, overrides: overrides.length },
          recipients: [...new Set([actor.institutionId, await this.leadOf(work, adopted.allianceId)])],
        });
        return this.own(work, actor, protocolId);
      },
      { replay: () => this.get(actor, protocolId) },
    );
  }

  private async own(tx: Transaction, { institutionId }: Actor, protocolId: string): Promise<AdoptionView> {
    const held = await this.held(tx, protocolId);
    const [row] = await tx.rows<AdoptionRow>(`${adoptions} and a.institution_id = $2`, [protocolId, institutionId]);
    if (row) return viewOf(protocolId, row, held);
    const [institution] = await tx.rows<{ id: string; name: string }>('select id, name from institution where id = $1', [institutionId]);
    if (!institution) throw new Refusal('access.not_found');
    return { protocolId, institution, version: 0, number: null, adoptedAt: null, adoptedBy: null, overrides: [] };
  }

  /** What the version in force says, if any is. @throws Refusal access.not_found where one sees no version of the protocol */
  private async held(tx: Transaction, protocolId: string): Promise<ProtocolContent | undefined> {
    const versions = await this.protocols.versions(tx, protocolId);
    if (!versions.length) throw new Refusal('access.not_found');
    const head = versionInForce(versions, today(this.clock.now()));
    return head && (await this.protocols.version(tx, head.versionId))?.content;
  }

  private async adoptable(work: Work, protocolId: string, number: number): Promise<VersionHead> {
    const versions = await this.protocols.versions(work, protocolId);
    const wanted = versions.find((one) => one.number === number);
    if (!wanted) throw new Refusal('access.not_found');
    const state = shownState(wanted, versions, today(work.now));
    if (state !== 'in_force') throw new Refusal('protocol.not_adoptable', { state });
    return wanted;
  }

  /** The office reads everything and treats nobody: it adopts nothing. @throws Refusal access.not_found */
  private async requireMember(work: Work, protocolId: string): Promise<void> {
    const member = await work.rows(
      `select 1 from protocol p join membership m on m.alliance_id = p.alliance_id or p.common
       where p.id = $1 and m.institution_id = current_institution() and m.valid @> $2::date limit 1`,
      [protocolId, today(work.now)],
    );
    if (!member.length) throw new Refusal('access.not_found');
  }

  private async leadOf(work: Work, allianceId: string): Promise<string> {
    const [alliance] = await work.rows<{ lead_id: string }>('select lead_id from alliance where id = $1', [allianceId]);
    return alliance?.lead_id as string;
  }

  private async save(
    work: Work,
    actor: Actor,
    { protocolId, versionId }: VersionHead,
    own: StoredOverride[],
    version: number,
  ): Promise<void> {
    const values = [protocolId, versionId, JSON.stringify(own), actor.personId, work.now];
    const saved = await work.rows(
      version === 0
        ? `insert into protocol_adoption (protocol_id, institution_id, version_id, overrides, adopted_by, adopted_at)
           values ($1, current_institution(), $2, $3::jsonb, $4, $5) on conflict do nothing returning 1`
        : `update protocol_adoption set version_id = $2, overrides = $3::jsonb, adopted_by = $4, adopted_at = $5, version = version + 1
           where protocol_id = $1 and institution_id = current_institution() and version = $6 returning 1`,
      version === 0 ? values : [...values, version],
    );
    if (!saved.length) throw new Refusal('record.stale', { version });
  }
}

function viewOf(protocolId: string, row: AdoptionRow, held: ProtocolContent | undefined): AdoptionView {
  return {
    protocolId,
    institution: { id: row.institution_id, name: row.institution },
    version: row.version,
    number: row.number,
    adoptedAt: row.adopted_at.toISOString(),
    adoptedBy: row.adopted_by,
    overrides: row.overrides.map((own) => {
      const { code, rule, reason, baseline, effect } = own;
      return { code, rule, reason, baseline: baseline.rule, effect, lapsed: !held || !overrideHolds(own, held) };
    }),
  };
}
