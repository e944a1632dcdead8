import type { DemoProtocol } from './protocol.types.js';
import { traCriteria } from './tra.criteria.data.js';
import { heading, list, note, paragraph, steps, table } from './rich-text.js';

export const tra: DemoProtocol = {
  code: 'TRA',
  alliance: 'trauma',
  title: { zh: '创伤分级救治与转诊规范', en: 'Trauma: graded care and transfer' },
  changeNote: '首次发布。',
  sections: {
    who_for: [
      note('演示内容，不构成医疗建议。'),
      paragraph('适用于各年龄因外力受伤的患者。儿童的正常值不同，判断存疑时同时联系儿科。'),
      list('烧伤、溺水、电击伤先按本规范稳定，再联系相应专科。'),
    ],
    assess: [
      steps(
        '确认现场安全，控制致命性大出血。',
        '按气道、呼吸、循环、神经、暴露的顺序评估并边查边处理。',
        '记录受伤机制与时间。',
        '评 GCS；测血压、呼吸、血氧。',
      ),
      table(
        ['所见', '标准'],
        ['SBP <90，或呼吸 <10 或 >29，或血氧 <90%', 'TRA-U01'],
        ['GCS ≤13', 'TRA-U02'],
        ['开放伤伴神经血管损伤、复合伤、骨盆不稳、肢体离断', 'TRA-U03'],
        ['影像提示复杂骨折需手术', 'TRA-U04'],
      ),
    ],
    manage_here: [
      list(
        '加压包扎、止血带写明时间；骨盆带固定不稳骨盆。',
        '颈椎与脊柱保护，轴线翻身。',
        '保暖、建立通路、按需备血；避免过量补液。',
        '离断肢体干燥冷藏，不直接接触冰。',
      ),
      paragraph('不为完善影像而推迟转运：血流动力学不稳者稳定后即走。'),
    ],
    refer_up: [
      heading('立即上转到创伤中心'),
      list('生命体征异常（TRA-U01）；GCS ≤13。', '开放伤伴神经血管损伤、复合伤、骨盆不稳、肢体离断。'),
      heading('24 小时内'),
      paragraph('影像提示复杂骨折需手术：复位固定、评估末梢循环后转骨科。'),
      note('交接写明：机制、时间、损伤、生命体征变化、已做处理与用药、止血带时间。'),
    ],
    come_back_down: [
      paragraph('术后 ≥72 小时生命体征平稳、无感染征象、换药或康复方案明确者，可转乡镇卫生院或康复机构。'),
      list('写明负重与活动限制、换药频次、拆线与复查日期。', '交代再次就诊的情形：发热、渗液、肿胀加重、感觉或血运改变。'),
    ],
    follow_up: [
      table(['内容', '谁'], ['换药、拆线', '乡镇卫生院'], ['影像复查', '县级及以上'], ['功能训练', '康复机构与家庭']),
      list('每次随访看切口、末梢血运与活动度。', '疼痛不随时间减轻者联系手术医院。'),
    ],
  },
  criteria: traCriteria,
  quiz: null,
};
