import type { DemoProtocol } from './protocol.types.js';
import { pedCriteria } from './ped.criteria.data.js';
import { heading, list, note, paragraph, steps, table } from './rich-text.js';

export const ped: DemoProtocol = {
  code: 'PED',
  alliance: 'paediatrics',
  title: { zh: '儿童危险征象与肺炎转诊规范', en: 'Danger signs and pneumonia in children: transfer' },
  changeNote: '首次发布。',
  sections: {
    who_for: [
      note('演示内容，不构成医疗建议。'),
      paragraph('适用于 **出生 28 天以后、14 岁以下** 的儿童。新生儿见新生儿规范。'),
      list('成人预警评分不用于儿童。'),
    ],
    assess: [
      steps(
        '先看危险征象：不能饮水、惊厥、嗜睡或昏迷、发绀。',
        '安静时数满一分钟呼吸，看胸壁凹陷。',
        '测血氧与体温，看精神与尿量。',
        '核对月龄，按月龄判断呼吸是否增快。',
      ),
      table(['月龄', '呼吸增快（次/分）'], ['<2 个月', '≥60'], ['2–11 个月', '≥50'], ['12–59 个月', '≥40']),
      note('哭闹时数的呼吸不算；喂奶或安静后重数。'),
    ],
    manage_here: [
      list(
        '无危险征象、无胸壁凹陷、血氧正常者在基层治疗并约定复诊。',
        '退热、补液、少量多次喂养；不滥用止咳镇静药。',
        '抗菌药物按方案使用，写明剂量按体重计算。',
      ),
      paragraph('家长是监测者：教会数呼吸、看凹陷、看精神，告知何时回来。'),
    ],
    refer_up: [
      heading('立即上转'),
      list('血氧 <90% 或中心性发绀。', '不能饮水、惊厥、嗜睡或昏迷。'),
      heading('24 小时内'),
      paragraph('按月龄呼吸增快并有胸壁凹陷者，转县级儿科。'),
      list('途中给氧、保暖、侧卧，惊厥者防误吸。', '带上疫苗本、用药记录与家长电话。'),
    ],
    come_back_down: [
      paragraph('退热 ≥48 小时、空气下血氧 ≥94%、进食正常、口服序贯方案明确者，可回乡镇卫生院。'),
      list('下转单写明口服药物与疗程、复诊日期。', '再次发热、呼吸变快或不吃奶时直接回县医院。'),
    ],
    follow_up: [
      table(['时间', '内容'], ['用药结束前', '复查呼吸、血氧、精神'], ['恢复期', '喂养、疫苗、家庭吸烟劝阻']),
      list('反复肺炎或生长迟缓者转专科查找原因。'),
    ],
  },
  criteria: pedCriteria,
  quiz: null,
};
