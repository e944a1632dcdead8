import { compileCriteria, type CriteriaSet } from '@alliance/domain/criteria/criteria-set';
import { withOverrides, type StoredOverride } from '@alliance/domain/criteria/override-in-force';
import { careLevelOf, defaultResponseMinutes } from '@alliance/domain/criteria/response-time';
import type { CareLevel, Criterion, CriterionUrgency } from '@alliance/domain/criteria/rule.types';
import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';
import { today } from '../platform/today.js';
import { Recent } from './recent.js';
import { contents, standing, standingOfMine, type StandingRow, type StandingVersion } from './standing.statement.js';

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

/** Protocols whose compiled criteria one process keeps, with the overrides of one institution each. */
const most = 400;

/** What is in force for an alliance. PostgreSQL says which versions are, each time; what they say never changes and is compiled once. */
@Injectable()
export class StandingReader {
  private readonly compiled = new Recent<Compiled>(most);

  /** @param at its day at the hospitals decides the versions */
  of(tx: Transaction, allianceId: string, at: Date): Promise<Standing> {
    return this.read(tx, standing, [allianceId, today(at)]);
  }

  /** The protocols of every alliance my institution is in. */
  ofMine(tx: Transaction, at: Date): Promise<Standing> {
    return this.read(tx, standingOfMine, [true, today(at)]);
  }

  private async read(tx: Transaction, statement: string, parameters: readonly unknown[]): Promise<Standing> {
    const [row] = await tx.rows<StandingRow>(statement, parameters);
    const versions = row?.versions ?? [];
    const known = new Map(versions.map((version) => [version, this.compiled.get(keyOf(tx, version))]));
    const unknown = versions.filter((version) => !known.get(version));
    if (unknown.length) for (const [version, compiled] of await this.compile(tx, unknown)) known.set(version, compiled);
    return {
      belongs: row?.belongs ?? false,
      level: row ? careLevelOf(row.level) : null,
      responseMinutes: row?.minutes ?? defaultResponseMinutes,
      protocols: [...known].flatMap(([version, compiled]) => (compiled ? [{ ...version, ...compiled }] : [])),
    };
  }

  private async compile(tx: Transaction, versions: readonly StandingVersion[]): Promise<[StandingVersion, Compiled][]> {
    const rows = await tx.rows<{ id: string; content: ProtocolContent; overrides: StoredOverride[] | null }>(contents, [
      `{${versions.map(({ versionId }) => versionId).join(',')}}`,
    ]);
    return rows.flatMap(({ id, content, overrides }) => {
      const version = versions.find(({ versionId }) => versionId === id);
      if (!version) return [];
      const criteria = withOverrides(content.criteria, version.adoption === null ? [] : (overrides ?? []));
      const set = compileCriteria(content.facts, criteria);
      const compiled = { content, criteria: new Map(criteria.map((criterion) => [criterion.code, criterion])), set };
      return [[version, this.compiled.keep(keyOf(tx, version), compiled)]];
    });
  }
}

/** One institution's overrides are nobody else's. */
const keyOf = ({ identity }: Transaction, { versionId, adoption }: StandingVersion): string =>
  adoption === null ? versionId : `${versionId} ${identity.institutionId} ${adoption}`;
