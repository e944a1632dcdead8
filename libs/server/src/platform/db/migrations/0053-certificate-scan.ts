import { Migration } from '@mikro-orm/migrations';
import { ownedByDefiner } from '../definer.js';

/** Scans of papers are files like others: kept on a shelf, looked at, and known to whoever sweeps. */
export class CertificateScan extends Migration {
  override up(): void {
    this.addSql(`
      alter table quality_certificate_scan add column storage_key text not null, add column quarantine text;
      create or replace function known_files(p_keys text[]) returns setof text
        language sql stable security definer set search_path = public, pg_temp as $$
        select storage_key from attachment where storage_key = any(p_keys)
        union all select storage_key from protocol_file where storage_key = any(p_keys)
        union all select storage_key from consultation_document where storage_key = any(p_keys)
        union all select storage_key from quality_certificate_scan where storage_key = any(p_keys) $$;
      create index quality_certificate_scan_key on quality_certificate_scan (storage_key);
      grant select on quality_certificate_scan to alliance_definer;
    `);
    for (const statement of ownedByDefiner(['known_files(text[])'], 'alliance_system')) this.addSql(statement);
  }
}
