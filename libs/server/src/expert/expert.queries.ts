import type { Expert, ExpertDetail, listExperts } from '@alliance/contracts/expert.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { ineligibility, titlesFrom } from '@alliance/domain/expert/eligibility';
import { cleanText } from '@alliance/domain/imports/text';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { prefixEnd } from '../platform/db/prefix.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { today } from '../platform/today.js';
import { practisingAppointment } from './expert.reader.js';

export interface ExpertRow extends Omit<Expert, 'institution' | 'department' | 'introduction' | 'ineligible' | 'actions'> {
  institutionId: string;
  institution: string;
  departmentId: string | null;
  departmentZh: string | null;
  departmentEn: string | null;
  introductionZh: string | null;
  introductionEn: string | null;
  appointment_id: string | null;
  licenceNumber: string | null;
  ended: boolean;
  /** Most senior first. */
  seniority: number;
  pinyin: string;
}

const rows = `
  select e.id, e.version, e.person_id as "personId", p.name, p.pinyin, p.initials, e.institution_id as "institutionId", i.name as institution,
    e.department_id as "departmentId", d.name_zh as "departmentZh", d.name_en as "departmentEn", e.title, e.specialties, e.kinds,
    e.introduction_zh as "introductionZh", e.introduction_en as "introductionEn", e.academic, practising.practice_scope as "practiceScope",
    practising.independent_since as "independentSince", practising.appointment_id, l.number as "licenceNumber", e.ended_at is not null as ended,
    array_position(array['chief', 'associate_chief', 'attending', 'resident'], e.title) as seniority
  from expert_profile e join person p on p.id = e.person_id join institution i on i.id = e.institution_id
    left join department d on d.id = e.department_id left join expert_licence l on l.profile_id = e.id ${practisingAppointment}`;
const page = `select * from (${rows}) e
  where not e.ended and ($2::text is null or position($2 in e.name) > 0 or (e.initials >= $3 and e.initials < $4) or (e.pinyin >= $3 and e.pinyin < $4))
    and ($5::text is null or $5 = any(e.specialties)) and ($6::text[] is null or e.title = any($6)) and ($7::uuid is null or e."institutionId" = $7)
    and ($8::text is null or $8 = any(e.kinds)) and (not $9::boolean or e."institutionId" <> current_institution())
    and ($10::int is null or (e.seniority, e.pinyin collate "C", e.id) > ($10, $11 collate "C", $12::uuid))
  order by e.seniority, e.pinyin collate "C", e.id limit $13`;
const around = `
  select (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name) order by i.name), '[]') from institution i
      where exists (select 1 from expert_profile e where e.institution_id = i.id and e.ended_at is null)) as institutions,
    (select e.id from expert_profile e where e.person_id = current_person() and e.institution_id = current_institution() and e.ended_at is null) as mine`;

/** The directory: professional facts that hospitals show each other, and nobody's private ones. */
@Injectable()
export class ExpertQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, { limit, cursor, ...ask }: InputOf<typeof listExperts>['query']): Promise<AnswerOf<typeof listExperts>> {
    const day = today(this.clock.now());
    const [seniority, pinyin, id] = readCursor(cursor, 3);
    const typed = cleanText(ask.query ?? '').normalize('NFC') || null;
    const lower = typed?.toLowerCase().replaceAll(' ', '') ?? null;
    const filters = [ask.specialty ?? null, ask.title ? titlesFrom(ask.title) : null, ask.institutionId ?? null, ask.kind ?? null];
    return this.database.read(actor, async (tx) => {
      const found = await tx.rows<ExpertRow>(page, [
        ...[day, typed, lower, lower && prefixEnd(lower), ...filters, ask.elsewhere ?? false],
        ...[seniority ?? null, pinyin ?? null, id ?? null, limit + 1],
      ]);
      const [beside] = await tx.rows<{ institutions: { id: string; name: string }[]; mine: string | null }>(around);
      const shown = pageFrom(
        found,
        limit,
        (row) => [String(row.seniority), row.pinyin, row.id],
        (row) => expertView(row, actor, day),
      );
      return { ...shown, institutions: beside?.institutions ?? [], mine: beside?.mine ?? null, mayManage: managesExperts(actor) };
    });
  }

  get(actor: Actor, id: string): Promise<ExpertDetail> {
    return this.database.read(actor, (tx) => this.one(tx, actor, id));
  }

  async one(tx: Transaction, actor: Actor, id: string): Promise<ExpertDetail> {
    const row = await this.row(tx, id);
    return { ...expertView(row, actor, today(this.clock.now())), licenceNumber: row.licenceNumber, ended: row.ended };
  }

  /** @throws Refusal access.not_found */
  async row(tx: Transaction, id: string): Promise<ExpertRow> {
    const [row] = await tx.rows<ExpertRow>(`${rows} where e.id = $2`, [today(this.clock.now()), id]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }
}

/** The office keeps no physicians of its own. */
const managesExperts = (actor: Actor): boolean => may(actor, 'expert.manage') && actor.role !== 'management_office';

function expertView(row: ExpertRow, actor: Actor, day: string): Expert {
  const { id, version, personId, name, title, specialties, kinds, academic, practiceScope, independentSince } = row;
  const here = row.institutionId === actor.institutionId && !row.ended;
  const licensed = row.appointment_id !== null && practiceScope !== null && !row.ended;
  return {
    ...{ id, version, personId, name, title, specialties, kinds, academic, practiceScope, independentSince },
    institution: { id: row.institutionId, name: row.institution },
    department:
      row.departmentId && row.departmentZh
        ? { id: row.departmentId, name: { zh: row.departmentZh, ...(row.departmentEn && { en: row.departmentEn }) } }
        : null,
    introduction: row.introductionZh ? { zh: row.introductionZh, ...(row.introductionEn && { en: row.introductionEn }) } : null,
    ineligible: ineligibility({ licensed, independentSince, specialties, title, kinds }, {}, day),
    actions: [
      ...(here && personId === actor.personId ? (['edit'] as const) : []),
      ...(here && managesExperts(actor) ? (['manage'] as const) : []),
    ],
  };
}
