import type { CertificateView, enterCertificate } from '@alliance/contracts/quality-certificate.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { certificateAfter, checkCertificate } from '@alliance/domain/quality-certificate/certificate';
import type { CertificateAction, CertificateState } from '@alliance/domain/quality-certificate/certificate.machine';
import { markLabel } from '@alliance/domain/quality-certificate/mark-label';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Files } from '../platform/files/files.js';
import { newId } from '../platform/ids.js';
import { CertificateQueries } from './certificate.queries.js';
import type { CertificateRow } from './certificate.row.js';
import { MarkLedger } from './mark.ledger.js';

type Written = Omit<InputOf<typeof enterCertificate>['body'], 'id'>;
const columns = 'level, assessor, province, city, alliance_id, label, round, number, valid_from, valid_until, updated_at';
const valuesOf = (one: Written, now: Date): unknown[] => [
  ...[
    one.level,
    one.assessor,
    one.province,
    one.city,
    one.allianceId,
    markLabel(one),
    one.round,
    one.number,
    one.validFrom,
    one.validUntil,
    now,
  ],
];
const lines = `
  insert into quality_certificate_item (certificate_id, item_code, outcome, score)
  select $1, x."itemCode", x.outcome, x.score from jsonb_to_recordset($2::jsonb) x ("itemCode" text, outcome text, score numeric)`;

