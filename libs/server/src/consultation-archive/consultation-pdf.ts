import type { ArchivedConsultation, ConsultationBundle } from '@alliance/domain/archive/consultation-archive';
import { Paper, page } from '../platform/paper/paper.js';
import { timeOf } from '../platform/paper/paper-time.js';
import { consultationWord as word } from './consultation-words.js';

interface Print {
  readonly bundle: ConsultationBundle;
  readonly sha256: string;
  /** The file that is put inside. */
  readonly json: Buffer;
}
const or = (value: string | null | undefined): string => value ?? '—';

/** The archive of a consultation on paper, with page numbers and the hash on every page and the sealed file inside. The same bundle gives the same bytes. */
export function consultationPdf({ bundle, sha256, json }: Print): Promise<Buffer> {
  const { consultation, version, sealedAt } = bundle;
  const at = new Date(sealedAt);
  const name = `会诊档案-${consultation.number}-v${version}`;
  const paper = new Paper({ title: name, keywords: `sha256:${sha256}`, at });
  paper.attach(`${name}.json`, json, at);
  paper.title('远程会诊档案', 'REMOTE CONSULTATION ARCHIVE');
  caption(paper, bundle);
  request(paper, consultation);
  parties(paper, consultation);
  opinions(paper, consultation);
  decision(paper, consultation);
  beside(paper, consultation);
  verification(paper, bundle, sha256);
  if (paper.missing.size)
    paper.paragraph(`注：字库未收录的字以 Unicode 编码“〖U+…〗”代替，共 ${paper.missing.size} 个；原字见附件。`, { size: 8 });
  paper.eachPage((number, of) => {
    if (consultation.inviting.invented) paper.watermark('演示数据 DEMONSTRATION');
    const line = `档案编号 ${consultation.number} · 第 ${version} 版  核验：以所附 JSON 与下列 SHA-256 摘要为准，两院所持一致`;
    paper.footer([line], `第 ${number} 页 共 ${of} 页  Page ${number} of ${of}`);
    paper.typewritten(sha256, page.left, page.bottom + 28, 7.5);
  });
  return paper.finish();
}

function caption(paper: Paper, { version, cause, sealedAt, consultation }: ConsultationBundle): void {
  const { number, kind, mode, times, inviting, patient } = consultation;
  paper.facts([
    { label: '档案编号', english: 'Archive no.', value: `${number} · 第 ${version} 版` },
    { label: '封存', english: 'Sealed', value: `${timeOf(sealedAt)} · ${word('cause', cause)}` },
    { label: '类别', english: 'Kind', value: `${word('kind', kind)} · ${word('mode', mode)}` },
    { label: '邀请方', english: 'Inviting', value: inviting.name },
    {
      label: '患者',
      english: 'Patient',
      value: patient ? `${patient.name} · ${word('sex', patient.sex)} · ${or(patient.birthDate)}` : '—（教学，已去标识）',
    },
    { label: '证件', english: 'Identifier', value: or(patient?.identifierMasked) },
    { label: '会诊时间', english: 'Session', value: `${timeOf(times.starts ?? times.started)} — ${timeOf(times.finished ?? times.ends)}` },
    { label: '决定时间', english: 'Decided', value: timeOf(times.decided) },
  ]);
}

function request(paper: Paper, { request: asked, consent, times }: ArchivedConsultation): void {
  paper.heading('会诊申请', 'Request');
  const diagnosis = [asked.diagnosis, asked.diagnosisCode, asked.diagnosisEdition].filter(Boolean).join(' ');
  const consented = [
    word('giver', consent.giver),
    consent.name,
    consent.on,
    consent.costTold ? '已告知费用' : null,
    consent.authorisedBy && `授权人 ${consent.authorisedBy}`,
  ];
  paper.facts(
    [
      { label: '申请医师', english: 'Asked by', value: `${asked.by} · ${timeOf(times.invited)}` },
      { label: '事由', english: 'Reason', value: or(asked.reason) },
      { label: '目的', english: 'Aim', value: or(asked.aim) },
      { label: '初步诊断', english: 'Diagnosis', value: diagnosis || '—' },
      { label: '病历摘要', english: 'Summary', value: or(asked.summary) },
      { label: '知情同意', english: 'Consent', value: consented.filter(Boolean).join(' · ') },
    ],
    1,
  );
}

function parties(paper: Paper, { parties: seats }: ArchivedConsultation): void {
  paper.heading('参加人员', 'Parties');
  const rows = seats.map(({ side, institution, person, title, state, joinedAt }) => [
    ...[
      word('side', side),
      institution,
      or(person),
      word('title', title),
      `${word('party', state)}${joinedAt ? ` · ${timeOf(joinedAt)} 到` : ''}`,
    ],
  ]);
  paper.table(['方', '机构', '姓名', '职称要求', '情况'], [1, 3, 2, 2, 3], rows);
}

