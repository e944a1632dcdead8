/** Words of the exported file, which is read away from the portal. */
export const recognitionExportWords = {
  zh: {
    demonstration: '演示数据：机构与人物均为虚构',
    total: '合计',
    parts: ['合计', '机构', '项目', '月份', '出具机构 → 接诊机构'],
    columns: ['分组', '名称', '可互认', '已互认', '重复检查', '计入未互认', '无可用结果而开立', '互认率（%）'],
    ledger: ['节约', '数值'],
    savings: ['避免重复（项次）', '费用（元）', '辐射剂量（mSv）', '采血量（mL）'],
    reasons: ['重复理由', '次数', '计入未互认'],
    method:
      '统计方法：互认率 = 已互认 ÷（已互认 + 计入未互认的重复检查）。经评审认定理由不成立的计入，理由成立的不计入；未评审的按理由代码是否计入。本院自己的既往结果不在统计之内。节约按作出决定当日的价目、剂量和采血量计算。',
  },
  en: {
    demonstration: 'Demonstration: hospitals and people are invented',
    total: 'Total',
    parts: ['Total', 'Hospital', 'Item', 'Month', 'Issuer → receiver'],
    columns: ['Group', 'Name', 'Offered', 'Taken over', 'Repeated', 'Counted as not recognised', 'Ordered, nothing there', 'Rate (%)'],
    ledger: ['Saved', 'Value'],
    savings: ['Repeats avoided', 'Money (CNY)', 'Radiation (mSv)', 'Blood (mL)'],
    reasons: ['Reason for the repeat', 'Repeats', 'Counted'],
    method:
      'Method: rate = taken over ÷ (taken over + repeats that count). A repeat counts when a review refused its reason, never when a review found it justified; without a review the flag of the reason decides. A hospital’s own earlier results are left out. Savings are at the price, dose and blood volume of the day of the decision.',
  },
} as const;
