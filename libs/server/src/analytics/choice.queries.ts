import type { AnalyticsChoices } from '@alliance/contracts/analytics.contract';
import { scopesOf } from '@alliance/domain/analytics/analytics.policy';
import type { AnalyticsScope } from '@alliance/domain/analytics/figure';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/db/database.js';
import { departmentOf } from './measure.scope.js';

interface Choice {
  id: string;
  zh: string;
  en: string | null;
}
/** Alliances of a scope: `$1` the scope, `$2` the own hospital. */
const alliances = `
  select a.id, a.name_zh as zh, a.name_en as en from alliance a
  where $1 = 'all' or ($1 = 'alliances' and a.lead_id = $2)
    or ($1 = 'own' and exists (select 1 from membership m where m.alliance_id = a.id and m.institution_id = $2 and m.valid @> local_today()))`;

@Injectable()
export class ChoiceQueries {
  constructor(private readonly database: Database) {}

  /** @throws Refusal access.denied */
  choices(actor: Actor, asked: AnalyticsScope | undefined): Promise<AnalyticsChoices> {
    const scopes = scopesOf(actor.role);
    const scope = asked ?? scopes[0] ?? 'own';
    if (!scopes.includes(scope)) throw new Refusal('access.denied');
    return this.database.read(actor, async (tx) => {
      const only = await departmentOf(tx, actor);
      const own = await tx.rows<Choice>(
        'select id, name_zh as zh, name_en as en from department where institution_id = $1 and closed_at is null order by name_zh',
        [actor.institutionId],
      );
      const departments = own.map(choice);
      const hospitals = await tx.rows<{ id: string; name: string }>(
        `select distinct i.id, i.name from membership m join institution i on i.id = m.institution_id
         where $1 <> 'own' and m.alliance_id in (select id from (${alliances}) a) order by i.name`,
        [scope, actor.institutionId],
      );
      return {
        scopes: [...scopes],
        department: departments.find(({ id }) => id === only) ?? null,
        alliances: (await tx.rows<Choice>(`${alliances} order by 2`, [scope, actor.institutionId])).map(choice),
        hospitals,
        departments: scope === 'own' && !only ? departments : [],
      };
    });
  }
}

const choice = ({ id, zh, en }: Choice) => ({ id, name: { zh, ...(en && { en }) } });
