import type { DemoProtocol } from './protocol.types.js';
import { stkCriteria } from './stk.criteria.data.js';
import { heading, list, note, paragraph, steps, table } from './rich-text.js';

export const stk: DemoProtocol = {
  code: 'STK',
  alliance: 'stroke',
  title: { zh: '急性卒中识别与转诊规范', en: 'Acute stroke: recognition and transfer' },
  changeNote: '首次发布。',
  sections: {
    who_for: [
      note('演示内容，不构成医疗建议。'),
      paragraph('适用于 **18 岁及以上** 突发面瘫、肢体无力、言语障碍、视物障碍、眩晕或意识改变的患者，以及短暂性脑缺血发作者。'),
      list('**最后正常时间**不等于发现时间：醒后卒中按入睡前最后正常时间计算。'),
    ],
    assess: [
      steps(
        '用 FAST 或 BE-FAST 快速筛查，同时测指尖血糖，低血糖先纠正。',
        '问清最后正常的钟点，计算发病分钟数。',
        '会评者完成 NIHSS；不会评者视频连线卒中中心。',
        '能做 CT 者立即平扫，不因等待会诊推迟。',
      ),
      table(
        ['时间窗', '可能的治疗', '标准'],
        ['发病 ≤4.5 小时', '静脉溶栓', 'STK-U01'],
        ['发病 ≤6 小时且 NIHSS ≥6', '血管内治疗', 'STK-U02'],
        ['6–24 小时，影像示大血管闭塞', '经筛选的血管内治疗', 'STK-U03、STK-U04'],
      ),
    ],
    manage_here: [
      list('保持气道、侧卧防误吸，暂禁食水。', '建立静脉通路，监测血压、血氧与血糖。', '影像排除出血前不给抗血小板或抗凝药。'),
      paragraph('血压处理由卒中中心决定，避免转运前自行快速降压。'),
      note('边处理边联系：预先通知卒中中心，写明最后正常时间与家属电话。'),
    ],
    refer_up: [
      heading('立即上转'),
      list(
        'FAST/BE-FAST 阳性且发病 ≤4.5 小时：最近的静脉溶栓机构。',
        '疑大血管闭塞且发病 ≤6 小时，或影像证实并在 6–24 小时内：综合卒中中心。',
        'CT 示脑出血或蛛网膜下腔出血；NIHSS 较前增加 ≥4。',
      ),
      heading('24 小时内'),
      paragraph('TIA 且 ABCD2 ≥4。症状已消失不等于安全，早期复发风险最高。'),
    ],
    come_back_down: [
      table(
        ['到', '条件'],
        ['康复机构或乡镇卫生院', '急性期治疗完成，神经功能稳定 ≥72 小时，吞咽已评估，二级预防方案确定，mRS 1–4'],
        ['乡镇或村', 'mRS 0–1，仅需二级预防随访'],
      ),
      list('下转前完成吞咽、跌倒与压疮风险交接。', '写明抗栓药物、血压与血脂目标、复查时间。'),
    ],
    follow_up: [
      list(
        '核对抗栓药、降压药与他汀是否按时服用。',
        '询问新发症状；任何新发缺损按首诊流程处理。',
        '评估吞咽、情绪、日常生活能力与照护者负担。',
      ),
      paragraph('康复越早越好：病情稳定后尽早开始床旁康复，并与中医康复联盟衔接。'),
    ],
  },
  criteria: stkCriteria,
  quiz: {
    passPercent: 100,
    questions: [
      {
        id: 'wake',
        text: '患者 6:30 起床时发现右侧无力，昨晚 22:30 入睡前正常。发病时间从何时算起？',
        options: ['6:30', '22:30', '到院时间', '无法计算，不上转'],
        right: [1],
        explanation: '醒后卒中按最后正常时间计算；仍需尽快联系综合卒中中心。',
      },
      {
        id: 'tia',
        text: 'TIA 患者症状已消失，ABCD2 为 5 分。应如何处理？',
        options: ['门诊随访', '24 小时内到卒中中心', '仅口服阿司匹林', '无需处理'],
        right: [1],
        explanation: 'TIA 且 ABCD2 ≥4 符合 STK-U06，时限 24 小时。',
      },
      {
        id: 'antiplatelet',
        text: 'CT 尚未完成时，能否先给抗血小板药？',
        options: ['能', '不能，先排除出血'],
        right: [1],
        explanation: '影像排除出血之前不给抗血小板或抗凝药。',
      },
    ],
  },
};
