import { passwordRule } from '@alliance/domain/access/password-rule';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { pinyinOf } from '../text/pinyin.js';

/** No policy allows less, so shorter ones need not be known. */
const shortest = 8;

export interface WhoChooses {
  readonly username: string;
  readonly name: string;
  /** Characters that the strictest of their institutions demands. */
  readonly minimum: number;
}

/** Holds a new password against the rule, with the list of leaked passwords that goes with it. */
@Injectable()
export class PasswordRules {
  private common: Promise<ReadonlySet<string>> | undefined;

  /** @throws Refusal password.too_short with `minimum`, password.common, password.contains_name */
  async check(password: string, who: WhoChooses): Promise<void> {
    const common = await (this.common ??= commonPasswords());
    const refused = passwordRule(password, { ...who, pinyin: pinyinOf(who.name), common });
    if (refused) throw new Refusal(refused, refused === 'password.too_short' ? { minimum: who.minimum } : {});
  }
}

/** Loaded when the first password is chosen: most processes live without it. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const list = (dictionary as Readonly<Record<string, readonly (string | number)[]>>)['passwords-common'] ?? [];
  return new Set(list.map(String).filter(({ length }) => length >= shortest));
}
