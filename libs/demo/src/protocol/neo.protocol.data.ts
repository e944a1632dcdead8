import type { DemoProtocol } from './protocol.types.js';
import { neoCriteria } from './neo.criteria.data.js';
import { heading, list, note, paragraph, steps, table } from './rich-text.js';

export const neo: DemoProtocol = {
  code: 'NEO',
  alliance: 'neonatal',
  title: { zh: '危重新生儿转运规范', en: 'Critically ill newborns: transfer' },
  changeNote: '首次发布。',
  sections: {
    who_for: [
      note('演示内容，不构成医疗建议。'),
      paragraph('适用于 **出生 28 天以内** 的新生儿，包括早产儿与出生后需复苏者。'),
      list('能在宫内转运的，优先宫内转运（见产科规范）。'),
    ],
    assess: [
      steps(
        '核对胎龄与出生体重，记录 Apgar 评分。',
        '看呼吸：频率、呻吟、凹陷、所需吸氧浓度。',
        '测体温、血糖；看皮肤颜色与黄疸出现的时间。',
        '看反应、肌张力、吃奶与惊厥。',
      ),
      table(
        ['危险征象', '标准'],
        ['胎龄 <32 周或出生体重 <1500 g', 'NEO-U01'],
        ['复苏后自主呼吸不能建立', 'NEO-U02'],
        ['吸氧浓度 >0.40 方能维持血氧', 'NEO-U03'],
        ['5 分钟 Apgar ≤5 或惊厥', 'NEO-U04'],
      ),
    ],
    manage_here: [
      list(
        '**保暖**贯穿始终：擦干、包裹、暖箱或皮肤接触。',
        '**气道与呼吸**：体位、吸引、正压通气，按血氧调整吸氧浓度。',
        '**血糖**：低者立即处理并复测。',
        '**感染**：疑败血症者采血后尽早用药，用法由接收机构指导。',
      ),
      paragraph('转运前完成稳定：体温、血糖、气道、循环；与接收机构确认后再出发。'),
    ],
    refer_up: [
      heading('立即上转'),
      list(
        '极早产或极低体重；呼吸不能建立或需持续通气；呼吸窘迫。',
        '窒息脑病或惊厥：尽快联系，时间影响亚低温治疗。',
        '需外科处理的畸形、疑危重先心。',
      ),
      table(
        ['时限', '情形'],
        ['24 小时', '血糖 <2.2 mmol/L 处理后仍反复'],
        ['24 小时', '生后 24 小时内黄疸或总胆红素 ≥342 μmol/L'],
        ['24 小时', '体温不稳（<36 或 >38℃）伴反应差'],
      ),
      note('随车：母亲病史与用药、出生记录、脐血或胎盘情况、家长联系方式与知情同意。'),
    ],
    come_back_down: [
      paragraph('矫正胎龄 ≥34 周、体重 ≥2000 g、完全经口喂养、无呼吸暂停 ≥7 天、体温稳定者，可回县级新生儿科或基层。'),
      list('下转前教会家长喂养、保暖与识别危险征象。', '写明用药、疫苗、眼底与听力筛查的安排。'),
    ],
    follow_up: [
      table(['项目', '谁'], ['体重、喂养、黄疸', '乡镇卫生院、村医访视'], ['眼底与听力筛查', '县级及以上'], ['神经发育随访', '救治中心']),
      list('吃奶差、嗜睡、呼吸快、发热或体温低、抽搐：立即就诊。'),
    ],
  },
  criteria: neoCriteria,
  quiz: null,
};
