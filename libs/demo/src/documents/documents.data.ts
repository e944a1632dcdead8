import type { DischargeSummary } from './discharge-summary.js';

interface Attached {
  /** Of the story; `offer` where it belongs to the way down. */
  readonly story: string;
  readonly offer?: true;
  readonly by: string;
  /** After the referral was sent or offered. */
  readonly afterMinutes: number;
  readonly name: string;
}
export type DemoDocument = Attached & ({ readonly beatsPerMinute: number } | { readonly summary: DischargeSummary });

const infarction: DischargeSummary = {
  hospital: '云岭市人民医院（演示）',
  patient: '秦守田',
  diagnosis: '急性前壁ST段抬高型心肌梗死，溶栓再通，前降支支架植入术后',
  course:
    '胸痛50分钟到县医院，院内替奈普酶溶栓后转入；第2天造影示前降支残余狭窄70%，植入支架1枚。术后无心绞痛，Killip I级，LVEF 52%。第5天生命体征平稳，符合下转标准，转回县医院康复。',
  medicines: [
    ['阿司匹林肠溶片 100 mg', '每日1次', '长期'],
    ['替格瑞洛片 90 mg', '每日2次', '12个月'],
    ['阿托伐他汀钙片 20 mg', '每晚1次', '长期'],
    ['美托洛尔缓释片 47.5 mg', '每日1次，每次半片', '长期'],
  ],
  advice:
    '48小时内随访一次，1月、3月、6月、12月复查血脂、肝功能与超声心动图。双抗不得自行停用；再发胸痛超过15分钟或出血不止，立即拨打120并联系转诊专线。',
  physician: '韩致远（演示）',
};
const hypertension: DischargeSummary = {
  hospital: '青禾县人民医院（演示）',
  patient: '鲁有福',
  diagnosis: '高血压性心脏病，高血压3级（极高危）',
  course: '血压178/104 mmHg伴心悸入院，调整为两药联合后三天血压126–134/74–82 mmHg，心率68–76次/分，无心力衰竭体征。',
  medicines: [
    ['苯磺酸氨氯地平片 5 mg', '每日1次，每次1片', '长期'],
    ['缬沙坦胶囊 80 mg', '每日1次，每次1粒', '长期'],
  ],
  advice: '家住柳溪镇三组，子女在外，请上门随访。每日早晚各测血压一次；收缩压连续两次超过160 mmHg或出现气促、下肢水肿，请电话联系。',
  physician: '罗文博（演示）',
};

/** Documents that lie on referrals when the portal is opened: what a doctor would send along, drawn and written for the purpose. */
export const documents: readonly DemoDocument[] = [
  { story: 'stemi', by: 'county.doctor', afterMinutes: 1, name: '首份心电图_V1-V4_演示.png', beatsPerMinute: 88 },
  { story: 'stemi', offer: true, by: 'lead.doctor', afterMinutes: 4, name: '出院小结_秦守田_演示.pdf', summary: infarction },
  { story: 'four-minutes', by: 'county.doctor', afterMinutes: 1, name: '心电图_V1-V4_演示.png', beatsPerMinute: 96 },
  { story: 'offer', offer: true, by: 'county.doctor', afterMinutes: 3, name: '出院小结_鲁有福_演示.pdf', summary: hypertension },
];
