/** Tests, their results, and what is recognised of them. */
export const resultsZh = {
  catalogue: {
    period_invalid: '起止日期无效或与已有版本重叠，未保存。请让新版本从旧版本结束之后开始。',
    item_invalid: '项目内容不符合规则（检验须有标本，检查须有检查方式），未保存。请更正标出的字段。',
    not_lead: '联盟的互认目录由牵头医院维护，未保存。请联系牵头医院。',
    closed: '此版本已经关闭，不能再改。请建立新版本。',
  },
  test_code: {
    taken: '本院此代码已对应其他项目，未保存。请先修改原有对应。',
  },
  certificate: {
    wrong_state: '证书已不在这一状态，未作更改。请刷新后再看。',
    same_person: '证书须由另一人核对，未通过。请由登记人以外的质量管理人员核对。',
    period_invalid: '有效期无效（止日早于起日，或在评价日期之前），未保存。请更正日期。',
    scan_missing: '还没有上传证书扫描件，不能提交核对。请先上传扫描件。',
    region_invalid: '评价级别与地区不符，未保存。请选择评价机构所在的省、市或联盟。',
  },
  report: {
    not_found: '没有这份报告，或您所在的医院看不到它。请核对报告编号。',
    stale: '报告已被更改，您的更改未保存。请刷新后再试。',
    wrong_state: '报告现在的状态不能这样做，未作更改。请刷新后再看。',
    problems: '报告有不符合要求之处，未保存。请更正标出的字段。',
    consent_missing: '患者尚未同意查看其他医院的结果，未显示。请先取得并登记同意。',
  },
  inbound: {
    wrong_state: '这条消息已经处理过，未再处理。请刷新后再看。',
    problems: '消息仍有问题，未入库。请更正标出的位置后重试。',
  },
  connection: {
    taken: '该发送方已有连接，未保存。请修改原有连接。',
  },
  recognition: {
    reason_missing: '重复检查须选择原因，未保存。请为每个重复的项目选择原因。',
    not_explained: '还没有确认已向患者说明重复检查的目的和必要性，未保存。请说明后勾选。',
    identity_unverified: '患者身份未经核实，不能采纳其他医院的结果。请先核实身份证件。',
    not_offered: '该结果不在本次核对所列之中，未采纳。请重新核对。',
    decided: '本次核对已经作出决定，未再更改。请刷新后再看。',
    same_institution: '复核须由与双方无关的人员作出，未保存。请换人复核。',
    wrong_state: '此复核现在的状态不能这样做，未作更改。请刷新后再看。',
    not_your_action: '这一步不由您的医院或岗位办理，未作更改。请由负责方办理。',
  },
} as const;
