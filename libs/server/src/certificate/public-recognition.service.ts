import type { PublicRecognition } from '@alliance/contracts/certificate.contract';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AddressLimit } from '../platform/auth/address-limit.js';
import { Database } from '../platform/db/database.js';

type Item = PublicRecognition['items'][number];
interface Row {
  readonly institution_name: string;
  readonly item_code: string | null;
  readonly name_zh: string;
  readonly name_en: string | null;
  readonly test_group: string;
  readonly level: Item['level'];
  readonly province: string | null;
  readonly city: string | null;
  readonly alliance_name: string | null;
  readonly label: string;
  readonly last_day: string;
}

const inForce = `select institution_name, item_code, name_zh, name_en, test_group, level, province, city, alliance_name, label,
  last_day::text from public_recognition($1)`;

/** What a hospital's tests are recognised for, for everybody. */
@Injectable()
export class PublicRecognitionService {
  constructor(
    private readonly database: Database,
    private readonly limit: AddressLimit,
  ) {}

  /** @throws Refusal access.not_found, request.too_many */
  look(institutionId: string, address: string): Promise<PublicRecognition> {
    return this.limit.guard(address, async () => {
      await this.limit.ask(address);
      const rows = await this.database.anonymous<Row>(inForce, [institutionId]);
      if (!rows[0]) throw new Refusal('access.not_found');
      return { hospital: rows[0].institution_name, items: rows.flatMap((row) => itemOf(row)) };
    });
  }
}

/** A hospital without marks is one row without an item. */
function itemOf({ item_code: code, name_zh: zh, name_en: en, ...row }: Row): Item[] {
  if (code === null) return [];
  const { test_group: group, level, province, city, alliance_name: alliance, label, last_day: until } = row;
  return [{ code, name: { zh, ...(en !== null && { en }) }, group, level, province, city, alliance, label, until }];
}
