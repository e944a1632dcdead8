import type { DemoProtocol } from './protocol.types.js';
import { acsCriteria } from './acs.criteria.data.js';
import { heading, list, note, paragraph, steps, table } from './rich-text.js';

export const acs: DemoProtocol = {
  code: 'ACS',
  alliance: 'cardiovascular',
  title: { zh: '急性胸痛与急性冠脉综合征转诊规范', en: 'Acute chest pain and acute coronary syndrome: transfer' },
  changeNote: '首次发布。',
  sections: {
    who_for: [
      note('演示内容，不构成医疗建议。'),
      paragraph('适用于 **18 岁及以上** 因胸痛、胸闷或等同症状就诊，疑似急性冠脉综合征、主动脉夹层或肺栓塞的患者。'),
      list('目标是让该做再灌注的人最早到达能做的地方。', '先救治、后补材料：立即上转不因填表、缴费或等待检查而推迟。'),
    ],
    assess: [
      steps(
        '记录胸痛开始的钟点，计算持续分钟数。',
        '首次医疗接触后尽快完成 18 导联心电图并上传，正常者间隔复查。',
        '测双上肢血压、心率、血氧饱和度，判断 Killip 分级。',
        '条件允许时测肌钙蛋白，按本院上限换算为倍数。',
      ),
      table(
        ['所见', '考虑', '标准'],
        ['胸痛 >15 分钟且 ST 段抬高', 'STEMI', 'ACS-U01'],
        ['肌钙蛋白升高且有缺血证据', 'NSTEMI', 'ACS-U05'],
        ['新发 ST 压低或 T 波倒置', '不稳定型心绞痛', 'ACS-U06'],
        ['双上肢收缩压差 ≥20 mmHg', '疑主动脉夹层', 'ACS-U07'],
      ),
    ],
    manage_here: [
      list(
        '监护、建立静脉通路、备除颤；血氧低者给氧。',
        '抗血小板与抗凝由胸痛中心医师远程确认后使用，并写明剂量与时间。',
        '**疑主动脉夹层者不给抗凝、不溶栓**，先控制疼痛与血压心率。',
      ),
      paragraph('预计首次医疗接触至导丝通过超过 120 分钟且无禁忌者，在胸痛中心指导下就地溶栓，随后即转。'),
      note('溶栓前逐条核对禁忌证，核对结果随患者一并转送。'),
    ],
    refer_up: [
      heading('立即上转到能做急诊 PCI 的机构'),
      list(
        '持续胸痛 >15 分钟且 ST 段抬高。',
        '预计到导丝超过 120 分钟：溶栓后即转；溶栓后 ST 回落 <50%：补救 PCI。',
        'SBP <90、恶性室性心律失常、Killip ≥2；肌钙蛋白升高且有缺血证据。',
        '疑主动脉夹层或高危肺栓塞。',
      ),
      heading('24 小时内'),
      paragraph('缺血性胸痛伴新发 ST 压低 ≥0.1 mV 或 T 波倒置 ≥0.2 mV，无上述高危表现者。'),
      table(
        ['随车材料', '说明'],
        ['心电图', '首份与最近一份，写明采集时间'],
        ['用药', '药名、剂量、时间；溶栓者写明开始时间'],
        ['时间点', '起病、首次医疗接触、首份心电图、离院'],
      ),
    ],
    come_back_down: [
      paragraph('再灌注后 ≥72 小时无心绞痛、Killip I 级、LVEF ≥40%、双抗方案明确者，可转县级或乡镇卫生院继续康复。'),
      list('下转单写明支架情况、双抗药物与计划停用日期、复查安排。', '仍有任何一条立即上转标准成立或未排除者不下转。'),
    ],
    follow_up: [
      list(
        '核对双抗是否按时服用，任何人不得自行停药。',
        '询问胸痛、气促、出血；出现胸痛按首诊流程重新评估。',
        '控制血压、血糖、血脂，戒烟，参加心脏康复。',
      ),
      table(
        ['谁', '做什么'],
        ['乡镇卫生院', '按期随访，异常联系县医院'],
        ['县医院', '复查心电图与心功能，调整用药'],
        ['胸痛中心', '答复疑问，组织病例回看'],
      ),
    ],
  },
  criteria: acsCriteria,
  quiz: {
    passPercent: 75,
    questions: [
      {
        id: 'stemi',
        text: '55 岁男性胸痛 40 分钟，心电图 V1–V4 ST 段抬高，到 PCI 医院约 60 分钟车程。首选？',
        options: ['等肌钙蛋白结果', '立即转往能做急诊 PCI 的机构', '观察到胸痛缓解', '24 小时内转出'],
        right: [1],
        explanation: '胸痛 >15 分钟且 ST 段抬高即符合 ACS-U01，不等待化验。',
      },
      {
        id: 'lysis',
        text: '溶栓后 80 分钟复查心电图，ST 回落 30%。应如何？',
        options: ['再次溶栓', '立即转出行补救 PCI', '观察 24 小时', '可以下转'],
        right: [1],
        explanation: '溶栓 60–90 分钟 ST 回落 <50% 为溶栓失败，符合 ACS-U03。',
      },
      {
        id: 'dissection',
        text: '胸背撕裂样疼痛、双上肢收缩压差 30 mmHg。下列哪些正确？（多选）',
        options: ['立即联系上转', '先给抗凝', '控制疼痛、血压与心率', '就地溶栓'],
        right: [0, 2],
        explanation: '疑主动脉夹层符合 ACS-U07；禁止抗凝与溶栓。',
      },
    ],
  },
};
