import type { addInstitution, changeInstitution } from '@alliance/contracts/administration.contract';
import type { InstitutionDetail } from '@alliance/contracts/institution.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { aliasesAfter } from '@alliance/domain/alliance/renamed';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { InstitutionReader } from '../institution/institution.reader.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { lockRegistry, writeNames } from '../platform/registry/institution-names.js';
import { initialsOf, pinyinOf } from '../platform/text/pinyin.js';

type Fields = Omit<InputOf<typeof changeInstitution>['body'], 'version'>;

/** The registry of institutions, kept by the management office. */
@Injectable()
export class RegistryService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly reader: InstitutionReader,
  ) {}

  add(actor: Actor, { id = newId(), ...fields }: InputOf<typeof addInstitution>['body']): Promise<InstitutionDetail> {
    return this.command(actor, async (work) => {
      await this.checkName(work, id, fields.name);
      await work.rows('insert into institution (id, name, type) values ($1, $2, $3)', [id, fields.name, fields.type]);
      await this.write(work, id, { ...fields, aliases: fields.aliases.filter((alias) => alias !== fields.name) });
      return { kind: 'institution.added', id, version: 1 };
    });
  }

  change(actor: Actor, id: string, { version, ...fields }: InputOf<typeof changeInstitution>['body']): Promise<InstitutionDetail> {
    return this.command(actor, async (work) => {
      const before = await this.reader.one(work, id);
      await this.checkName(work, id, fields.name);
      const [changed] = await work.rows<{ version: number }>(
        'update institution set version = version + 1, updated_at = $3 where id = $1 and version = $2 returning version',
        [id, version, work.now],
      );
      if (!changed) throw new Refusal('record.stale', { version: before.version });
      await this.write(work, id, { ...fields, aliases: aliasesAfter(before, fields) });
      return { kind: 'institution.changed', id, version: changed.version };
    });
  }

  private command(
    actor: Actor,
    change: (work: Work) => Promise<{ kind: string; id: string; version: number }>,
  ): Promise<InstitutionDetail> {
    return this.commands.run(
      actor,
      async (work) => {
        await lockRegistry(work);
        const { kind, id, version } = await change(work);
        work.subjectId = id;
        work.audit({ action: kind, objectKind: 'institution', objectIds: [id] });
        work.event({ kind, topic: 'institution', subjectId: id, version, recipients: [...new Set([...(await work.everyone()), id])] });
        return this.reader.one(work, id);
      },
      { replay: (id) => this.database.read(actor, (tx) => this.reader.one(tx, id)) },
    );
  }

  private async write(work: Work, id: string, { name, aliases, province, city, type, level }: Fields): Promise<void> {
    await work.rows(
      `update institution set name = $2, aliases = $3, pinyin = $4, initials = $5, province = $6, city = $7, type = $8,
         level_basis = case when level = $9 then level_basis end, level = $9 where id = $1`,
      [id, name, aliases, pinyinOf(name), initialsOf(name), province, city, type, level],
    );
    await writeNames(work, [{ id, name, aliases, city }]);
  }

  private async checkName(work: Work, id: string, name: string): Promise<void> {
    const taken = await work.rows('select 1 from institution where name = $1 and id <> $2', [name, id]);
    if (taken.length) throw new Refusal('institution.name_taken', { fields: ['name'] });
  }
}
