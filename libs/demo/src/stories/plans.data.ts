import type { GivenDownPlan } from '@alliance/contracts/down-plan.schema';

type Medicine = GivenDownPlan['medicines'][number];
const oral = (name: string, strength: string, dose: string, frequency: string): Medicine => ({
  ...{ name, strength, dose, frequency, route: 'oral', daysSupplied: 14, bridging: 'patient_brings', note: null },
});

/** What goes home with somebody after an infarction. */
export const afterInfarction: GivenDownPlan = {
  rehabilitation: [
    { kind: 'cardiac', text: '步行训练，目标心率100–110次/分，Borg 11–13', frequency: '每周5次，每次30分钟' },
    { kind: 'diet', text: '低盐低脂，每日盐<5 g', frequency: null },
    { kind: 'education', text: '胸痛自救与硝酸甘油用法，家属一同培训', frequency: '出院前1次' },
  ],
  medicines: [
    oral('阿司匹林肠溶片', '100mg', '1片', '每日1次'),
    oral('替格瑞洛片', '90mg', '1片', '每日2次'),
    oral('阿托伐他汀钙片', '20mg', '1片', '每晚1次'),
    oral('美托洛尔缓释片', '47.5mg', '半片', '每日1次'),
  ],
  noMedicines: false,
  warningSigns: [
    { sign: '胸痛超过15分钟，含服硝酸甘油不缓解', action: 'return_now' },
    { sign: '黑便、牙龈或皮下出血不止', action: 'call_us' },
    { sign: '夜间不能平卧、下肢水肿加重', action: 'call_us' },
  ],
  nextVisitOn: null,
};

/** What goes home with somebody whose pressure is settled. */
export const hypertensionAtHome: GivenDownPlan = {
  rehabilitation: [
    { kind: 'exercise', text: '快走或太极，微微出汗为度', frequency: '每周5次' },
    { kind: 'diet', text: '限盐、戒酒、控制体重', frequency: null },
  ],
  medicines: [oral('苯磺酸氨氯地平片', '5mg', '1片', '每日1次'), oral('缬沙坦胶囊', '80mg', '1粒', '每日1次')],
  noMedicines: false,
  warningSigns: [
    { sign: '血压≥180/110 mmHg伴头痛或视物模糊', action: 'return_now' },
    { sign: '连续3天≥150/90 mmHg', action: 'next_visit' },
  ],
  nextVisitOn: null,
};
