import type { ThemeConfig } from 'antd';
import { useSyncExternalStore } from 'react';
import { keepLocal } from '../platform/storage';

export const themeModes = ['system', 'light', 'dark'] as const;
export type ThemeMode = (typeof themeModes)[number];
type Scheme = 'light' | 'dark' | 'light-contrast' | 'dark-contrast';

/** Text colours are at least 4.5 : 1 on `surface` and `ground`, borders of controls 3 : 1. Red, amber and green never speak alone. */
const light = {
  ground: '#f4f6f8',
  surface: '#ffffff',
  raised: '#ffffff',
  hover: '#eef2f6',
  line: '#dde2e8',
  control: '#8a94a3',
  ink: '#17212e',
  inkSoft: '#465365',
  inkFaint: '#5d6a7b',
  accent: '#0b5cab',
  accentHover: '#094b8c',
  accentSoft: '#e6f0fa',
  onAccent: '#ffffff',
  immediate: '#b3211b',
  immediateSoft: '#fdeceb',
  urgent: '#8a4a00',
  urgentSoft: '#fff2df',
  good: '#17693a',
  goodSoft: '#e5f4eb',
} as const;
type Palette = Readonly<Record<keyof typeof light, string>>;

const dark: Palette = {
  ground: '#10151c',
  surface: '#171e27',
  raised: '#1e2732',
  hover: '#222d3a',
  line: '#2d3947',
  control: '#66768a',
  ink: '#e8edf3',
  inkSoft: '#b3bfcd',
  inkFaint: '#98a6b6',
  accent: '#6db3f2',
  accentHover: '#93c8f7',
  accentSoft: '#1b3047',
  onAccent: '#0b1520',
  immediate: '#ff9a93',
  immediateSoft: '#3d1f20',
  urgent: '#f0b664',
  urgentSoft: '#38290f',
  good: '#77d19b',
  goodSoft: '#143324',
};
const palettes: Readonly<Record<Scheme, Palette>> = {
  light,
  dark,
  'light-contrast': {
    ...light,
    ground: '#ffffff',
    line: '#5d6a7b',
    control: '#17212e',
    ink: '#000000',
    inkSoft: '#17212e',
    inkFaint: '#263241',
    accent: '#003f80',
  },
  'dark-contrast': {
    ...dark,
    ground: '#000000',
    surface: '#000000',
    line: '#98a6b6',
    control: '#e8edf3',
    ink: '#ffffff',
    inkSoft: '#ffffff',
    inkFaint: '#e8edf3',
  },
};

export const textStack = '"PingFang SC","Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif';

const asked = (query: string) => typeof matchMedia === 'function' && matchMedia(query).matches;
const listeners = new Set<() => void>();
let mode: ThemeMode = themeModes.find((m) => m === keepLocal.get('theme')) ?? 'system';
let scheme: Scheme = schemeNow();

function schemeNow(): Scheme {
  const base = mode === 'system' ? (asked('(prefers-color-scheme: dark)') ? 'dark' : 'light') : mode;
  return asked('(prefers-contrast: more)') ? `${base}-contrast` : base;
}

/** Writes the tokens as custom properties, so that plain CSS and antd show the same colours. */
function apply(): void {
  scheme = schemeNow();
  const { style } = document.documentElement;
  for (const [name, value] of Object.entries(palettes[scheme]))
    style.setProperty(`--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`, value);
  style.setProperty('--text-stack', textStack);
  style.colorScheme = scheme.startsWith('dark') ? 'dark' : 'light';
  for (const tell of listeners) tell();
}
export function startTheme(): void {
  apply();
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']) matchMedia(query).addEventListener('change', apply);
}
export function setThemeMode(next: ThemeMode): void {
  mode = next;
  keepLocal.set('theme', next);
  apply();
}
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const useThemeMode = (): ThemeMode => useSyncExternalStore(subscribe, () => mode);
export const useScheme = (): Scheme => useSyncExternalStore(subscribe, () => scheme);

/** Colours for drawings on a canvas, which knows no custom properties. */
export const paletteOf = (of: Scheme): Palette => palettes[of];

/** The antd theme of a scheme; `algorithms` are passed in because this file is part of the first load and antd is not. */
export function antdTheme(
  of: Scheme,
  algorithms: { readonly light: ThemeConfig['algorithm']; readonly dark: ThemeConfig['algorithm'] },
): ThemeConfig {
  const p = palettes[of];
  const algorithm = of.startsWith('dark') ? algorithms.dark : algorithms.light;
  return {
    ...(algorithm ? { algorithm } : {}),
    token: {
      fontFamily: textStack,
      fontSize: 14,
      borderRadius: 6,
      controlHeight: 36,
      motion: !asked('(prefers-reduced-motion: reduce)'),
      colorPrimary: p.accent,
      colorLink: p.accent,
      colorError: p.immediate,
      colorWarning: p.urgent,
      colorSuccess: p.good,
      colorText: p.ink,
      colorTextSecondary: p.inkSoft,
      colorTextTertiary: p.inkFaint,
      colorTextPlaceholder: p.inkFaint,
      colorTextDisabled: p.inkFaint,
      colorTextLightSolid: p.onAccent,
      colorBgBase: p.surface,
      colorBgContainer: p.surface,
      colorBgElevated: p.raised,
      colorBgLayout: p.ground,
      colorBorder: p.control,
      colorBorderSecondary: p.line,
      boxShadow: '0 4px 16px rgb(0 0 0 / 12%)',
      boxShadowSecondary: '0 4px 16px rgb(0 0 0 / 12%)',
    },
    components: { Button: { primaryShadow: 'none' } },
  };
}
