import { words } from '../../platform/i18n';
import { analyticsEn } from './analytics.en';
import { analyticsZh } from './analytics.zh';

export const analyticsWords = words('analytics', analyticsZh, analyticsEn);
