/** Line drawings of 20 × 20, one weight; always beside a word or with a label on the button. */
const paths = {
  todo: 'M4 5.5h8M4 10h8M4 14.5h5M13.5 13.5l1.8 1.8 3-3.6',
  transfer: 'M3 7h12m-3.5-3.5L15 7l-3.5 3.5M17 13H5m3.5-3.5L5 13l3.5 3.5',
  pair: 'M8.5 11.5l3-3M7 9 5 11a2.8 2.8 0 0 0 4 4l2-2M9 7l2-2a2.8 2.8 0 0 1 4 4l-2 2',
  alliance: 'M10 3.5v4M10 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M5 16l3-4M15 16l-3-4M3.5 17h3M13.5 17h3M8.5 3.5h3',
  hospital: 'M4 17V5.5A1.5 1.5 0 0 1 5.5 4h9A1.5 1.5 0 0 1 16 5.5V17M2.5 17h15M10 7v4M8 9h4M8.5 17v-3h3v3',
  import: 'M10 3.5v8.5m-3-3 3 3 3-3M4 12.5V15a1.5 1.5 0 0 0 1.5 1.5h9A1.5 1.5 0 0 0 16 15v-2.5',
  audit: 'M10 3 4.5 5v4.5c0 3.4 2.2 6 5.5 7.5 3.3-1.5 5.5-4.1 5.5-7.5V5L10 3M7.5 10l1.8 1.8 3.2-3.6',
  bell: 'M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1.5 1.5H4l1.5-1.5M8.5 17h3',
  search: 'M9 3.8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 9 3.8M13 13l3.5 3.5',
  person: 'M10 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6M4 17c.5-3.2 2.8-5 6-5s5.500 1.800 6 5',
  people:
    'M7.5 4.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5M2.500 16c.4-2.900 2.300-4.500 5-4.500s4.600 1.600 5 4.500M12.800 4.700a2.500 2.500 0 0 1 0 4.600M14.300 11.800c1.900.600 2.900 2.100 3.200 4.200',
  settings: 'M3.500 6h8M15.500 6h1M13.500 4v4M3.500 14h1M8.500 14h8M6.500 12v4M3.500 10h13',
  more: 'M4.5 10h.01M10 10h.01M15.500 10h.01',
  plus: 'M10 4v12M4 10h12',
  calendar: 'M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5',
  down: 'M5.500 8l4.500 4.500L14.500 8',
  back: 'M11.500 4.500 6 10l5.500 5.500',
  close: 'M5 5l10 10M15 5 5 15',
  check: 'M4 10.500l4 4 8-9',
  file: 'M5.500 3h6l3.500 3.500V17h-9.500zM11.500 3v3.500H15',
  protocol: 'M4.500 4.500A1.500 1.500 0 0 1 6 3h9.500v12.500H6A1.500 1.500 0 0 0 4.500 17V4.500M4.500 17h11M8 6.500h4.500M8 9.500h4.500',
  phone:
    'M5 3.500h3l1 4-2 1.500a9 9 0 0 0 4 4l1.500-2 4 1v3a1.500 1.500 0 0 1-1.500 1.500C9 16.500 3.500 11 3.500 5A1.500 1.500 0 0 1 5 3.500',
  warn: 'M10 3.500 2.500 16.500h15L10 3.500M10 8.500v3.500M10 14.300v.01',
  sun: 'M10 6.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7M10 2v2M10 16v2M2 10h2M16 10h2M4.300 4.300l1.400 1.400M14.300 14.300l1.400 1.400M4.300 15.700l1.400-1.400M14.300 5.700l1.400-1.400',
  moon: 'M15.500 12.500A6.500 6.500 0 0 1 7.500 4.500a6.500 6.500 0 1 0 8 8',
  keyboard: 'M2.500 5.500h15v9h-15zM5.500 8.500h.01M8.500 8.500h.01M11.500 8.500h.01M14.500 8.500h.01M6.500 11.500h7',
} as const;
export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.4 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
