import type { Actor } from '@alliance/domain/access/actor';
import { compileCriteria, type CriteriaSet } from '@alliance/domain/criteria/criteria-set';
import { withOverrides, type StoredOverride } from '@alliance/domain/criteria/override-in-force';
import { careLevelOf, defaultResponseMinutes } from '@alliance/domain/criteria/response-time';
import type { CareLevel, Criterion, CriterionUrgency } from '@alliance/domain/criteria/rule.types';
import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import { Injectable } from '@nestjs/common';
import { Database, type Identity, type Transaction } from '../platform/db/database.js';
import { today } from '../platform/today.js';
import { Recent } from './recent.js';
import { contents, standing, type StandingRow, type StandingVersion } from './standing.statement.js';

export type StandingCriterion = Criterion & { readonly overridden: boolean };
/** A protocol in force as it holds for one institution. */
export interface StandingProtocol extends Omit<StandingVersion, 'adoption'> {
  readonly content: ProtocolContent;
  readonly criteria: ReadonlyMap<string, StandingCriterion>;
  readonly set: CriteriaSet;
}
export interface Standing {
  readonly belongs: boolean;
  /** Level of care of my institution. */
  readonly level: CareLevel | null;
  readonly responseMinutes: Readonly<Record<CriterionUrgency, number>>;
  readonly protocols: readonly StandingProtocol[];
}
type Compiled = Pick<StandingProtocol, 'content' | 'criteria' | 'set'>;
type Known = readonly (readonly [StandingVersion, Compiled | undefined])[];

/** Protocols whose compiled criteria one process keeps, with the overrides of one institution each. */
const most = 400;

/** What is in force for an alliance. PostgreSQL says which versions are, each time; what they say never changes and is compiled once. */
@Injectable()
export class StandingReader {
  private readonly compiled = new Recent<Compiled>(most);

  constructor(private readonly database: Database) {}

  /**
   * In one round trip, for whoever judges without writing.
   * @param allianceId null for all alliances of the institution
   * @param at its day at the hospitals decides the versions
   */
  async of(actor: Actor, allianceId: string | null, at: Date): Promise<Standing> {
    const [row] = await this.database.anonymous<StandingRow>(standing, parametersOf(actor, allianceId, at));
    const known = this.known(actor, row);
    return this.asStanding(
      row,
      known.some(([, compiled]) => !compiled) ? await this.database.read(actor, (tx) => this.all(tx, known)) : known,
    );
  }

  /** Inside a command. */
  async within(tx: Transaction, allianceId: string, at: Date): Promise<Standing> {
    const [row] = await tx.rows<StandingRow>(standing, parametersOf(tx.identity, allianceId, at));
    return this.asStanding(row, await this.all(tx, this.known(tx.identity, row)));
  }

  private known(identity: Identity, row: StandingRow | undefined): Known {
    return (row?.versions ?? []).map((version) => [version, this.compiled.get(keyOf(identity, version))]);
  }

  private asStanding(row: StandingRow | undefined, known: Known): Standing {
    return {
      belongs: row?.belongs ?? false,
      level: row ? careLevelOf(row.level) : null,
      responseMinutes: row?.minutes ?? defaultResponseMinutes,
      protocols: known.flatMap(([version, compiled]) => (compiled ? [{ ...version, ...compiled }] : [])),
    };
  }

  /** What is not compiled yet is read and compiled. */
  private async all(tx: Transaction, known: Known): Promise<Known> {
    const unknown = known.filter(([, compiled]) => !compiled).map(([version]) => version);
    if (!unknown.length) return known;
    const read = await this.compile(tx, unknown);
    return known.map(([version, compiled]) => [version, compiled ?? read.get(version.versionId)]);
  }

  private async compile(tx: Transaction, versions: readonly StandingVersion[]): Promise<Map<string, Compiled>> {
    const rows = await tx.rows<{ id: string; content: ProtocolContent; overrides: StoredOverride[] | null }>(contents, [
      versions.map(({ versionId }) => versionId),
    ]);
    const read = new Map(rows.map((row) => [row.id, row]));
    return new Map(
      versions.flatMap((version): [string, Compiled][] => {
        const row = read.get(version.versionId);
        if (!row) return [];
        const criteria = withOverrides(row.content, version.adoption === null ? [] : (row.overrides ?? []));
        const set = compileCriteria(row.content.facts, criteria);
        const compiled = { content: row.content, criteria: new Map(criteria.map((criterion) => [criterion.code, criterion])), set };
        return [[version.versionId, this.compiled.keep(keyOf(tx.identity, version), compiled)]];
      }),
    );
  }
}

const parametersOf = ({ institutionId, role }: Identity, allianceId: string | null, at: Date): unknown[] => [
  institutionId,
  role ?? null,
  allianceId,
  today(at),
];
/** One institution's overrides are nobody else's. */
const keyOf = ({ institutionId }: Identity, { versionId, adoption }: StandingVersion): string =>
  adoption === null ? versionId : `${versionId} ${institutionId} ${adoption}`;
