import type { Text } from '@alliance/contracts/schema';
import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { keepLocal } from './storage';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** Leaves are sentences with `{{values}}`; `name_other` beside `name_one` where English counts. */
type Tree = { readonly [key: string]: string | Tree };
/** English has the keys of Chinese, and a singular beside every `_other`. */
type Twin<T> = { readonly [K in keyof T]: T[K] extends string ? string : Twin<T[K]> } & {
  readonly [K in keyof T as K extends `${infer Base}_other` ? `${Base}_one` : never]: string;
};
type Path<T> = {
  [K in keyof T & string]: T[K] extends string ? (K extends `${infer Base}_other` ? Base : K) : `${K}.${Path<T[K]>}`;
}[keyof T & string];

/** The words of one feature in both languages, registered under a name of their own. */
export interface Words<T> {
  readonly namespace: string;
  /** Only a type: the shape whose paths are the keys. */
  readonly shape?: T;
}
export type KeyOf<W> = W extends Words<infer T> ? Path<T> : never;
export type Say<W> = (key: KeyOf<W>, values?: Readonly<Record<string, string | number>>) => string;

const kept = keepLocal.get('language');
void i18next.use(initReactI18next).init({
  lng: kept === 'en' ? 'en' : 'zh',
  fallbackLng: 'zh',
  supportedLngs: languages,
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});
followLanguage(i18next.language);
i18next.on('languageChanged', followLanguage);

function followLanguage(language: string): void {
  if (typeof document !== 'undefined') document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
}

/** Declares the words of a feature: `export const referralWords = words('referral', zh, en)`. */
export function words<const T extends Tree>(namespace: string, zh: T, en: Twin<T>): Words<T> {
  i18next.addResourceBundle('zh', namespace, zh, true, true);
  i18next.addResourceBundle('en', namespace, en, true, true);
  return { namespace };
}

/** `const t = useWords(referralWords); t('state.accepted')` - a key that does not exist does not compile. */
export function useWords<T>(of: Words<T>): Say<Words<T>> {
  const { t } = useTranslation(of.namespace);
  return useCallback((key, values) => t(key as string, values ?? {}) as string, [t]) as Say<Words<T>>;
}

/** Words for a code that may be newer than this page: undefined when there are none. */
export function useWordsIfAny<T>(of: Words<T>): (key: string, values?: Readonly<Record<string, unknown>>) => string | undefined {
  const { t, i18n } = useTranslation(of.namespace);
  return useCallback(
    (key, values) => (i18n.exists(key, { ns: of.namespace }) ? (t(key, values ?? {}) as string) : undefined),
    [t, i18n, of.namespace],
  );
}

export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh';
}
export function setLanguage(language: Language): void {
  keepLocal.set('language', language);
  void i18next.changeLanguage(language);
}

/** Names of our own data: the reader's language where there is one. */
export const inLanguage = (text: Text, language: Language): string => (language === 'en' ? (text.en ?? text.zh) : text.zh);
export function useText(): (text: Text | null | undefined) => string {
  const language = useLanguage();
  return useCallback((text) => (text ? inLanguage(text, language) : ''), [language]);
}
