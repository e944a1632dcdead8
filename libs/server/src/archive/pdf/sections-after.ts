import type { ArchivedReferral, ArchivedSignature, ArchivedStep } from '@alliance/domain/archive/archive.types';
import type { Cell, Paper } from '../../platform/paper/paper.js';
import { timeOf } from '../../platform/paper/paper-time.js';
import { word } from './paper-words.js';

/** What travelled along, what was proved, what was mended, and who signed. */
export function afterSections(paper: Paper, referral: ArchivedReferral): void {
  handOver(paper, referral);
  journey(paper, referral);
  documents(paper, referral);
  consent(paper, referral);
  mended(paper, referral);
  signatures(paper, referral);
}

const signed = (signature: ArchivedSignature | null): string =>
  signature ? `${signature.by ?? '—'}（${signature.institution ?? '—'}）${timeOf(signature.at)} 电子签名` : '未签名';

/** Done under one's own account, by name. */
const ended = (step: ArchivedStep): string =>
  step.by ? `${step.by}（${step.institution ?? '—'}）${timeOf(step.at)} 实名账号办理` : `系统 ${timeOf(step.at)}`;

function handOver(paper: Paper, { handOver: handed, plan }: ArchivedReferral): void {
  if (handed) {
    const sheet = handed.sheet as Readonly<Record<string, string | null>>;
    paper.heading('患者交接', 'Hand-over');
    paper.facts(
      [
        { label: '交接时病情', english: 'Condition', value: sheet['condition'] ?? '—' },
        { label: '过敏', english: 'Allergies', value: sheet['allergies'] ?? '—' },
        {
          label: '感染与隔离',
          english: 'Infections',
          value: [sheet['infections'], word('isolation', sheet['isolation'])].filter(Boolean).join('；'),
        },
        { label: '管路与设备', english: 'Devices', value: sheet['devices'] ?? '—' },
        { label: '用药', english: 'Medicines', value: sheet['medicines'] ?? '—' },
        { label: '转出方', english: 'Sender', value: signed(handed.sender) },
        { label: '接收方', english: 'Receiver', value: signed(handed.receiver) },
      ],
      1,
    );
  }
  if (plan) {
    paper.heading('下转方案', 'Plan that came down');
    paper.facts(
      [
        { label: '康复计划', english: 'Rehabilitation', value: linesOf(plan.rehabilitation) },
        { label: '用药', english: 'Medicines', value: linesOf(plan.medicines) },
        { label: '警示症状', english: 'Warning signs', value: linesOf(plan.warningSigns) },
        { label: '下次复诊', english: 'Next visit', value: plan.nextVisitOn ?? '—' },
      ],
      1,
    );
  }
}

/** Words of a structured part, one line for each item; codes stay as they are. */
function linesOf(part: unknown): string {
  const items = Array.isArray(part) ? part : [part];
  const line = (item: unknown): string =>
    item !== null && typeof item === 'object'
      ? Object.values(item)
          .filter((value) => typeof value === 'string' || typeof value === 'number')
          .join(' ')
      : String(item ?? '—');
  return items.map(line).join('\n') || '—';
}

function journey(paper: Paper, { journey: reports }: ArchivedReferral): void {
  if (!reports.length) return;
  paper.heading('途中记录', 'On the way');
  paper.table(
    ['时间', '类别', '记录'],
    [20, 16, 64],
    reports.map(({ measuredAt, recordedLate, kind, vitalSigns, observations, news2, estimatedArrivalAt, problem }) => [
      `${timeOf(measuredAt)}${recordedLate ? '（补传）' : ''}`,
      word('report', kind),
      [
        ...Object.entries(vitalSigns ?? {}).map(([sign, value]) => `${sign} ${String(value)}`),
        ...(news2 === null ? [] : [`NEWS2 ${news2}`]),
        ...observations,
        ...(estimatedArrivalAt ? [`预计 ${timeOf(estimatedArrivalAt)} 到达`] : []),
        ...(problem ? [problem] : []),
      ].join('；'),
    ]),
  );
}

