import { words } from '../platform/i18n';

/** The product's name, on the tab and the login. */
export const frameWords = words(
  'frame',
  { product: '专科联盟', long: '专科联盟协同平台' },
  { product: 'Alliance', long: 'Specialty Alliance Portal' },
);