/** Papers of quality assessment: entered by one person, compared with the scan and confirmed by another; marks follow at once. */
@Injectable()
export class CertificateService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: CertificateQueries,
    private readonly marks: MarkLedger,
    private readonly files: Files,
  ) {}

  /** @throws Refusal certificate.region_invalid, certificate.period_invalid, catalogue.item_invalid */
  enter(actor: Actor, { id = newId(), ...written }: InputOf<typeof enterCertificate>['body']): Promise<CertificateView> {
    checkCertificate(written);
    return this.commands.run(
      actor,
      async (work) => {
        await this.requireKnown(work, written);
        await work.rows(
          `insert into quality_certificate (id, institution_id, state, entered_by, entered_at, ${columns})
           values ($1, current_institution(), 'draft', current_person(), $12, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
          [id, ...valuesOf(written, work.now)],
        );
        await work.rows(lines, [id, JSON.stringify(written.items)]);
        return this.done(work, actor, id, 'certificate.entered');
      },
      { replay: (subject) => this.queries.get(actor, subject) },
    );
  }

  /** Whoever mends a refused paper is who entered it from then on: the other one may check it. */
  save(actor: Actor, id: string, version: number, written: Written): Promise<CertificateView> {
    checkCertificate(written);
    return this.act(actor, id, version, 'edit', async (work) => {
      await this.requireKnown(work, written);
      const places = Array.from({ length: 11 }, (_, i) => `$${i + 2}`).join(', ');
      await work.rows(
        `update quality_certificate set (${columns}) = row(${places}), state = 'draft', checked_by = null, checked_at = null, refused_reason = null where id = $1`,
        [id, ...valuesOf(written, work.now)],
      );
      await work.rows('delete from quality_certificate_item where certificate_id = $1', [id]);
      await work.rows(lines, [id, JSON.stringify(written.items)]);
      return { kind: 'certificate.written' };
    });
  }

  /** The bytes are stored first: a row without a file would be a lie, a file without a row is only litter. */
  async attach(actor: Actor, id: string, file: File): Promise<CertificateView> {
    const { version } = await this.queries.get(actor, id);
    const stored = await this.files.store('certificate', file.stream(), { name: file.name });
    try {
      return await this.act(actor, id, version, 'attach', async (work) => {
        await work.rows(
          `insert into quality_certificate_scan (id, certificate_id, institution_id, person_id, name, media_type, bytes, sha256, storage_key, quarantine, at)
           values ($1, $2, current_institution(), current_person(), $3, $4, $5, $6, $7, $8, $9)`,
          [newId(), id, stored.name, stored.mediaType, stored.bytes, stored.sha256, stored.key, stored.quarantine, work.now],
        );
        return { kind: 'certificate.scan_attached' };
      });
    } catch (error) {
      await this.files.discard(stored.key);
      throw error;
    }
  }

  /** @throws Refusal certificate.scan_missing, catalogue.item_invalid for a paper without items */
  submit(actor: Actor, id: string, version: number): Promise<CertificateView> {
    return this.act(actor, id, version, 'submit', (_, row) => {
      if (!row.scan_id || row.scan_quarantine) throw new Refusal('certificate.scan_missing');
      if (!row.passed && !row.failed) throw new Refusal('catalogue.item_invalid', { fields: ['items'] });
      return { kind: 'certificate.submitted' };
    });
  }

  /** @throws Refusal certificate.same_person */
  confirm(actor: Actor, id: string, version: number): Promise<CertificateView> {
    return this.act(actor, id, version, 'confirm', () => ({
      kind: 'certificate.confirmed',
      set: 'checked_by = current_person(), checked_at = $4',
      marks: true,
    }));
  }

  refuse(actor: Actor, id: string, version: number, reason: string): Promise<CertificateView> {
    return this.act(actor, id, version, 'refuse', () => ({
      kind: 'certificate.refused',
      set: 'checked_by = current_person(), checked_at = $4, refused_reason = $5',
      words: reason,
    }));
  }

  /** From today on, by the hospital's calendar. Results that carry its mark keep it (MR-05). */
  revoke(actor: Actor, id: string, version: number, reason: string): Promise<CertificateView> {
    return this.act(actor, id, version, 'revoke', () => ({
      kind: 'certificate.revoked',
      set: `revoked_reason = $5, revoked_on = ($4::timestamptz at time zone (select time_zone from institution where id = institution_id))::date`,
      words: reason,
      marks: true,
    }));
  }

  private act(
    actor: Actor,
    id: string,
    version: number,
    action: CertificateAction,
    apply: (work: Work, row: CertificateRow) => Applied | Promise<Applied>,
  ): Promise<CertificateView> {
    return this.commands.run(actor, async (work) => {
      const [locked] = await work.rows('select 1 from quality_certificate where id = $1 for update', [id]);
      const row = await this.queries.row(work, id);
      const facts = { state: row.state, institutionId: row.institution_id, enteredBy: row.entered_by };
      const to = certificateAfter(facts, action, { institutionId: actor.institutionId, personId: actor.personId });
      if (!locked || row.version !== version) throw new Refusal('record.stale', { version: row.version });
      const { kind, set, words, marks } = await apply(work, row);
      await this.change(work, id, to, set, words);
      if (marks) await this.marks.refresh(work);
      return this.done(work, actor, id, kind);
    });
  }

  private async change(work: Work, id: string, to: CertificateState, set: string | undefined, words: string | undefined): Promise<void> {
    const values = set?.includes('$5') ? [words] : [];
    const timed = set?.includes('$4') ? [work.now, ...values] : values;
    await work.rows(
      `update quality_certificate set state = $2, version = version + 1, updated_at = $3${set ? `, ${set}` : ''} where id = $1`,
      [id, to, work.now, ...timed],
    );
  }

  private async requireKnown(work: Work, { items, allianceId }: Written): Promise<void> {
    const codes = items.map(({ itemCode }) => itemCode);
    const known = await work.rows('select 1 from test_item where code = any($1::text[])', [codes]);
    if (new Set(codes).size !== codes.length || known.length !== codes.length)
      throw new Refusal('catalogue.item_invalid', { fields: ['items'] });
    if (allianceId === null) return;
    const [member] = await work.rows(
      'select 1 from membership where alliance_id = $1 and institution_id = current_institution() and valid @> local_today()',
      [allianceId],
    );
    if (!member) throw new Refusal('certificate.region_invalid', { fields: ['allianceId'] });
  }

  private async done(work: Work, actor: Actor, id: string, kind: string): Promise<CertificateView> {
    const view = await this.queries.view(work, actor, id);
    work.audit({ action: kind, objectKind: 'certificate', objectIds: [id] });
    const data = { level: view.level, items: view.items.length, validUntil: view.validUntil };
    work.event({ kind, topic: 'certificate', subjectId: id, version: view.version, data, recipients: [actor.institutionId] });
    work.subjectId = id;
    return view;
  }
}
interface Applied {
  readonly kind: string;
  /** What else of the row changes; `$4` is now, `$5` the words. */
  readonly set?: string;
  readonly words?: string;
  /** Whether marks may follow. */
  readonly marks?: boolean;
}
