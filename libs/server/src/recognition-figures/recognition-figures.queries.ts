import type { RecognitionCase, RecognitionFigures, listRecognitionCases } from '@alliance/contracts/recognition-figures.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { countedOf, recognitionScopesOf, type FiguresAsk } from './recognition-figures.scope.js';
import { countColumns, countedRows, countsSql, savingColumns } from './recognition-figures.sql.js';

type Counts = RecognitionFigures['hospitals'][number];
type CaseAsk = InputOf<typeof listRecognitionCases>['query'];
type CaseRow = Omit<RecognitionCase, 'decidedAt'> & { decided_at: Date };

const text = (table: string) => `jsonb_strip_nulls(jsonb_build_object('zh', ${table}.name_zh, 'en', ${table}.name_en))`;
const named = (table: string) => `jsonb_build_object('id', ${table}.id, 'name', ${table}.name)`;
const item = `jsonb_build_object('code', t.code, 'name', ${text('t')})`;

/** Counts of decisions about other hospitals' results. A hospital's own earlier results are no recognition and are in none of them. */
@Injectable()
export class RecognitionFiguresQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal access.denied, request.invalid */
  figures(actor: Actor, ask: FiguresAsk): Promise<RecognitionFigures> {
    const { scope, span } = countedOf(actor, ask, this.clock.now());
    const binds = [scope, span.from, span.to];
    return this.database.read(actor, async (tx) => {
      const [total] = await tx.rows<RecognitionFigures['total']>(`select ${countColumns}, ${savingColumns} from ${countedRows}`, binds);
      return {
        scopes: [...recognitionScopesOf(actor)],
        scope,
        span,
        total: total as RecognitionFigures['total'],
        reasons: await tx.rows<RecognitionFigures['reasons'][number]>(
          `select n.code, ${text('n')} as name, count(*)::int as repeated, (count(*) filter (where ${countsSql}))::int as counted
           from ${countedRows} join repeat_reason n on n.code = c.repeat_reason where c.decision = 'repeated' group by n.code order by 3 desc, n.code`,
          binds,
        ),
        hospitals: await tx.rows<Counts>(
          `select ${named('h')} as hospital, ${countColumns} from ${countedRows} join institution h on h.id = c.institution_id group by h.id order by h.name`,
          binds,
        ),
        items: await tx.rows<RecognitionFigures['items'][number]>(
          `select ${item} as item, ${countColumns} from ${countedRows} join test_item t on t.code = c.item_code group by t.code order by 4 desc, t.code`,
          binds,
        ),
        pairs: await tx.rows<RecognitionFigures['pairs'][number]>(
          `select ${named('f')} as issuer, ${named('h')} as receiver, ${countColumns} from ${countedRows} join institution f on f.id = c.issuer_id
           join institution h on h.id = c.institution_id where c.decision in ('accepted', 'repeated') group by f.id, h.id order by f.name, h.name`,
          binds,
        ),
        months: await tx.rows<RecognitionFigures['months'][number]>(
          `select to_char(c.decided_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, ${countColumns}, ${savingColumns} from ${countedRows} group by 1 order by 1`,
          binds,
        ),
      };
    });
  }

  /** @throws Refusal access.denied, request.invalid */
  cases(actor: Actor, { limit, cursor, ...ask }: CaseAsk): Promise<AnswerOf<typeof listRecognitionCases>> {
    const { scope, span } = countedOf(actor, ask, this.clock.now());
    const [before, beforeId] = readCursor(cursor, 2);
    const { decision, counted, itemCode, reason, issuerId, receiverId } = ask;
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<CaseRow>(
        `select c.id, c.check_id as "checkId", c.decided_at, ${item} as item, case when f.id is not null then ${named('f')} end as issuer,
           ${named('h')} as receiver, c.decision, c.repeat_reason as reason, c.counts, c.standing, c.fen, c.microsievert, c.microlitres
         from ${countedRows} join test_item t on t.code = c.item_code join institution h on h.id = c.institution_id left join institution f on f.id = c.issuer_id
         where ($4::text is null or c.decision = $4) and ($5::boolean is null or (${countsSql}) = $5) and ($6::text is null or c.item_code = $6)
           and ($7::text is null or c.repeat_reason = $7) and ($8::uuid is null or c.issuer_id = $8) and ($9::uuid is null or c.institution_id = $9)
           and ($10::timestamptz is null or (c.decided_at, c.id) < ($10, $11::uuid))
         order by c.decided_at desc, c.id desc limit $12`,
        [
          ...[scope, span.from, span.to, decision ?? null, counted ?? null, itemCode ?? null, reason ?? null],
          ...[issuerId ?? null, receiverId ?? null, before ?? null, beforeId ?? null, limit + 1],
        ],
      );
      return pageFrom(
        rows,
        limit,
        ({ decided_at, id }) => [decided_at.toISOString(), id],
        ({ decided_at, ...row }) => ({ ...row, decidedAt: decided_at.toISOString() }),
      );
    });
  }
}
