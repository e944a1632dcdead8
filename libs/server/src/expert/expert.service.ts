import type { addExpert, ExpertDetail, saveExpert, saveOwnExpertProfile } from '@alliance/contracts/expert.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { ExpertQueries, type ExpertRow } from './expert.queries.js';

type Own = Omit<InputOf<typeof saveOwnExpertProfile>['body'], 'version'>;
type Entry = Omit<InputOf<typeof saveExpert>['body'], 'version'>;
type New = InputOf<typeof addExpert>['body'];

const insert = `
  insert into expert_profile (id, person_id, institution_id, department_id, title, specialties, kinds, introduction_zh, introduction_en, academic, created_at, updated_at)
  values ($1, $2, current_institution(), $3, $4, $5, $6, $7, $8, $9, $10, $10)`;
const licence = `
  insert into expert_licence (profile_id, institution_id, number) values ($1, current_institution(), $2)
  on conflict (profile_id) do update set number = excluded.number`;
const practises = `
  select 1 from appointment a join person p on p.id = a.person_id where a.person_id = $1 and a.institution_id = current_institution()
    and a.valid @> $2::date and a.ended_at is null and a.role in ('expert', 'doctor') and p.deactivated_at is null`;

/** A hospital enters its own physicians; what they offer and how they introduce themselves is theirs to change. */
@Injectable()
export class ExpertService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: ExpertQueries,
  ) {}

  /** @throws Refusal expert.not_practising, expert.exists, department.foreign */
  add(actor: Actor, { id = newId(), personId, ...entry }: New): Promise<ExpertDetail> {
    return this.commands.run(
      actor,
      async (work) => {
        if (!(await work.rows(practises, [personId, today(work.now)])).length)
          throw new Refusal('expert.not_practising', { fields: ['personId'] });
        const known = `select 1 from expert_profile where person_id = $1 and institution_id = current_institution() and ended_at is null`;
        if ((await work.rows(known, [personId])).length) throw new Refusal('expert.exists', { fields: ['personId'] });
        await this.checkDepartment(work, entry.departmentId);
        const { departmentId, title, specialties, kinds, introductionZh, introductionEn, academic } = entry;
        const values = [departmentId, title, specialties, kinds, introductionZh, introductionEn, academic];
        await work.rows(insert, [id, personId, ...values, work.now]);
        await this.keepLicence(work, id, entry.licenceNumber);
        return this.done(work, actor, id, 'expert.added');
      },
      { replay: (subject) => this.queries.get(actor, subject) },
    );
  }

  /** @throws Refusal record.stale, department.foreign */
  save(actor: Actor, id: string, version: number, entry: Entry): Promise<ExpertDetail> {
    return this.change(actor, id, version, 'manage', 'expert.changed', async (work, row) => {
      await this.checkDepartment(work, entry.departmentId);
      const { departmentId, title, specialties, academic } = entry;
      await this.write(
        work,
        row,
        'department_id = $4, title = $5, specialties = $6, academic = $7, kinds = $8, introduction_zh = $9, introduction_en = $10',
        [...[departmentId, title, specialties, academic, entry.kinds, entry.introductionZh, entry.introductionEn]],
      );
      await this.keepLicence(work, id, entry.licenceNumber);
    });
  }

  saveOwn(actor: Actor, id: string, version: number, { kinds, introductionZh, introductionEn }: Own): Promise<ExpertDetail> {
    return this.change(actor, id, version, 'edit', 'expert.changed', (work, row) =>
      this.write(work, row, 'kinds = $4, introduction_zh = $5, introduction_en = $6', [kinds, introductionZh, introductionEn]),
    );
  }

  end(actor: Actor, id: string, version: number): Promise<ExpertDetail> {
    return this.change(actor, id, version, 'manage', 'expert.ended', (work, row) => this.write(work, row, 'ended_at = $3'));
  }

  private change(
    actor: Actor,
    id: string,
    version: number,
    needs: 'edit' | 'manage',
    kind: string,
    apply: (work: Work, row: ExpertRow) => Promise<void>,
  ): Promise<ExpertDetail> {
    return this.commands.run(
      actor,
      async (work) => {
        const expert = await this.queries.one(work, actor, id);
        if (!expert.actions.includes(needs)) throw new Refusal('access.denied');
        if (expert.version !== version) throw new Refusal('record.stale', { version: expert.version });
        await apply(work, await this.queries.row(work, id));
        return this.done(work, actor, id, kind);
      },
      { replay: (subject) => this.queries.get(actor, subject) },
    );
  }

  /** @throws Refusal record.stale when somebody else was first */
  private async write(work: Work, { id, version }: ExpertRow, set: string, values: readonly unknown[] = []): Promise<void> {
    const written = await work.rows(
      `update expert_profile set ${set}, version = version + 1, updated_at = $3 where id = $1 and version = $2 returning 1`,
      [id, version, work.now, ...values],
    );
    if (!written.length) throw new Refusal('record.stale', { version });
  }

  private async keepLicence(work: Work, id: string, number: string | null): Promise<void> {
    if (number) await work.rows(licence, [id, number]);
    else await work.rows('delete from expert_licence where profile_id = $1', [id]);
  }

  private async checkDepartment(work: Work, departmentId: string | null): Promise<void> {
    if (!departmentId) return;
    const own = await work.rows('select 1 from department where id = $1 and institution_id = current_institution()', [departmentId]);
    if (!own.length) throw new Refusal('department.foreign', { fields: ['departmentId'] });
  }

  private async done(work: Work, actor: Actor, id: string, kind: string): Promise<ExpertDetail> {
    const expert = await this.queries.one(work, actor, id);
    work.audit({ action: kind, objectKind: 'expert', objectIds: [id] });
    const data = { title: expert.title, specialties: expert.specialties };
    work.event({ kind, topic: 'expert', subjectId: id, version: expert.version, data, recipients: await work.everyone() });
    work.subjectId = id;
    return expert;
  }
}
