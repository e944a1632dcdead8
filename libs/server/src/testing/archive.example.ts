import { archiveFormat, type ArchiveBundle, type ArchivedReferral } from '@alliance/domain/archive/archive.types';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 20, 1, minute)).toISOString();
const county = { id: '01990000-0000-7000-8000-000000000001', name: '青禾县人民医院', department: '急诊科', invented: true };
const lead = { id: '01990000-0000-7000-8000-000000000002', name: '云岭市人民医院', department: '心血管内科', invented: true };
const doctor = { by: '林晓燕', institution: county.name };
const physician = { by: '沈岚', institution: lead.name };
const step = (minute: number, kind: string, who: { by: string; institution: string }, data = {}) => ({
  at: at(minute),
  kind: `referral.${kind}`,
  role: 'doctor',
  data,
  ...who,
});

const referral: ArchivedReferral = {
  id: '01990000-0000-7000-8000-000000000500',
  number: 'R7K2-M9QX-4',
  state: 'closed',
  direction: 'up',
  directionReason: null,
  service: 'emergency',
  urgency: 'immediate',
  transport: 'ambulance',
  alliance: { id: '01990000-0000-7000-8000-000000000003', name: '云岭心血管专科联盟' },
  sender: county,
  receiver: lead,
  outside: null,
  custodian: lead.name,
  patient: { name: '欧阳建华', sex: 'male', birthDate: '1958-03-14', identifierKind: 'citizen_id', identifierMasked: '5321**********2417' },
  request: {
    reason: '胸痛 2 小时，心电图 V1–V4 ST 段抬高，需急诊介入治疗。',
    diagnosis: '急性前壁 ST 段抬高型心肌梗死',
    diagnosisCode: 'I21.0',
    diagnosisEdition: 'GB/T 14396-2016',
    summary:
      '患者 2 小时前搬重物后突发胸骨后压榨样疼痛，伴大汗、恶心，含服硝酸甘油不缓解。既往高血压 10 年，吸烟 40 年。已予阿司匹林 300 mg、替格瑞洛 180 mg 嚼服，建立静脉通路。'.repeat(
        2,
      ),
    reviewer: '李主任',
    consultAllowed: false,
    completeness: 92,
    incompleteReason: null,
    criteriaReason: null,
    facts: null,
    createdBy: '林晓燕',
    owner: '林晓燕',
  },
  lateEntries: { reviewer: { at: at(40), afterSixHours: false } },
  judgement: {
    verdict: 'met',
    urgency: 'immediate',
    at: at(0),
    findings: [
      { criterion: { code: 'ACS-U01', label: { zh: 'ST 段抬高型心肌梗死，发病 12 小时内' }, number: 3 }, verdict: 'met', reasons: [] },
      { criterion: { code: 'ACS-U02', label: { zh: '心源性休克' }, number: 3 }, verdict: 'not_met', reasons: [] },
    ],
  },
  reception: { arriveBy: at(90), place: '急诊楼一层抢救室', phone: '0990-5550120', physician: '沈岚', bedRoute: 'via_emergency' },
  times: {
    submitted: at(0),
    answered: at(4),
    accepted: at(4),
    departed: at(10),
    arrived: at(75),
    admitted: at(110),
    outcome: at(4000),
    closed: at(4100),
  },
  outcome: 'discharged_home',
  endedAs: 'outcome',
  places: [{ place: lead.name, department: lead.department, how: 'submitted', from: at(0), until: null }],
  steps: [
    step(-6, 'drafted', doctor),
    step(0, 'submitted', doctor, { urgency: 'immediate' }),
    step(4, 'accepted', physician),
    step(10, 'departed', doctor),
    step(75, 'arrived', physician),
    step(110, 'admitted', physician),
    step(4000, 'outcome_reported', physician, { outcome: 'discharged_home' }),
    step(4100, 'closed', doctor),
  ],
  notes: [{ at: at(4000), kind: 'outcome_summary', text: '急诊 PCI，前降支植入支架 1 枚，术后恢复良好，出院继续双抗治疗。', ...physician }],
  messages: [{ at: at(6), text: '请途中持续心电监护，备除颤。', withdrawnAt: null, documents: ['心电图.pdf'], ...physician }],
  questions: [],
  handOver: {
    sheet: {
      allergies: '青霉素',
      infections: '无',
      isolation: 'none',
      devices: '左前臂静脉通路',
      medicines: '阿司匹林、替格瑞洛',
      condition: '神清，胸痛减轻',
      belongings: null,
    },
    sender: { at: at(10), ...doctor },
    receiver: { at: at(76), ...physician },
  },
  journey: [
    {
      kind: 'vital_signs',
      measuredAt: at(30),
      receivedAt: at(30),
      recordedLate: false,
      vitalSigns: { sbp: 118, dbp: 76, hr: 92, spo2: 96 },
      observations: [],
      news2: 2,
      estimatedArrivalAt: null,
      problem: null,
    },
  ],
  documents: [{ name: '心电图.pdf', mediaType: 'application/pdf', bytes: 284_120, sha256: 'a3'.repeat(32), at: at(0), ...doctor }],
  consent: { giver: 'relative', name: '欧阳敏', scope: 'receiver', form: '2026-1', at: at(-2), authorisedBy: null },
  insurance: { filing: 'numbered', number: 'YB-2026-1120-07', place: '青禾县' },
  plan: null,
  reviews: [],
  corrections: [],
  related: [],
};

/** A sealed case as it stands in the register; `more` changes what a spec is about. */
export const exampleBundle = (more: Partial<ArchivedReferral> = {}, sealed: Partial<ArchiveBundle> = {}): ArchiveBundle => ({
  format: archiveFormat,
  version: 1,
  previous: null,
  cause: 'ended',
  sealedAt: at(4101),
  referral: { ...referral, ...more },
  ...sealed,
});

/** A case about which much was said. */
export const talkative = (messages: number): ArchiveBundle =>
  exampleBundle({
    messages: Array.from({ length: messages }, (_, i) => ({
      at: at(6 + i),
      text: `第 ${i + 1} 条：血压 ${110 + (i % 30)}/70 mmHg，心率 ${80 + (i % 20)} 次/分，患者诉胸闷较前好转，继续观察，必要时复查心电图与肌钙蛋白。`,
      withdrawnAt: null,
      documents: [],
      ...(i % 2 ? doctor : physician),
    })),
  });
