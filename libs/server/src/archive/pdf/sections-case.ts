import type { ArchivedPlace, ArchivedReferral } from '@alliance/domain/archive/archive.types';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import type { Reason } from '@alliance/domain/criteria/finding.types';
import { reasonText } from '@alliance/domain/criteria/sentence';
import type { Paper } from '../../platform/paper/paper.js';
import { timeOf } from '../../platform/paper/paper-time.js';
import { word } from './paper-words.js';

const or = (value: string | null | undefined): string => value ?? '—';
const placeOf = (place: ArchivedPlace | null): string => (place ? [place.name, place.department].filter(Boolean).join(' · ') : '—');

/** Who, why, from where to where, when. */
export function caseSections(paper: Paper, referral: ArchivedReferral): void {
  parties(paper, referral);
  patient(paper, referral);
  request(paper, referral);
  judgement(paper, referral);
  times(paper, referral);
  reception(paper, referral);
}

function parties(
  paper: Paper,
  { sender, receiver, outside, custodian, alliance, direction, urgency, service, transport }: ArchivedReferral,
): void {
  paper.heading('转诊双方', 'Parties');
  paper.facts([
    { label: '转出方', english: 'From', value: placeOf(sender) },
    { label: '接收方', english: 'To', value: outside ? `${outside.name}（平台外） ${or(outside.phone)}` : placeOf(receiver) },
    { label: '方向', english: 'Direction', value: word('direction', direction) },
    { label: '紧急程度', english: 'Urgency', value: word('urgency', urgency) },
    { label: '转诊类别', english: 'Service', value: word('service', service) },
    { label: '转运方式', english: 'Transport', value: word('transport', transport) },
    { label: '责任方', english: 'Responsible', value: custodian },
    { label: '专科联盟', english: 'Alliance', value: or(alliance?.name) },
  ]);
}

function patient(paper: Paper, { patient: { name, sex, birthDate, identifierKind, identifierMasked } }: ArchivedReferral): void {
  paper.heading('患者', 'Patient');
  paper.facts([
    { label: '姓名', english: 'Name', value: name },
    { label: '性别', english: 'Sex', value: word('sex', sex) },
    { label: '出生日期', english: 'Born on', value: or(birthDate) },
    { label: '证件', english: 'Identifier', value: [word('identifierKind', identifierKind), identifierMasked].filter(Boolean).join(' ') },
  ]);
}

function request(paper: Paper, { request: asked, lateEntries }: ArchivedReferral): void {
  paper.heading('转诊申请', 'Request');
  const late = Object.entries(lateEntries).map(
    ([field, { at, afterSixHours }]) => `${word('late', field)}（${timeOf(at)}${afterSixHours ? '，超过 6 小时' : ''}）`,
  );
  paper.facts(
    [
      { label: '转诊原因', english: 'Reason', value: or(asked.reason) },
      {
        label: '初步诊断',
        english: 'Diagnosis',
        value: [or(asked.diagnosis), asked.diagnosisCode, asked.diagnosisEdition].filter(Boolean).join(' '),
      },
      { label: '病情摘要', english: 'Summary', value: or(asked.summary) },
      {
        label: '填写人',
        english: 'Written by',
        value: `${asked.createdBy}${asked.owner === asked.createdBy ? '' : `（后由 ${asked.owner} 跟进）`}`,
      },
      { label: '审核医师', english: 'Reviewer', value: or(asked.reviewer) },
      ...(asked.completeness === null ? [] : [{ label: '资料完整度', english: 'Completeness', value: `${asked.completeness}%` }]),
      ...(late.length ? [{ label: '补录', english: 'Late entries', value: late.join('；') }] : []),
    ],
    1,
  );
}

function judgement(paper: Paper, { judgement: judged }: ArchivedReferral): void {
  paper.heading('判定依据', 'Criteria, pinned when it was sent');
  if (!judged) return paper.paragraph('发出时没有适用的规范。');
  const met = judged.findings.filter(({ verdict }) => verdict === 'met');
  const open = judged.findings.filter(({ verdict }) => verdict === 'unknown').length;
  paper.paragraph(
    `结论：${word('verdict', judged.verdict)}（${timeOf(judged.at)} 判定；符合 ${met.length} 条，待补充 ${open} 条，共 ${judged.findings.length} 条，全文见附件）`,
  );
  if (met.length)
    paper.table(
      ['条款', '内容', '依据'],
      [16, 38, 46],
      met.map(({ criterion, reasons }) => [
        `${criterion.code}\n第 ${criterion.number} 版`,
        criterion.label.zh,
        reasons.map((reason) => reasonText(reason as Reason, factDictionary, 'zh')).join('；'),
      ]),
    );
}

const timeLabels = {
  submitted: ['发出', 'Submitted'],
  answered: ['首次答复', 'Answered'],
  accepted: ['受理', 'Accepted'],
  departed: ['出发', 'Departed'],
  arrived: ['到院', 'Arrived'],
  admitted: ['收治', 'Admitted'],
  outcome: ['回报结果', 'Outcome'],
  closed: ['结束', 'Closed'],
} as const;

function times(paper: Paper, referral: ArchivedReferral): void {
  paper.heading('时间', 'Times');
  paper.facts(
    (Object.keys(timeLabels) as (keyof typeof timeLabels)[]).map((name) => ({
      label: timeLabels[name][0],
      english: timeLabels[name][1],
      value: timeOf(referral.times[name]),
    })),
  );
}

function reception(paper: Paper, { reception: arranged, places, outcome }: ArchivedReferral): void {
  paper.heading('接收与去向', 'Reception and places');
  paper.facts([
    ...(arranged
      ? [
          { label: '约定到院', english: 'Arrive by', value: timeOf(arranged.arriveBy) },
          { label: '到院地点', english: 'Place', value: or(arranged.place) },
          { label: '接诊医师', english: 'Physician', value: or(arranged.physician) },
          { label: '床位安排', english: 'Bed', value: word('bedRoute', arranged.bedRoute) },
        ]
      : []),
    { label: '转诊结果', english: 'Outcome', value: word('outcome', outcome) },
  ]);
  paper.space(6);
  paper.table(
    ['去向', '科室', '方式', '自', '至'],
    [32, 20, 12, 18, 18],
    places.map(({ place, department, how, from, until }) => [
      place,
      or(department),
      word('placed', how),
      timeOf(from),
      until ? timeOf(until) : '结束',
    ]),
  );
}
