/** Audit words of results of tests. */
export const resultAuditZh = {
  do: {
    'certificate-marks_changed': '互认标识变化',
    'result-list': '查看患者检查检验结果',
    'report-list': '查看报告列表',
    'report-read': '查看报告',
    'report-original': '调阅报告原件',
    'report-file': '归档报告',
    'report-revoke': '撤销报告',
    'report-not_found': '访问不属于自己的报告',
    'result_consent-given': '登记同意调阅外院结果',
    'result_consent-withdrawn': '登记撤回调阅外院结果的同意',
  },
};
export const resultAuditEn = {
  do: {
    'certificate-marks_changed': 'HR marks changed',
    'result-list': 'listed a patient’s results',
    'report-list': 'listed reports',
    'report-read': 'read a report',
    'report-original': 'read the original of a report',
    'report-file': 'filed a report',
    'report-revoke': 'revoked a report',
    'report-not_found': 'reached for a report that is not theirs',
    'result_consent-given': 'recorded the consent to look up results of other hospitals',
    'result_consent-withdrawn': 'recorded that the consent to look up results was withdrawn',
  },
};