function opinions(paper: Paper, { opinions: signed, calls }: ArchivedConsultation): void {
  for (const { by, institution, phone, advisedAt, text, enteredAt, enteredBy, late, signedAt } of calls) {
    paper.heading('电话意见', 'Advice by telephone');
    paper.paragraph(`${or(institution)} ${or(by)}（${phone}） ${timeOf(advisedAt)} 口述，已复述核对`, { weight: 'bold' });
    paper.paragraph(text);
    paper.paragraph(
      `${enteredBy} ${timeOf(enteredAt)} 录入${late ? '（超过 6 小时，补记）' : ''}；${signedAt ? `本人 ${timeOf(signedAt)} 签名` : '本人尚未签名'}`,
      { size: 8 },
    );
  }
  paper.heading('会诊意见', 'Opinions');
  for (const { by, institution, stance, text, dissent, recommendations, signedAt, sha256, supersededAt } of signed) {
    paper.paragraph(`${or(institution)} ${or(by)} · ${word('stance', stance)}${supersededAt ? '（已由后一份意见取代）' : ''}`, {
      weight: 'bold',
    });
    paper.paragraph(text);
    if (dissent) paper.paragraph(`不同意见：${dissent}`);
    for (const [i, recommended] of recommendations.entries()) paper.paragraph(`${i + 1}. ${recommended}`);
    paper.paragraph(`签名时间 ${timeOf(signedAt)}  签名摘要 ${sha256}`, { size: 7.5 });
  }
}

function decision(paper: Paper, { decision: decided, actions, feedback }: ArchivedConsultation): void {
  paper.heading('邀请方决定', 'Decision of the inviting side');
  if (decided) {
    paper.paragraph(`${word('decision', decided.decision)}：${decided.text}`);
    paper.paragraph(`${decided.by} ${timeOf(decided.at)}。诊疗决定由邀请方作出并负责，会诊意见供参考。`, { size: 8 });
  }
  if (actions.length) {
    const rows = actions.map(({ text, dueOn, outcome, notDoneReason }) => [
      text,
      or(dueOn),
      outcome ? [word('outcome', outcome), notDoneReason && word('notDone', notDoneReason)].filter(Boolean).join('：') : '待执行',
    ]);
    paper.table(['建议', '期限', '执行情况'], [5, 2, 3], rows);
  }
  if (feedback)
    paper.paragraph(
      `反馈：${word('course', feedback.course)}，帮助程度 ${feedback.helpful}/5。${feedback.text ?? ''}（${feedback.by} ${timeOf(feedback.at)}）`,
    );
}

function beside(paper: Paper, { documents, notes, messages, steps }: ArchivedConsultation): void {
  if (documents.length) {
    paper.heading('会诊资料', 'Documents');
    paper.table(
      ['名称', '机构', '字节', 'SHA-256'],
      [3, 2, 1, 4],
      documents.map(({ name, institution, bytes, sha256 }) => [name, institution, String(bytes), sha256]),
    );
  }
  if (notes.length || messages.length) paper.heading('记录与讨论', 'Notes and discussion');
  for (const { by, institution, text, at } of [...notes, ...messages])
    paper.paragraph(`${timeOf(at)} ${or(institution)} ${or(by)}：${text}`, { size: 8 });
  paper.heading('经过', 'Timeline');
  paper.table(
    ['时间', '事项', '机构', '人员'],
    [2, 3, 3, 2],
    steps.map(({ at, kind, institution, by }) => [timeOf(at), word('step', kind.replace('consultation.', '')), or(institution), or(by)]),
  );
}

function verification(paper: Paper, { version, previous }: ConsultationBundle, sha256: string): void {
  paper.heading('核验说明', 'How to verify');
  paper.facts(
    [
      { label: '本版摘要', english: 'SHA-256', value: sha256 },
      { label: '上一版摘要', english: 'Version before', value: previous ?? `无（第 ${version} 版为首版）` },
    ],
    1,
  );
  paper.space(4);
  paper.paragraph(
    '本档案由系统在邀请方作出决定时自动封存，邀请方与受邀方各持一份，摘要相同。补签、补交手续与反馈封存为新的一版；旧版保留不变。' +
      '所附 JSON 文件按 RFC 8785 规范化，对其计算 SHA-256 应与每页页脚所印摘要一致。核验命令：npm run verify-archive -- <文件>，不需要数据库。',
    { size: 8 },
  );
}
