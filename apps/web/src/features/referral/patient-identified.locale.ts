import { words } from '../../platform/i18n';

export const identifiedWords = words(
  'patient-identified',
  { sentAs: '原登记 {{name}}', identified: '已识别为', registered: '原登记：{{name}}，识别于', identify: '识别身份' },
  { sentAs: 'sent as {{name}}', identified: 'Identified as', registered: 'registered as {{name}}, identified', identify: 'Identify' },
);
