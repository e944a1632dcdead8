import type { DemoProtocol } from './protocol.types.js';
import { copdCriteria } from './copd.criteria.data.js';
import { heading, list, note, paragraph, steps, table } from './rich-text.js';

export const copd: DemoProtocol = {
  code: 'COPD',
  alliance: 'respiratory',
  title: { zh: '慢性阻塞性肺疾病转诊规范', en: 'Chronic obstructive pulmonary disease: transfer' },
  changeNote: '首次发布。',
  sections: {
    who_for: [
      note('演示内容，不构成医疗建议。'),
      paragraph('适用于 **18 岁及以上**、已确诊或疑诊慢阻肺的患者，包括急性加重与稳定期。'),
      list('哮喘、气胸、肺栓塞、心力衰竭可有相似表现，首诊时逐一考虑。'),
    ],
    assess: [
      steps(
        '数满一分钟呼吸，测脉搏血氧并注明吸空气还是吸氧。',
        '看意识、口唇颜色、辅助呼吸肌与下肢水肿。',
        '询问起病快慢、近 12 个月加重与住院次数、是否长期家庭氧疗。',
        '条件允许时摄胸片、查血气。',
      ),
      table(
        ['项目', '提示严重', '标准'],
        ['血氧饱和度', '<90%', 'COPD-U01'],
        ['动脉血 pH', '<7.35', 'COPD-U02'],
        ['动脉血氧分压', '<52.5 mmHg（7 kPa）', 'COPD-U03'],
        ['意识', '下降或急性模糊', 'COPD-U04'],
      ),
    ],
    manage_here: [
      list(
        '短效支气管舒张剂吸入，核对装置用法。',
        '糖皮质激素与抗菌药物按方案使用，写明起止日期。',
        '控制性氧疗：达到目标即可，避免高浓度给氧，给氧后复查。',
        '处理后按时复评；48 小时无改善即申请上转。',
      ),
      paragraph('稳定期：戒烟、疫苗、肺康复与吸入维持治疗，每次随访让患者当面演示一次吸入。'),
    ],
    refer_up: [
      heading('立即上转'),
      list('血氧饱和度 <90%；pH <7.35；PaO₂ <52.5 mmHg。', '意识下降或急性模糊；发绀或外周水肿加重。'),
      table(
        ['时限', '情形'],
        ['24 小时', '起病迅速或卧床；家庭氧疗者急性加重；胸片新发改变；呼吸 ≥30 次/分或处理 48 小时无改善'],
        ['7 天', '近 12 个月加重 ≥2 次或住院 ≥1 次'],
        ['择期', '疑诊而本院不能做肺功能'],
      ),
      note('转运途中持续血氧监测，氧流量写在交接单上。'),
    ],
    come_back_down: [
      list('SpO₂ ≥90%（或达基线）稳定 24 小时，短效支扩剂间隔 ≥4 小时，方案明确。', '停用无创通气 ≥48 小时且血气稳定（pH ≥7.35）。'),
      paragraph('下转单写明吸入装置、激素减量计划、氧疗目标与复诊日期。'),
    ],
    follow_up: [
      table(
        ['时间', '内容'],
        ['出院后早期', '核对用药与吸入技术，复评血氧'],
        ['稳定期', '症状评分、加重次数、吸烟状态'],
        ['每年', '肺功能复查、疫苗'],
      ),
      list('气促加重、痰量增多或变脓、下肢水肿时提前就诊。'),
    ],
  },
  criteria: copdCriteria,
  quiz: null,
};
