import type { ProtocolContent, VersionState } from '@alliance/domain/protocol/protocol.types';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';

/** Readers of a version are reminded; the handler is in the worker. */
export const readingDue = 'protocol.reading_due';

/** A version without what it says: small enough to be asked for with every judgement. */
export interface VersionHead {
  readonly protocolId: string;
  readonly code: string;
  readonly allianceId: string;
  /** Belongs to every alliance. */
  readonly common: boolean;
  readonly versionId: string;
  readonly number: number;
  readonly state: VersionState;
  /** `YYYY-MM-DD`; null until it is published. */
  readonly effectiveFrom: string | null;
}
export interface VersionWhole extends VersionHead {
  readonly content: ProtocolContent;
}

const head = `p.id as "protocolId", p.code, p.alliance_id as "allianceId", p.common, v.id as "versionId", v.number, v.state, v.effective_from::text as "effectiveFrom"`;
const from = 'from protocol_version v join protocol p on p.id = v.protocol_id';

/** Protocols for other features. Row-level security decides which there are: those of one's alliances, the common ones, and what one leads. */
@Injectable()
export class ProtocolReader {
  /**
   * The versions that hold on a day in an alliance: its own by code, then the common ones.
   * @param day `YYYY-MM-DD` where the hospitals are
   */
  async headsInForce(tx: Transaction, allianceId: string, day: string): Promise<VersionHead[]> {
    return tx.rows<VersionHead>(
      `select * from (select distinct on (p.id) ${head} ${from}
         where (p.alliance_id = $1 or p.common) and v.state = 'published' and v.effective_from <= $2::date order by p.id, v.effective_from desc) held
       order by "allianceId" <> $1, code, "protocolId"`,
      [allianceId, day],
    );
  }

  /** As `headsInForce`, with what they say. What a published version says never changes: it may be kept by `versionId`. */
  async inForce(tx: Transaction, allianceId: string, day: string): Promise<(VersionWhole & { readonly effectiveFrom: string })[]> {
    const heads = await this.headsInForce(tx, allianceId, day);
    const contents = await this.contents(
      tx,
      heads.map(({ versionId }) => versionId),
    );
    return heads.map((held) => ({
      ...held,
      effectiveFrom: held.effectiveFrom as string,
      content: contents.get(held.versionId) as ProtocolContent,
    }));
  }

  /** What versions say, by id; those that one does not see are left out. */
  async contents(tx: Transaction, versionIds: readonly string[]): Promise<ReadonlyMap<string, ProtocolContent>> {
    if (!versionIds.length) return new Map();
    const rows = await tx.rows<{ id: string; content: ProtocolContent }>(
      'select id, content from protocol_version where id = any($1::uuid[])',
      [versionIds],
    );
    return new Map(rows.map(({ id, content }) => [id, content]));
  }

  async version(tx: Transaction, versionId: string): Promise<VersionWhole | undefined> {
    const [row] = await tx.rows<VersionWhole>(`select ${head}, v.content ${from} where v.id = $1`, [versionId]);
    return row;
  }

  /** A version as addresses name it. */
  async numbered(tx: Transaction, protocolId: string, number: number): Promise<VersionWhole | undefined> {
    const [row] = await tx.rows<VersionWhole>(`select ${head}, v.content ${from} where p.id = $1 and v.number = $2`, [protocolId, number]);
    return row;
  }

  /** All versions of a protocol that one sees, newest first; none where there is no such protocol for the reader. */
  async versions(tx: Transaction, protocolId: string): Promise<VersionHead[]> {
    return tx.rows<VersionHead>(`select ${head} ${from} where p.id = $1 order by v.number desc`, [protocolId]);
  }
}
