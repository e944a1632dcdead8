import type { DemoProtocol } from './protocol.types.js';
import { genCriteria } from './gen.criteria.data.js';
import { heading, list, note, paragraph, steps, table } from './rich-text.js';

export const gen: DemoProtocol = {
  code: 'GEN',
  alliance: 'trauma',
  common: true,
  title: { zh: '通用早期预警与转诊规范', en: 'Early warning for every alliance' },
  changeNote: '首次发布，供所有专科联盟共用。',
  sections: {
    who_for: [
      note('演示内容，不构成医疗建议。'),
      paragraph('适用于 **16 岁及以上、非妊娠** 的患者，不分专科。与各专科规范同时判断，任何一方要求立即上转即按立即处理。'),
      list('儿童用儿科危险征象，孕产妇用产科标准，不套用本评分。'),
    ],
    assess: [
      steps(
        '测齐六项体征：呼吸、血氧、血压、心率、意识、体温，并注明是否吸氧。',
        '有高碳酸血症风险者由医师决定采用血氧量表 2。',
        '怀疑感染者查乳酸。',
      ),
      table(
        ['NEWS2', '含义', '标准'],
        ['≥7', '危重，30 分钟内急救评估', 'GEN-U01'],
        ['5–6，或任一项 3 分', '60 分钟内评估', 'GEN-U02'],
        ['更低', '继续监测，变化时重评', '—'],
      ),
      note('评分由系统按已测体征计算；未测的项目使结果成为区间，够不够 7 分看区间能否确定。'),
    ],
    manage_here: [
      list(
        '给氧、通路、监护，同时找原因。',
        '怀疑脓毒症：采血培养、尽早用药、补液，用法按上级指导。',
        '按评分提高监测频率，每次变化写明时间。',
      ),
      paragraph('评分低不等于安全：医师或护士的担心本身就是求助的理由。'),
    ],
    refer_up: [
      heading('立即'),
      list('NEWS2 ≥7。', '乳酸 ≥4 mmol/L 或疑脓毒性休克。'),
      heading('2 小时内'),
      paragraph('NEWS2 5–6 分，或任一单项 3 分。'),
    ],
    come_back_down: [
      paragraph('本规范不设下转标准，按各专科规范执行。'),
      list('预警评分仍达上转标准，或缺少体征而不能排除危重时，任何专科都不下转。', '下转前测齐一次完整体征，随单附上。'),
    ],
    follow_up: [
      list('回基层后首日至少评分一次。', '再次升高按首次处理。'),
      table(['谁', '做什么'], ['护士', '按频率测体征并录入'], ['医师', '对 5 分以上在时限内到场'], ['质控', '回看延误的病例']),
    ],
  },
  criteria: genCriteria,
  quiz: {
    passPercent: 66,
    questions: [
      {
        id: 'partial',
        text: '呼吸 26 次、心率 131、收缩压 90，血氧与体温未测。GEN-U01 的判断是什么？',
        options: ['待定，先补测', '符合，立即处理', '不符合'],
        right: [1],
        explanation: '三项各 3 分，合计已达 9 分，缺少的项目不会使其低于 7 分。',
      },
      {
        id: 'child',
        text: '12 岁儿童呼吸 30 次。能否用 NEWS2？',
        options: ['能', '不能，用儿科危险征象'],
        right: [1],
        explanation: 'NEWS2 只用于 16 岁及以上非妊娠者。',
      },
      {
        id: 'single',
        text: 'NEWS2 总分 3 分，全部来自呼吸一项。应在多长时间内评估？',
        options: ['无需评估', '60 分钟内', '24 小时内'],
        right: [1],
        explanation: '任一单项 3 分即符合 GEN-U02。',
      },
    ],
  },
};
