import type { DemoProtocol } from './protocol.types.js';
import { heading, list, note, paragraph, steps, table } from './rich-text.js';
import { tcmrCriteria } from './tcmr.criteria.data.js';

export const tcmr: DemoProtocol = {
  code: 'TCMR',
  alliance: 'tcm_rehabilitation',
  title: { zh: '卒中后中医康复转诊规范', en: 'Rehabilitation after stroke with traditional Chinese medicine: transfer' },
  changeNote: '首次发布。',
  sections: {
    who_for: [
      note('演示内容，不构成医疗建议。'),
      paragraph('适用于 **18 岁及以上**、卒中急性期后进入康复阶段的患者，由中医医院牵头辨证，乡镇与村卫生室延续。'),
      list('新发或加重的神经症状按急性卒中规范处理，不在本规范内等待辨证。', '四诊由具备资质的中医医师完成并签名。'),
    ],
    assess: [
      steps('先测生命体征与 mRS，排除急性变化。', '望闻问切逐项记录；未查的项目留空，不写“正常”。', '综合四诊得出证候，写明依据。'),
      table(
        ['四诊', '记录什么'],
        ['望', '神、面色、形体、舌色舌形舌态、苔色苔质、舌下络脉'],
        ['闻', '语声、气息、口气'],
        ['问', '寒热、汗、饮食、口渴、睡眠、二便、疼痛'],
        ['切', '脉象与兼脉、腹诊'],
      ),
    ],
    manage_here: [
      list(
        '**功能训练**：按康复方案循序进行，训练前后测心率、血压与血氧。',
        '**针灸推拿**：由有资质者实施；抗凝治疗者核对出血风险。',
        '**方药**：按辨证方案，写明疗程与复诊日期；中西药合用者核对相互作用。',
        '**情志与饮食**：向患者与家属说明。',
      ),
      paragraph('证候变化时先复诊再改方，不自行加减。'),
    ],
    refer_up: [
      heading('立即'),
      list('新发意识改变、言语障碍或肢体瘫痪；四诊见失神、假神、神乱或阳气虚脱。'),
      table(
        ['时限', '情形'],
        ['24 小时', '静息心率 >120、SpO₂ <92% 或血压 ≥180/110'],
        ['7 天', '规范康复 ≥28 天功能无改善'],
        ['7 天', '痰热腑实或阴虚风动，舌红绛，苔厚、腻或少苔，基层无相应方案'],
      ),
      note('以上界值为本联盟本地默认值（L 级），由核心学术团队签字；演示中的签字人为虚构。'),
    ],
    come_back_down: [
      table(
        ['到', '条件'],
        ['康复机构或乡镇', '神经功能稳定 ≥72 小时，康复方案明确，mRS 1–4，得神或少神'],
        ['乡镇或村，居家', 'mRS 0–2，中医药方案确定，神、纳、眠、二便至少三项正常'],
      ),
      list('下转单写明证候、方药、针灸穴位与频次、训练禁忌。', '写明何种变化需要复诊。'),
    ],
    follow_up: [
      list('每次随访复测 mRS 并重新望舌切脉，与上次比较。', '询问睡眠、情绪、二便与跌倒。', '连续两次无改善者提前请上级会诊。'),
      paragraph('村医看得见的变化最有价值：步态、进食、说话、精神，随手记下来。'),
    ],
  },
  criteria: tcmrCriteria,
  alsoAsked: [
    'tcm_complexion',
    'tcm_body',
    'tcm_tongue_shape',
    'tcm_tongue_motion',
    'tcm_coating_colour',
    'tcm_sublingual',
    'tcm_voice',
    'tcm_breath',
    'tcm_odour',
    'tcm_cold_heat',
    'tcm_sweat',
    'tcm_thirst',
    'tcm_pain',
    'tcm_pulse',
    'tcm_pulse_with',
    'tcm_abdomen',
  ],
  quiz: null,
};
