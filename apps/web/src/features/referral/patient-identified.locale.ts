import { words } from '../../platform/i18n';

export const identifiedWords = words(
  'patient-identified',
  { identified: '已识别为', registered: '原登记：{{name}}，识别于', identify: '识别身份' },
  { identified: 'Identified as', registered: 'registered as {{name}}, identified', identify: 'Identify' },
);
