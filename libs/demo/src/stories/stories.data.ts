import { accept, acknowledge, day, depart, hour, minutes, step } from './steps.js';
import { afterInfarction } from './plans.data.js';
import { steadyFacts } from '../steady-facts.data.js';
import { part, type Story } from './story.types.js';

const fromCounty = part({
  alliance: 'cardiovascular',
  from: 'county',
  fromDepartment: 'cardiology',
  to: 'lead',
  department: 'cardiology',
  reviewer: '戴云飞',
  consentGiver: 'patient',
  by: 'county.doctor',
});
const emergency = part({
  department: 'emergency',
  service: 'emergency',
  urgency: 'immediate',
  transport: 'ambulance',
  consentGiver: 'relative',
});
const ward = part({ service: 'inpatient', urgency: 'urgent' });

/** The stories that a visitor is told, each as referrals that can be opened; all of it invented. */
export const stories: readonly Story[] = [
  // At 02:40 a heart attack arrives at the county hospital: ECG in six minutes, lysis decided by telephone, on the way before anybody answered
  {
    ...{ ...fromCounty, ...emergency, key: 'stemi' },
    patient: { key: 'stemi', name: '秦守田', sex: 'male', born: '1962-04-19' },
    diagnosis: ['I21.0', '急性前壁ST段抬高型心肌梗死'],
    reason: '胸痛50分钟，V1–V5导联ST段抬高；预计转运超过60分钟，拟先溶栓后转运',
    summary: '02:40到院，02:46完成首份心电图；阿司匹林300 mg、氯吡格雷300 mg已服，无溶栓禁忌。（虚构病例）',
    facts: { chest_pain_min: 50, st_elevation: true, sbp: 126, dbp: 80, hr: 88, spo2: 96, killip: 1 },
    consentName: '秦守田之妻（演示）',
    since: { daysAgo: 16, at: '02:49' },
    steps: [
      ...depart(9, 'county.doctor', 68, '替奈普酶30 mg已于02:57推注，BP 122/78 mmHg，HR 84次/分，疼痛减轻。'),
      acknowledge(13, 'lead.doctor', {
        ...{ place: '急诊楼一层胸痛中心', physician: '韩致远', within: 90 },
        advice: '02:53电话共同决定院内溶栓：无禁忌，溶栓后即转；途中每10分钟复测血压，导管室已通知。',
      }),
      step(78, 'lead.doctor', { action: 'arrive' }),
      step(96, 'lead.doctor', { action: 'admit' }),
    ],
    offer: {
      ...{ after: 5 * day + 7 * hour, by: 'lead.doctor', home: 'county', department: 'cardiology', plan: afterInfarction },
      reason: '再灌注后第5天，病情稳定，符合下转标准',
      summary: '溶栓再通，第2天造影前降支残余狭窄70%植入支架1枚；LVEF 52%，Killip I级，无心绞痛；双抗12个月。',
      steps: [
        step(2 * hour, 'county.doctor', { action: 'doctorAccept' }),
        accept(3 * hour, 'county.coordinator', {
          place: '住院部三层心内科护士站',
          physician: '罗文博',
          within: 26 * hour,
          bedRoute: 'bed',
        }),
        step(25 * hour, 'county.doctor', { action: 'arrive' }),
        step(26 * hour, 'county.doctor', { action: 'admit' }),
        step(6 * day, 'county.doctor', {
          ...{ action: 'reportOutcome', outcome: 'discharged_home' },
          summary: '心脏康复8次，6分钟步行430 m，血压122/76 mmHg，出院随访。',
        }),
        step(6 * day + 20 * hour, 'lead.coordinator', { action: 'close' }),
      ],
    },
  },
  // A bed that was promised is lost; the patient comes through the emergency department
  {
    ...{ ...fromCounty, ...ward, ...part({ key: 'bed-lost', department: 'ccu', transport: 'hospital_vehicle' }) },
    patient: { key: 'bed-lost', name: '向晚晴', sex: 'female', born: '1957-10-02' },
    diagnosis: ['I50.1', '急性左心衰竭'],
    reason: '无创通气后仍氧合差，需重症监护床位',
    summary: 'LVEF 31%，BNP 2,900 pg/mL，硝酸甘油及呋塞米泵入中。（虚构病例）',
    facts: { sbp: 104, dbp: 66, hr: 112, rr: 28, spo2: 90, on_oxygen: true, gcs: 15 },
    consentName: '向晚晴（演示）',
    since: { daysAgo: 6, at: '19:12' },
    steps: [
      accept(14, 'lead.doctor', { place: '心脏重症监护室', physician: '骆云舟', within: 4 * hour, bedRoute: 'bed' }),
      step(68, 'lead.doctor', {
        ...{ action: 'withdrawAcceptance', reason: 'bed_lost' },
        explanation: '监护室收治急诊术后患者，原床位被占；正在协调急诊抢救室过渡。',
      }),
      accept(83, 'lead.doctor', {
        ...{ place: '急诊抢救室，随后转监护室', physician: '韩致远', within: 3 * hour, bedRoute: 'via_emergency' },
        advice: '急诊抢救室已备无创通气，可立即出发。',
      }),
      ...depart(96, 'county.doctor', 64, '无创通气FiO2 0.4，SpO2 94%，BP 108/68 mmHg。'),
      step(166, 'lead.doctor', { action: 'arrive' }),
      step(190, 'lead.doctor', { action: 'admit' }),
    ],
  },
  // Mother and newborn are one case at two beds
  {
    ...{ ...fromCounty, ...ward, key: 'mother', alliance: 'obstetrics', fromDepartment: 'obstetrics', department: 'obstetrics' },
    transport: 'ambulance',
    patient: { key: 'mother', name: '顾念慈', sex: 'female', born: '1994-05-17', known: true },
    diagnosis: ['O14.1', '重度子痫前期，产后6小时'],
    reason: '31周早产后血压162/108 mmHg伴头痛，需产科重症监护',
    summary: '硫酸镁维持，拉贝洛尔静脉泵入，尿蛋白3+，血小板98×10⁹/L。（虚构病例）',
    facts: { pregnant: false, sbp: 162, dbp: 108, severe_headache: true, hr: 96 },
    consentName: '顾念慈（演示）',
    since: { minutesAgo: 175 },
    pairWith: 'newborn',
    steps: [
      accept(11, 'lead.doctor', {
        ...{ place: '产科重症监护病房', physician: '夏雨荷', within: 3 * hour, bedRoute: 'bed' },
        advice: '母婴同时接收：母亲产科重症，新生儿监护床已备暖箱与无创呼吸支持。',
      }),
      ...depart(38, 'county.doctor', 66, '神志清，BP 150/98 mmHg，硫酸镁1 g/h，宫缩好，出血少。'),
      step(108, 'lead.doctor', { action: 'arrive' }),
      step(131, 'lead.doctor', { action: 'admit' }),
    ],
  },
  {
    ...{ ...fromCounty, key: 'newborn', alliance: 'neonatal', fromDepartment: 'obstetrics', department: 'newborn' },
    ...part({ service: 'inpatient', urgency: 'urgent', transport: 'ambulance', consentGiver: 'guardian' }),
    patient: { key: 'newborn', name: '顾念慈之女', sex: 'female', born: '', known: true },
    diagnosis: ['P07.3', '早产儿（31⁺²周）'],
    reason: '31⁺²周、1,650 g，呻吟、三凹征，需新生儿监护',
    summary: '生后无创呼吸支持FiO2 0.3，血糖3.1 mmol/L，暖箱转运。（虚构病例）',
    facts: { ga_weeks: 31, weight: 1650, spo2: 92 },
    consentName: '顾念慈（演示）',
    since: { minutesAgo: 174 },
    pairWith: 'mother',
    steps: [
      accept(10, 'lead.doctor', { place: '新生儿监护床', physician: '安宁', within: 3 * hour, bedRoute: 'bed' }),
      ...depart(38, 'county.doctor', 66, '暖箱34 ℃，CPAP 6 cmH2O，SpO2 92%。'),
      step(107, 'lead.doctor', { action: 'arrive' }),
      step(129, 'lead.doctor', { action: 'admit' }),
    ],
  },
  // Somebody without a name after a crash: sent at once, identified the next day, both records become one
  {
    ...{ ...fromCounty, ...emergency, key: 'nameless', alliance: 'trauma', fromDepartment: 'emergency' },
    patient: {
      ...{ key: 'nameless', name: '', sex: 'male', born: '' },
      identified: {
        after: 12 * hour + 35,
        by: 'county.doctor',
        name: '聂远航',
        born: '1983-07-21',
        marks: '虚构病例：摩托车祸，右上臂旧手术疤痕，无证件',
      },
    },
    diagnosis: ['T07', '多发伤，失血性休克'],
    reason: '摩托车祸，SBP 84 mmHg，腹腔积液，需急诊手术',
    summary: '院前输液1,500 mL，骨盆带固定，O型红细胞2单位输注中；身份不明，无家属。（虚构病例）',
    facts: { injured: true, sbp: 84, hr: 128, rr: 30, gcs: 12, spo2: 93 },
    ...part({ consentGiver: 'rescue', authorisedBy: '霍青（急诊科，演示）' }),
    consentName: '',
    since: { daysAgo: 2, at: '21:44' },
    steps: [
      ...depart(5, 'county.doctor', 62, 'BP 92/50 mmHg，HR 122次/分，GCS 12，骨盆带、双通路、O型血输注中。'),
      acknowledge(9, 'lead.doctor', {
        place: '急诊复苏室，直通手术室',
        physician: '祁连山',
        within: 75,
        advice: '创伤团队已到位，按无名氏配型备血。',
      }),
      step(70, 'lead.doctor', { action: 'arrive' }),
      step(84, 'lead.doctor', { action: 'admit' }),
    ],
  },
  // A child of seven: nothing that is made for adults is asked or fires
  {
    ...{ ...fromCounty, ...ward, key: 'child', alliance: 'paediatrics', fromDepartment: 'medicine', department: 'paediatrics' },
    ...part({ transport: 'hospital_vehicle', consentGiver: 'guardian' }),
    patient: { key: 'child', name: '童小满', sex: 'male', born: '2019-03-08' },
    diagnosis: ['J18.9', '重症肺炎'],
    reason: '高热4天，呼吸急促，吸氧下SpO2 91%',
    summary: '体重23 kg，双肺湿啰音，头孢曲松第3天无好转，精神差、进食少。（虚构病例）',
    facts: {
      spo2: 91,
      rr: 42,
      temp: 39.4,
      on_oxygen: true,
      central_cyanosis: false,
      unable_to_drink: false,
      seizure: false,
      lethargic: true,
    },
    consentName: '童小满之母（演示）',
    since: { daysAgo: 3, at: '15:20' },
    steps: [
      accept(21, 'lead.doctor', { place: '住院部B座儿科二病区', physician: '苗春晓', within: 4 * hour, bedRoute: 'bed' }),
      ...depart(50, 'county.doctor', 64, '面罩吸氧，SpO2 95%，体温38.6 ℃，静脉通路通畅。'),
      step(118, 'lead.doctor', { action: 'arrive' }),
      step(140, 'lead.doctor', { action: 'admit' }),
    ],
  },
  // A family decides otherwise, in writing; it counts against nobody
  {
    ...{ ...fromCounty, ...ward, ...part({ key: 'declined', transport: 'own_way' }) },
    patient: { key: 'declined', name: '霍老根', sex: 'male', born: '1941-12-01' },
    diagnosis: ['I35.0', '重度主动脉瓣狭窄'],
    reason: '晕厥1次，评估经导管瓣膜置换',
    summary: '跨瓣压差72 mmHg，LVEF 55%，慢性肾病3期。（虚构病例）',
    facts: { ...steadyFacts, sbp: 112, dbp: 64 },
    criteriaReason: 'clinical_judgement',
    consentName: '霍老根（演示）',
    since: { daysAgo: 9, at: '10:05' },
    steps: [
      accept(42, 'lead.doctor', { place: '住院部A座心血管内科二病区', physician: '顾怀瑾', within: 26 * hour, bedRoute: 'bed' }),
      step(5 * hour, 'county.doctor', {
        ...{ action: 'patientDeclines', decidedBy: 'relative', proof: 'signed' },
        explanation: '患者84岁，家属商议后要求保守治疗，风险已告知并签字；随时可再联系。',
      }),
    ],
  },
  // Somebody dies on the road: reminders and links stop, nobody is asked how it went
  {
    ...{ ...fromCounty, ...emergency, key: 'died' },
    patient: { key: 'died', name: '闵德昌', sex: 'male', born: '1950-08-23' },
    diagnosis: ['I71.0', '主动脉夹层（Stanford A型）'],
    reason: '撕裂样胸背痛3小时，CTA累及升主动脉',
    summary: '艾司洛尔、硝普钠控制血压，心包少量积液。（虚构病例）',
    facts: { arm_sbp_diff: 34, chest_back_pain: true, sbp: 106, dbp: 58, hr: 104 },
    consentName: '闵德昌之子（演示）',
    since: { daysAgo: 22, at: '04:31' },
    steps: [
      accept(3, 'lead.doctor', { place: '急诊楼一层，直送杂交手术室', physician: '韩致远', within: 80 }),
      ...depart(12, 'county.doctor', 66, 'BP 104/56 mmHg，HR 102次/分，镇痛中，双通路。'),
      step(52, 'county.doctor', (at) => ({
        ...{ action: 'reportDeath', diedAt: minutes(at, -6), place: '转运途中（青云隧道口）', certifiedBy: '罗文博' },
      })),
      step(3 * day, 'county.doctor', { action: 'close' }),
    ],
  },
  // Two patients of one name: the wrong one is voided within minutes, and the right one is sent
  {
    ...{ ...fromCounty, ...ward, ...part({ key: 'wrong', transport: 'own_way' }) },
    patient: { key: 'wrong', name: '王建国', sex: 'male', born: '1971-06-06' },
    diagnosis: ['I20.0', '不稳定型心绞痛'],
    reason: '静息胸痛，需冠脉造影',
    summary: '近3天发作4次，低分子肝素已用。（虚构病例）',
    facts: { ischaemic_pain: true, st_depression_mv: 0.1, tnt_ratio: 0.9 },
    consentName: '王建国（演示）',
    since: { daysAgo: 2, at: '09:40' },
    steps: [
      step(6, 'county.doctor', {
        ...{ action: 'enterInError', reason: 'wrong_patient' },
        explanation: '同名患者选错（应为1958年出生者），已核对身份证重新发送。',
      }),
    ],
  },
  {
    ...{ ...fromCounty, ...ward, ...part({ key: 'right', transport: 'own_way' }) },
    patient: { key: 'right', name: '王建国', sex: 'male', born: '1958-01-27' },
    diagnosis: ['I20.0', '不稳定型心绞痛'],
    reason: '静息胸痛，需冠脉造影',
    summary: '近3天发作4次，低分子肝素已用；已核对身份证。（虚构病例）',
    facts: { ischaemic_pain: true, st_depression_mv: 0.1, tnt_ratio: 0.9, sbp: 136, dbp: 82 },
    consentName: '王建国（演示）',
    since: { daysAgo: 2, at: '09:49' },
    steps: [
      accept(33, 'lead.doctor', { place: '住院部A座心血管内科二病区', physician: '韩致远', within: 8 * hour, bedRoute: 'bed' }),
      step(7 * hour, 'lead.doctor', { action: 'arrive' }),
      step(7 * hour + 40, 'lead.doctor', { action: 'admit' }),
    ],
  },
  // Stroke rehabilitation comes down to the hospital of traditional Chinese medicine
  {
    ...{
      ...fromCounty,
      key: 'tcm',
      alliance: 'tcm_rehabilitation',
      from: 'lead',
      fromDepartment: 'neurology',
      to: 'tcm',
      department: 'rehabilitation',
    },
    ...part({ service: 'inpatient', urgency: 'routine', transport: 'own_way', by: 'lead.doctor', reviewer: '卓文澜' }),
    patient: { key: 'tcm', name: '卓长林', sex: 'male', born: '1959-11-15' },
    diagnosis: ['I63.9', '脑梗死恢复期（左侧肢体偏瘫）'],
    reason: '神经功能稳定4天，转中医康复：针刺、推拿与肢体训练',
    summary: 'mRS 3分，吞咽筛查通过，二级预防已定；舌淡暗、苔白，气虚血瘀证，补阳还五汤加减。（虚构病例）',
    facts: {
      ...{ ...steadyFacts, speech_disturbance: false, limb_paralysis: false, severe_headache: false, vomiting: false },
      hours_stable: 96,
      rehab_plan: true,
      mrs: 3,
      tcm_spirit: 'reduced',
      tcm_syndrome: 'qi_deficiency_stasis',
      tcm_tongue_colour: 'pale',
      tcm_coating: 'thin',
    },
    consentName: '卓长林（演示）',
    since: { daysAgo: 6, at: '09:15' },
    steps: [
      accept(95, 'tcm.rehabilitation', { place: '康复楼二层护士站', physician: '苗本草', within: 28 * hour, bedRoute: 'bed' }),
      step(26 * hour, 'tcm.rehabilitation', { action: 'arrive' }),
      step(27 * hour, 'tcm.rehabilitation', { action: 'admit' }),
    ],
  },
];
