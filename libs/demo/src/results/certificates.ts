import type { AssessorLevel } from '@alliance/domain/recognition/recognition.codes';
import { markLabel } from '@alliance/domain/quality-certificate/mark-label';
import { today } from '@alliance/server/platform/today';
import type pg from 'pg';
import { demoId } from '../demo-id.js';
import { colleagues } from '../everybody.js';
import { fill } from '../history/fill.js';
import { isTownship } from '../history/who.js';
import { hospitals } from '../hospitals.data.js';
import { publishedItems, type PublishedItem } from '../test-catalogue/published-items.js';
import { bloodCount, electrocardiogram } from './measured.data.js';

interface Paper {
  readonly key: string;
  readonly hospital: string;
  readonly level: AssessorLevel;
  readonly assessor: string;
  readonly round: string;
  /** Days from today. */
  readonly from: number;
  readonly until: number;
  readonly passed: readonly string[];
  readonly failed?: readonly string[];
}
const province = '演示省';
const heartMarkers = new Set(['89579-7', '13969-1', '33762-6']);
/** Ends tonight: tomorrow's results of these carry no mark any more. */
export const endsTonight = { hospital: 'county', item: '33762-6' } as const;
/** A round that was failed took the mark away. */
export const failedRound = { hospital: 'songping', item: '777-3', daysAgo: 30 } as const;

/** Papers of external quality assessment; their assessors are invented, like the hospitals. */
function papers(): Paper[] {
  const items = publishedItems();
  const of = (level: AssessorLevel, ...groups: PublishedItem['group'][]) =>
    items.filter((item) => item.assessedBy === level && (!groups.length || groups.includes(item.group))).map(({ code }) => code);
  const national = { level: 'national', assessor: '国家级室间质评机构（演示）', from: -320, until: 45 } as const;
  const regional = { level: 'province', assessor: '演示省临床检验与影像质控中心（演示）', from: -300, until: 65 } as const;
  return hospitals.flatMap(({ key: hospital, level }): Paper[] => {
    if (isTownship(hospital)) {
      const alliance = { level: 'alliance', assessor: '心血管专科联盟质控组（演示）', from: -200, until: 165 } as const;
      const first = {
        key: 'alliance',
        hospital,
        ...alliance,
        round: '联盟第一轮',
        passed: [...bloodCount.map(({ code }) => code), electrocardiogram.code],
      };
      const again = {
        ...first,
        key: 'alliance 2',
        round: '联盟第二轮',
        from: -failedRound.daysAgo,
        until: 335,
        passed: [],
        failed: [failedRound.item],
      };
      return hospital === failedRound.hospital ? [first, again] : [first];
    }
    const tertiary = level === 'tertiary';
    const assessed = (tertiary ? of('national') : of('national', 'haematology', 'coagulation', 'chemistry')).filter(
      (code) => !heartMarkers.has(code),
    );
    const tonight = hospital === endsTonight.hospital;
    return [
      { key: 'national', hospital, ...national, round: '年度室间质评', passed: assessed },
      { key: 'heart', hospital, ...national, round: '心肌标志物室间质评', until: tonight ? 0 : national.until, passed: [...heartMarkers] },
      {
        key: 'province',
        hospital,
        ...regional,
        round: '年度省级质评',
        passed: [...(tertiary ? of('province') : of('province', 'radiology')), electrocardiogram.code],
      },
    ];
  });
}

/** Papers, confirmed by a second person, and the marks that follow from them by the product's own rule. */
export async function loadCertificates(owner: pg.ClientBase, now: Date): Promise<void> {
  const day = (days: number) => today(new Date(now.getTime() + days * 86_400_000));
  const all = papers().flatMap((paper) => {
    const [first, second] = someoneAt(paper.hospital);
    const place = { province: paper.level === 'province' ? province : null, city: null };
    const at = new Date(now.getTime() + (paper.from - 3) * 86_400_000);
    return [
      {
        paper,
        row: {
          ...{
            id: idOf(paper),
            institution_id: demoId(`institution ${paper.hospital}`),
            level: paper.level,
            assessor: paper.assessor,
            ...place,
          },
          ...{
            alliance_id: paper.level === 'alliance' ? demoId('alliance cardiovascular') : null,
            label: markLabel({ level: paper.level, ...place }),
          },
          ...{
            round: paper.round,
            number: `演示-${idOf(paper).slice(0, 6).toUpperCase()}`,
            valid_from: day(paper.from),
            valid_until: day(paper.until),
          },
          ...{ state: 'in_force', entered_by: first, entered_at: at, checked_by: second, checked_at: new Date(at.getTime() + 86_400_000) },
          ...{ version: 3, updated_at: at },
        },
      },
    ];
  });
  await fill(
    owner,
    'quality_certificate',
    all.map(({ row }) => row),
  );
  await fill(
    owner,
    'quality_certificate_item',
    all.flatMap(({ paper }) => [
      ...paper.passed.map((code) => ({ certificate_id: idOf(paper), item_code: code, outcome: 'passed', score: 100 })),
      ...(paper.failed ?? []).map((code) => ({ certificate_id: idOf(paper), item_code: code, outcome: 'failed', score: 60 })),
    ]),
  );
  for (const { key } of hospitals) {
    await owner.query(`select set_config('app.institution', $1, true)`, [demoId(`institution ${key}`)]);
    await owner.query('select refresh_recognition_marks($1)', [today(now)]);
  }
  await owner.query(`select set_config('app.institution', '', true)`);
}

const idOf = ({ hospital, key }: Paper): string => demoId(`quality certificate ${hospital} ${key}`);
/** Who entered a paper never confirms it; where a house has one person only, the lead's quality manager does. */
function someoneAt(hospital: string): [string, string] {
  const people = (['quality_manager', 'lead_administrator', 'member_administrator', 'coordinator', 'doctor'] as const)
    .flatMap((role) => colleagues(hospital, role))
    .map(({ username }) => demoId(`person ${username}`));
  const [first, second] = [...new Set(people)];
  return [first ?? demoId('person office'), second ?? demoId('person lead.quality')];
}
