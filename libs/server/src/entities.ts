import { Alliance, Membership } from './alliance/alliance.entity.js';

/** Entities of every feature: the unit of work knows no others. */
export const entities: readonly unknown[] = [Alliance, Membership];
