import { words } from '../../platform/i18n';
import { capacityEn } from './capacity.en';
import { capacityZh } from './capacity.zh';

export const capacityWords = words('capacity', capacityZh, capacityEn);
