import type { CertificateView, listCertificates } from '@alliance/contracts/quality-certificate.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable, type StreamableFile } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { Files } from '../platform/files/files.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { certificateLine, certificateRows, certificateView, type CertificateRow, type ItemRow } from './certificate.row.js';

const soonDays = 60;
/** `$2` the filter, `$3` whose papers or null, `$4` and `$5` where the page before ended. */
const page = `
  select * from (${certificateRows}) found
  where ($3::uuid is null or institution_id = $3)
    and case $2 when 'to_check' then state = 'submitted' when 'draft' then state in ('draft', 'refused')
      when 'expiring' then state = 'in_force' and days_left between 0 and ${soonDays} when 'in_force' then state = 'in_force' and days_left >= 0
      when 'past' then state = 'revoked' or (state = 'in_force' and days_left < 0) else true end
    and ($4::date is null or (valid_until::date, id) > ($4, $5::uuid))
  order by valid_until::date, id limit $6`;
const items = `
  select q.item_code, t.name_zh, t.name_en, q.outcome, q.score from quality_certificate_item q join test_item t on t.code = q.item_code
  where q.certificate_id = $1 order by q.outcome desc, t.position, t.code`;

@Injectable()
export class CertificateQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: Files,
    private readonly audit: AuditLog,
  ) {}

  /** Row-level security decides whose papers are seen: one's own, as a lead the members', as the office everybody's. */
  async list(actor: Actor, { filter, institutionId, limit, cursor }: InputOf<typeof listCertificates>['query']) {
    const [until, id] = readCursor(cursor, 2);
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<CertificateRow>(page, [this.clock.now(), filter, institutionId ?? null, until ?? null, id ?? null, limit + 1]),
    );
    return pageFrom(rows, limit, (row) => [row.valid_until, row.id], certificateLine);
  }

  get(actor: Actor, id: string): Promise<CertificateView> {
    return this.database.read(actor, (tx) => this.view(tx, actor, id));
  }

  async view(tx: Transaction, actor: Actor, id: string): Promise<CertificateView> {
    return certificateView(await this.row(tx, id), await tx.rows<ItemRow>(items, [id]), actor);
  }

  /** @throws Refusal access.not_found */
  async row(tx: Transaction, id: string): Promise<CertificateRow> {
    const [row] = await tx.rows<CertificateRow>(`${certificateRows} where c.id = $2`, [this.clock.now(), id]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }

  /** @throws Refusal access.not_found, file.quarantined */
  async scan(actor: Actor, id: string): Promise<StreamableFile> {
    const found = await this.database.write(actor, async (tx) => {
      const [row] = await tx.rows<{ name: string; media_type: string; bytes: number; storage_key: string }>(
        'select name, media_type, bytes, storage_key from quality_certificate_scan where certificate_id = $1 order by at desc, id desc limit 1',
        [id],
      );
      if (!row) throw new Refusal('access.not_found');
      await this.audit.seen(tx, actor, { action: 'file.download', objectKind: 'certificate', objectIds: [id] });
      return row;
    });
    return this.files.download(found.storage_key, { name: found.name, mediaType: found.media_type, bytes: found.bytes });
  }
}
