import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';

export interface ProtocolHead {
  readonly id: string;
  readonly allianceId: string;
  readonly leadId: string;
  readonly common: boolean;
}
interface SignOffRow {
  readonly code: string;
  readonly signatory: string;
  readonly title: string;
  readonly invented: boolean;
  readonly recorded_by: string;
  readonly at: Date;
}

@Injectable()
export class ProtocolStore {
  /** The alliance, whoever leads it. @throws Refusal access.not_found */
  async leadOf(work: Work, allianceId: string): Promise<string> {
    const [alliance] = await work.rows<{ lead_id: string }>('select lead_id from alliance where id = $1', [allianceId]);
    if (!alliance) throw new Refusal('access.not_found');
    return alliance.lead_id;
  }

  /** @throws Refusal protocol.code_taken */
  async add(work: Work, id: string, allianceId: string, code: string, title: { zh: string; en?: string | undefined }): Promise<void> {
    const added = await work.rows(
      `insert into protocol (id, alliance_id, code, title_zh, title_en, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6)
       on conflict (alliance_id, code) do nothing returning id`,
      [id, allianceId, code, title.zh, title.en ?? null, work.now],
    );
    if (!added.length) throw new Refusal('protocol.code_taken', { fields: ['code'] });
  }

  /**
   * Takes the protocol for this command: commands on its versions come one after the other.
   * @param version the one that was read; without it any
   * @returns its new version
   * @throws Refusal access.not_found, record.stale
   */
  async take(work: Work, id: string, version?: number): Promise<number> {
    const [taken] = await work.rows<{ version: number }>(
      'update protocol set version = version + 1, updated_at = $3 where id = $1 and ($2::int is null or version = $2) returning version',
      [id, version ?? null, work.now],
    );
    if (taken) return taken.version;
    const [known] = await work.rows<{ version: number }>('select version from protocol where id = $1', [id]);
    throw known ? new Refusal('record.stale', { version: known.version }) : new Refusal('access.not_found');
  }

  async share(work: Work, id: string, common: boolean): Promise<void> {
    await work.rows('update protocol set common = $2 where id = $1', [id, common]);
  }

  /** What lists and notices call it, from the newest publication on. */
  async rename(work: Work, id: string, title: { zh: string; en?: string | undefined }): Promise<void> {
    await work.rows('update protocol set title_zh = $2, title_en = $3 where id = $1', [id, title.zh, title.en ?? null]);
  }

  /** @returns id of the new draft; its author is whoever begins it */
  async draft(work: Work, protocolId: string, number: number, content: ProtocolContent, authorId: string): Promise<string> {
    const id = newId();
    await work.rows(
      `insert into protocol_version (id, protocol_id, number, state, content, authors, created_at, updated_at) values ($1, $2, $3, 'draft', $4::jsonb, $5::uuid[], $6, $6)`,
      [id, protocolId, number, JSON.stringify(content), [authorId], work.now],
    );
    return id;
  }

  /** Whoever answered for a criterion answers for its unchanged copy. */
  async copySignOffs(work: Work, fromId: string, toId: string): Promise<void> {
    await work.rows(
      `insert into criterion_sign_off (version_id, code, signatory, title, invented, recorded_by, at)
       select $2, code, signatory, title, invented, recorded_by, at from criterion_sign_off where version_id = $1`,
      [fromId, toId],
    );
  }

  async signOff(work: Work, versionId: string, signOffs: readonly SignOffRow[]): Promise<void> {
    await work.rows(
      `insert into criterion_sign_off (version_id, code, signatory, title, invented, recorded_by, at)
       select $1, code, signatory, title, invented, recorded_by, at
       from jsonb_to_recordset($2::jsonb) s (code text, signatory text, title text, invented boolean, recorded_by uuid, at timestamptz)
       on conflict (version_id, code) do update set signatory = excluded.signatory, title = excluded.title, invented = excluded.invented,
         recorded_by = excluded.recorded_by, at = excluded.at`,
      [versionId, JSON.stringify(signOffs)],
    );
  }

  async keepSignOffs(work: Work, versionId: string, codes: readonly string[]): Promise<void> {
    await work.rows('delete from criterion_sign_off where version_id = $1 and not code = any($2::text[])', [versionId, codes]);
  }

  /** Whose screens show what is published: lead, members and offices; of a common protocol everybody. */
  async readers(work: Work, { allianceId, common }: ProtocolHead): Promise<string[]> {
    if (common) return work.everyone();
    const rows = await work.rows<{ id: string }>(
      `select institution_id as id from membership where alliance_id = $1 and (upper(valid) is null or upper(valid) > $2::date)
       union select lead_id from alliance where id = $1 union select id from institution where type = 'management_office'`,
      [allianceId, today(work.now)],
    );
    return rows.map(({ id }) => id);
  }
}
