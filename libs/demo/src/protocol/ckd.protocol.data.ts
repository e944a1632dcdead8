import type { DemoProtocol } from './protocol.types.js';
import { ckdCriteria } from './ckd.criteria.data.js';
import { heading, list, note, paragraph, steps, table } from './rich-text.js';

export const ckd: DemoProtocol = {
  code: 'CKD',
  alliance: 'nephrology',
  title: { zh: '慢性肾脏病分级诊疗与转诊规范', en: 'Chronic kidney disease: graded care and transfer' },
  changeNote: '首次发布。',
  sections: {
    who_for: [
      note('演示内容，不构成医疗建议。'),
      paragraph('适用于 **18 岁及以上** 的慢性肾脏病患者及其高危人群：糖尿病、高血压、心血管病、长期用肾毒性药物者。'),
      list('透析与移植患者的日常管理由牵头医院肾内科负责，本规范只管转诊。'),
    ],
    assess: [
      steps(
        '查肌酐并由系统估算 eGFR（CKD-EPI 2021）。',
        '查尿白蛋白/肌酐与尿沉渣，异常者复查确认。',
        '与既往结果比较：12 个月内下降多少、是否改变分期。',
        '查血钾；核对降压药种数与可能伤肾的药物。',
      ),
      table(
        ['指标', '需要专科', '标准'],
        ['eGFR', '<30', 'CKD-U01'],
        ['eGFR 下降', '12 个月 ≥25% 且分期改变，或每年 ≥15', 'CKD-U02'],
        ['ACR', '>70 mg/mmol，或 >30 伴血尿', 'CKD-U03、CKD-U04'],
        ['血钾', '≥6.0 mmol/L', 'CKD-U05'],
      ),
      note('一次异常不足以诊断慢性肾脏病；先排除急性肾损伤。'),
    ],
    manage_here: [
      list(
        '控制血压、血糖与蛋白尿，按方案使用保护肾脏的药物。',
        '避免肾毒性药物，造影或用药前核对 eGFR 并调整剂量。',
        '腹泻、呕吐或脱水时核对需暂停的药物。',
      ),
      paragraph('饮食指导由专科给出：盐、蛋白质与钾的限制因人而异，不一概而论。'),
    ],
    refer_up: [
      heading('立即上转'),
      list('血钾 ≥6.0 mmol/L：同时做心电图，转运途中监护。', '急性肾损伤：48 小时肌酐升高 ≥26.5 μmol/L 或升至 ≥1.5 倍。'),
      table(
        ['时限', '情形'],
        ['24 小时（县→上级）', '急性加重或危重并发症经治不能稳定或难以明确'],
        ['7 天', 'eGFR <30；下降过快；ACR >70 或 >30 伴血尿；≥4 种降压药仍未控制'],
        ['7 天（县→上级）', '需肾穿刺而本院不能；疑罕见病；通路或透析疑难问题'],
      ),
    ],
    come_back_down: [
      list(
        '急性加重治疗后稳定并已调整长期方案（县→乡）。',
        '合并症已确诊、疗效已评估且控制稳定（县→乡）。',
        '诊断明确、控制稳定、已停激素及免疫抑制剂（乡→村）。',
      ),
      paragraph('下转单写明用药禁忌、复查项目与间隔、出现什么情况要回来。'),
    ],
    follow_up: [
      table(
        ['机构', '内容'],
        ['村卫生室', '血压、体重、水肿、用药'],
        ['乡镇卫生院', '肌酐、血钾、尿 ACR，比较趋势'],
        ['县级', '并发症评估，调整方案'],
      ),
      list('尿量减少、水肿加重、气促或乏力明显时提前就诊。'),
    ],
  },
  criteria: ckdCriteria,
  quiz: null,
};
