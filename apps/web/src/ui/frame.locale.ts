import { words } from '../platform/i18n';

/** The product's name, on the tab and the login. */
export const frameWords = words(
  'frame',
  { product: '专科联盟', long: '专科联盟协同平台', purpose: '双向转诊 · 配对帮扶 · 上下协同', language: 'English' },
  {
    product: 'Alliance',
    long: 'Specialty Alliance Portal',
    purpose: 'Two-way referral and paired support across hospitals',
    language: '中文',
  },
);
