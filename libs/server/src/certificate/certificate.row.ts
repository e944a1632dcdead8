import type { CertificateLine, CertificateView } from '@alliance/contracts/quality-certificate.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { actionsOn } from '@alliance/domain/quality-certificate/certificate';

export interface CertificateRow {
  id: string;
  version: number;
  institution_id: string;
  institution_name: string;
  level: CertificateLine['level'];
  assessor: string;
  province: string | null;
  city: string | null;
  alliance_id: string | null;
  alliance_name: string | null;
  label: string;
  round: string;
  number: string | null;
  valid_from: string;
  valid_until: string;
  state: CertificateLine['state'];
  passed: number;
  failed: number;
  days_left: number;
  entered_by: string;
  entered_name: string;
  entered_at: Date;
  checked_name: string | null;
  checked_at: Date | null;
  refused_reason: string | null;
  revoked_reason: string | null;
  scan_id: string | null;
  scan_name: string | null;
  scan_bytes: number | null;
  scan_quarantine: string | null;
}
export interface ItemRow {
  item_code: string;
  name_zh: string;
  name_en: string | null;
  outcome: 'passed' | 'failed';
  score: string | null;
}

/** `$1` now. Of several scans the newest counts. */
export const certificateRows = `
  select c.id, c.version, c.institution_id, i.name as institution_name, c.level, c.assessor, c.province, c.city, c.alliance_id, a.name_zh as alliance_name, c.label,
    c.round, c.number, c.valid_from::text as valid_from, c.valid_until::text as valid_until, c.state, n.passed, n.failed,
    c.valid_until - ($1::timestamptz at time zone i.time_zone)::date as days_left, c.entered_by, e.name as entered_name, c.entered_at,
    k.name as checked_name, c.checked_at, c.refused_reason, c.revoked_reason, s.id as scan_id, s.name as scan_name, s.bytes as scan_bytes,
    s.quarantine as scan_quarantine
  from quality_certificate c join institution i on i.id = c.institution_id left join alliance a on a.id = c.alliance_id
  join person e on e.id = c.entered_by left join person k on k.id = c.checked_by
  cross join lateral (select count(*) filter (where q.outcome = 'passed')::int as passed, count(*) filter (where q.outcome = 'failed')::int as failed
    from quality_certificate_item q where q.certificate_id = c.id) n
  left join lateral (select x.id, x.name, x.bytes, x.quarantine from quality_certificate_scan x where x.certificate_id = c.id order by x.at desc, x.id desc limit 1) s
    on true`;

export const certificateLine = (row: CertificateRow): CertificateLine => ({
  ...{ id: row.id, version: row.version, institution: { id: row.institution_id, name: row.institution_name }, level: row.level },
  ...{ assessor: row.assessor, province: row.province, city: row.city, label: row.label, round: row.round, number: row.number },
  alliance: row.alliance_id === null ? null : { id: row.alliance_id, name: row.alliance_name ?? '' },
  ...{ validFrom: row.valid_from, validUntil: row.valid_until, state: row.state, passed: row.passed, failed: row.failed },
  ...{ daysLeft: row.days_left, hasScan: row.scan_id !== null },
});

export const certificateView = (row: CertificateRow, items: readonly ItemRow[], actor: Actor): CertificateView => ({
  ...certificateLine(row),
  items: items.map(({ item_code: itemCode, name_zh: zh, name_en: en, outcome, score }) => ({
    ...{ itemCode, name: { zh, ...(en && { en }) }, outcome, score: score === null ? null : Number(score) },
  })),
  ...{ enteredBy: row.entered_name, enteredAt: new Date(row.entered_at).toISOString(), checkedBy: row.checked_name },
  ...{
    checkedAt: row.checked_at && new Date(row.checked_at).toISOString(),
    refusedReason: row.refused_reason,
    revokedReason: row.revoked_reason,
  },
  scan: row.scan_id
    ? { id: row.scan_id, name: row.scan_name ?? '', bytes: row.scan_bytes ?? 0, quarantined: row.scan_quarantine !== null }
    : null,
  actions: actionsOn(
    { state: row.state, institutionId: row.institution_id, enteredBy: row.entered_by },
    { institutionId: actor.institutionId, personId: actor.personId },
    { manage: may(actor, 'certificate.manage'), check: may(actor, 'certificate.check') },
  ),
});