function documents(paper: Paper, { documents: files }: ArchivedReferral): void {
  if (!files.length) return;
  paper.heading('资料', 'Documents and their hashes');
  paper.table(
    ['资料', '字节', 'SHA-256', '添加'],
    [26, 12, 34, 28],
    files.map(({ name, bytes, sha256, by, institution, at }) => [
      name,
      String(bytes),
      `${sha256.slice(0, 32)} ${sha256.slice(32)}`,
      `${by}（${institution}）${timeOf(at)}`,
    ]),
  );
}

function consent(paper: Paper, { consent: given, insurance }: ArchivedReferral): void {
  paper.heading('知情同意与医保', 'Consent and insurance');
  paper.facts([
    {
      label: '同意人',
      english: 'Consent by',
      value: given
        ? [word('giver', given.giver), given.name, given.authorisedBy && `授权人 ${given.authorisedBy}`].filter(Boolean).join(' ')
        : '未登记',
    },
    { label: '同意范围', english: 'Scope', value: given ? `${word('scope', given.scope)} ${timeOf(given.at)}` : '—' },
    {
      label: '医保备案',
      english: 'Insurance',
      value: [word('filing', insurance.filing), insurance.number, insurance.place].filter(Boolean).join(' '),
    },
  ]);
}

function mended(paper: Paper, { reviews, corrections, related }: ArchivedReferral): void {
  if (corrections.length) {
    paper.heading('更正', 'Corrections');
    paper.table(
      ['更正内容', '说明', '办理'],
      [40, 28, 32],
      corrections.map(({ before, after, explanation, proposedBy, proposedAt, decidedBy, decidedAt }) => [
        Object.keys(after)
          .map((field) => `${word('corrected', field)}：${shown(field, before[field])} → ${shown(field, after[field])}`)
          .join('\n'),
        explanation,
        `${proposedBy} 提出 ${timeOf(proposedAt)}\n${decidedBy} 确认 ${timeOf(decidedAt)}`,
      ]),
    );
  }
  if (reviews.length) {
    paper.heading('退回复核', 'Reviews of a return');
    paper.table(
      ['复核医院', '结论', '时间'],
      [40, 30, 30],
      reviews.map(({ reviewer, state, decidedAt }) => [reviewer, word('review', state), timeOf(decidedAt)]),
    );
  }
  if (related.length) {
    paper.heading('相关转诊', 'Belongs together');
    paper.table(
      ['关系', '转诊编号', '状态'],
      [40, 30, 30],
      related.map(({ relation, number, state }) => [word('relation', relation), number, word('state', state)]),
    );
  }
}

const shown = (field: string, value: string | undefined): string =>
  field === 'outcome' ? word('outcome', value) : field === 'arrivedAt' ? timeOf(value) : (value ?? '—');

/** Steps that a person answers for with an electronic signature. */
const signing: readonly { readonly label: string; readonly english: string; readonly kinds: readonly string[] }[] = [
  { label: '转出医师', english: 'Sent by', kinds: ['submitted', 'offered'] },
  { label: '受理', english: 'Accepted by', kinds: ['accepted', 'acknowledged'] },
  { label: '回报结果', english: 'Outcome by', kinds: ['outcome_reported', 'death_reported'] },
  {
    label: '办结',
    english: 'Ended by',
    kinds: [
      'closed',
      'cancelled',
      'entered_in_error',
      'treated_here',
      'closed_with_advice',
      'patient_declined',
      'turned_back',
      'came_down',
    ],
  },
];

function signatures(paper: Paper, { steps }: ArchivedReferral): void {
  paper.heading('电子签名', 'Electronic signatures');
  paper.facts(
    signing.map(({ label, english, kinds }): Cell => {
      const step = steps.findLast(({ kind }: ArchivedStep) => kinds.includes(kind.slice('referral.'.length)));
      return { label, english, value: step ? ended(step) : '—' };
    }),
    1,
  );
}
