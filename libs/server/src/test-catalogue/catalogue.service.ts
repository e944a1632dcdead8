import type { addCatalogue, CatalogueView, writeCatalogue } from '@alliance/contracts/test-catalogue.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { CatalogueQueries } from './catalogue.queries.js';

type New = InputOf<typeof addCatalogue>['body'];
interface Former {
  id: string;
  number: number;
  valid_from: string;
}
/** The newest version of the same region or alliance. */
const former = `
  select id, number, valid_from::text as valid_from from recognition_catalogue
  where alliance_id is not distinct from $1 and province is not distinct from $2 and city is not distinct from $3 order by number desc limit 1`;
const copy = `
  insert into recognition_entry (catalogue_id, item_code, valid_days_stable, valid_days_acute, exclusions, assessed_by, needs_images, note)
  select $1, item_code, valid_days_stable, valid_days_acute, exclusions, assessed_by, needs_images, note from recognition_entry where catalogue_id = $2`;
const write = `
  insert into recognition_entry (catalogue_id, item_code, valid_days_stable, valid_days_acute, exclusions, assessed_by, needs_images, note)
  select $1, x."itemCode", x."validDaysStable", x."validDaysAcute", x.exclusions, x."assessedBy", x."needsImages", x.note
  from jsonb_to_recordset($2::jsonb) x ("itemCode" text, "validDaysStable" int, "validDaysAcute" int, exclusions jsonb, "assessedBy" text, "needsImages" boolean,
    note text)`;
const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Catalogues are versions with a first day: what is in force is changed by the next one, never under the hands of physicians. */
@Injectable()
export class CatalogueService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: CatalogueQueries,
  ) {}

  /**
   * The next version as a copy of the one before, which ends on the day before it begins (MR-18).
   * @throws Refusal catalogue.not_lead, catalogue.period_invalid, request.invalid
   */
  add(actor: Actor, { id = newId(), ...written }: New): Promise<CatalogueView> {
    const { allianceId, province, city, title, source, validFrom } = written;
    if ((allianceId && province) || (city && !province)) throw new Refusal('request.invalid', { fields: ['province'] });
    return this.commands.run(
      actor,
      async (work) => {
        await this.requireKeeper(work, actor, allianceId);
        if (validFrom < today(work.now)) throw new Refusal('catalogue.period_invalid', { fields: ['validFrom'] });
        const [before] = await work.rows<Former>(former, [allianceId, province, city]);
        if (before && validFrom <= before.valid_from) throw new Refusal('catalogue.period_invalid', { fields: ['validFrom'] });
        if (before) await this.close(work, before.id, dayBefore(validFrom));
        await work.rows(
          `insert into recognition_catalogue (id, alliance_id, province, city, title, number, source, valid_from, created_by, created_at, updated_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, current_person(), $9, $9)`,
          [id, allianceId, province, city, title, (before?.number ?? 0) + 1, source, validFrom, work.now],
        );
        if (before) await work.rows(copy, [id, before.id]);
        return this.done(work, actor, id, 'catalogue.version_added');
      },
      { replay: (subject) => this.queries.get(actor, subject) },
    );
  }

  /** @throws Refusal catalogue.closed once it has begun, catalogue.item_invalid, catalogue.period_invalid, record.stale */
  write(
    actor: Actor,
    id: string,
    { version, title, source, validFrom, entries }: InputOf<typeof writeCatalogue>['body'],
  ): Promise<CatalogueView> {
    return this.commands.run(actor, async (work) => {
      const row = await this.queries.row(work, actor, id);
      await this.requireKeeper(work, actor, row.alliance_id);
      if (row.state !== 'planned') throw new Refusal('catalogue.closed');
      if (row.version !== version) throw new Refusal('record.stale', { version: row.version });
      if (validFrom <= today(work.now)) throw new Refusal('catalogue.period_invalid', { fields: ['validFrom'] });
      await this.requireItems(
        work,
        entries.map(({ itemCode }) => itemCode),
      );
      await this.moveStart(work, row, validFrom);
      await work.rows(`update recognition_catalogue set title = $2, source = $3, version = version + 1, updated_at = $4 where id = $1`, [
        ...[id, title, source, work.now],
      ]);
      await work.rows('delete from recognition_entry where catalogue_id = $1', [id]);
      await work.rows(write, [id, JSON.stringify(entries)]);
      return this.done(work, actor, id, 'catalogue.written');
    });
  }

  /** The version before ends the day before, whichever way the first day moves: they never overlap. */
  private async moveStart(
    work: Work,
    row: { id: string; alliance_id: string | null; province: string | null; city: string | null; number: number },
    validFrom: string,
  ) {
    const [before] = await work.rows<Former>(
      `select id, number, valid_from::text as valid_from from recognition_catalogue
       where alliance_id is not distinct from $1 and province is not distinct from $2 and city is not distinct from $3 and number = $4`,
      [row.alliance_id, row.province, row.city, row.number - 1],
    );
    if (before && validFrom <= before.valid_from) throw new Refusal('catalogue.period_invalid', { fields: ['validFrom'] });
    // out of the way first: one region has one catalogue on a day
    if (before)
      await work.rows('update recognition_catalogue set valid_until = valid_from, version = version + 1 where id = $1', [before.id]);
    await work.rows('update recognition_catalogue set valid_from = $2 where id = $1', [row.id, validFrom]);
    if (before) await this.close(work, before.id, dayBefore(validFrom));
  }

  private async close(work: Work, id: string, lastDay: string): Promise<void> {
    await work.rows('update recognition_catalogue set valid_until = $2, version = version + 1, updated_at = $3 where id = $1', [
      id,
      lastDay,
      work.now,
    ]);
  }

  private async requireItems(work: Work, codes: readonly string[]): Promise<void> {
    if (new Set(codes).size !== codes.length) throw new Refusal('catalogue.item_invalid', { fields: ['entries'] });
    const known = await work.rows<{ code: string }>('select code from test_item where code = any($1::text[])', [codes]);
    const found = new Set(known.map(({ code }) => code));
    const unknown = codes.filter((code) => !found.has(code));
    if (unknown.length) throw new Refusal('catalogue.item_invalid', { fields: ['entries'], codes: unknown.slice(0, 20) });
  }

  private async requireKeeper(work: Work, actor: Actor, allianceId: string | null): Promise<void> {
    if (actor.role === 'management_office') return;
    const [led] = await work.rows('select 1 from alliance where id = $1 and lead_id = current_institution()', [allianceId]);
    if (!led) throw new Refusal('catalogue.not_lead');
  }

  private async done(work: Work, actor: Actor, id: string, kind: string): Promise<CatalogueView> {
    const view = await this.queries.view(work, actor, id);
    work.audit({ action: kind, objectKind: 'catalogue', objectIds: [id] });
    work.event({
      ...{ kind, topic: 'catalogue', subjectId: id, version: view.version, recipients: await work.everyone() },
      data: { number: view.number, items: view.items, validFrom: view.validFrom },
    });
    work.subjectId = id;
    return view;
  }
}
