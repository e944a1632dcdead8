/** What the two sides of a story wrote to each other: minutes after the referral was sent, who, and what. */
export const messages: Readonly<Record<string, readonly (readonly [after: number, by: string, text: string])[]>> = {
  stemi: [
    [2, 'lead.doctor', '心电图已看：V1–V5抬高3–5 mm，支持前壁STEMI。到院时间已超过转运PCI窗，建议院内先溶栓。禁忌症核对清单请回复。'],
    [4, 'county.doctor', '已逐条核对：无活动性出血、近3月无手术及卒中、BP 126/80 mmHg。家属已签字，替奈普酶30 mg备好。'],
    [5, 'lead.doctor', '同意，现在推注。推完即出发，不等床位；导管室、CCU已通知。'],
    [41, 'county.doctor', '推注后40分钟，胸痛VAS由7降至2，ST段回落约60%，途中平稳。'],
    [45, 'lead.doctor', '再通可能性大，仍按原计划直达胸痛中心，24小时内造影。'],
  ],
  'bed-lost': [
    [70, 'county.doctor', '患者仍需无创通气，床位何时能定？需要我们先联系其他医院吗？'],
    [74, 'lead.doctor', '不必另找：急诊抢救室先接，无创机已备好，监护室夜间12点前腾床。'],
    [77, 'county.doctor', '收到，家属同意，救护车15分钟后可出发。'],
  ],
  nameless: [
    [7, 'county.doctor', '右上臂旧疤痕、黑色头盔、无手机。交警在查车牌。'],
    [748, 'county.doctor', '车主信息核实，家属已到，身份已补录，请贵院腕带同步更改。'],
    [760, 'lead.doctor', '腕带与输血记录已核对更改，术后平稳。'],
  ],
  offer: [[7200, 'county.doctor', '姚医生，鲁有福血压已稳三天，想请您那边接着随访，药物都在目录内。']],
  'due-today': [[7000, 'lead.doctor', '出院小结与康复处方已随单发送，请48小时内随访一次，重点看出血与依从性。']],
};
