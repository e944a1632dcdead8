import { words } from '../../platform/i18n';
import { en } from './room.en';
import { zh } from './room.zh';

export const roomWords = words('room', zh, en);
