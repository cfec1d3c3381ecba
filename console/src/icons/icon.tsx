/** Drawn for this console on a grid of 20, in one stroke width, so that they stand beside text quietly. */
const shapes = {
  overview: 'M3 4.5h6v5H3zM11 4.5h6v8h-6zM3 11.5h6v4H3zM11 14.5h6v1h-6z',
  chat: 'M3.5 4.5h13v9h-7l-3.5 3v-3h-2.5z',
  models: 'M10 3l6 3.2v7.6L10 17l-6-3.2V6.2zM4 6.3l6 3.2 6-3.2M10 9.5V17',
  features: 'M10 3.5l1.7 4.3 4.3 1.7-4.3 1.7L10 15.5l-1.7-4.3L4 9.5l4.3-1.7z',
  agents: 'M5 8.5h10v7H5zM10 5.5v3M8 12h.01M12 12h.01M10 4.5h.01M3 11v2M17 11v2',
  shield: 'M10 3l6 2.2v4.3c0 3.8-2.6 6.4-6 7.5-3.4-1.1-6-3.7-6-7.5V5.2z',
  queue: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h7M14 13v2l1.5 1',
  route: 'M4.5 15.5a2 2 0 1 0 0-.01M15.5 4.5a2 2 0 1 0 0-.01M6.5 15.5H12a3 3 0 0 0 0-6H8a3 3 0 0 1 0-5h5.5',
  key: 'M7 13.5a3.5 3.5 0 1 1 3.2-5H17v3h-2v2h-3v-2h-1.8A3.5 3.5 0 0 1 7 13.5M7 10h.01',
  list: 'M7 5.5h10M7 10h10M7 14.5h10M3.5 5.5h.01M3.5 10h.01M3.5 14.5h.01',
  chart: 'M3.5 16.5h13M5.5 13.5v-4M10 13.5v-8M14.5 13.5v-6',
  ledger: 'M4.5 3.5h11v13h-11zM7.5 7.5h5M7.5 10.5h5M7.5 13.5h2.5',
  seal: 'M10 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M8 8.2l1.4 1.4 2.6-2.9M7.2 11.8l-.7 5 3.5-1.7 3.5 1.7-.7-5',
  safe: 'M3.5 4h13v11h-13zM5.5 15v1.5M14.5 15v1.5M10 7a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M13.5 8.5v2',
  inbox: 'M3.5 11.5 5.5 4.5h9l2 7v4h-13zM3.5 11.5h4l1 2h3l1-2h4',
  tenants:
    'M4 16.5v-12h7v12M11 8.5h5v8M2.5 16.5h15M6.5 7.5h2M6.5 10.5h2M6.5 13.5h2M13.5 11.5h.01M13.5 14h.01',
  server: 'M3.5 4.5h13v4.5h-13zM3.5 11h13v4.5h-13zM6.5 6.8h.01M6.5 13.3h.01',
  globe:
    'M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M3.5 10h13M10 3.5c2 2 2.5 4 2.5 6.5s-.5 4.5-2.5 6.5c-2-2-2.5-4-2.5-6.5s.5-4.5 2.5-6.5',
  people:
    'M7.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M3 15.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M13 5a2.2 2.2 0 0 1 0 4.3M14 11.7c1.8.5 3 1.8 3 3.8',
  person: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6M4.5 16.5c0-3 2.5-4.5 5.5-4.5s5.5 1.5 5.5 4.5',
  chevronDown: 'M6 8l4 4 4-4',
  up: 'M10 15.5v-11M5.5 9l4.5-4.5L14.5 9',
  down: 'M10 4.5v11M5.5 11l4.5 4.5 4.5-4.5',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9M10 12v1.5',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  cross: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  dash: 'M5.5 10h9',
  copy: 'M7.5 7.5h8v8h-8zM12.5 7.5v-3h-8v8h3',
  menu: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h13',
  sun: 'M10 6.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4M10 2.8v1.4M10 15.8v1.4M2.8 10h1.4M15.8 10h1.4M4.9 4.9l1 1M14.1 14.1l1 1M4.9 15.1l1-1M14.1 5.9l1-1',
  moon: 'M16 11.8A6.5 6.5 0 0 1 8.2 4a6.5 6.5 0 1 0 7.8 7.8',
  screen: 'M3.5 4.5h13v8.5h-13zM7.5 16h5M10 13v3',
  keyboard: 'M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.8h7',
  book: 'M4.5 4.5h4.5a1.5 1.5 0 0 1 1 .5 1.5 1.5 0 0 1 1-.5h4.5v10.5H11a1.5 1.5 0 0 0-1 .5 1.5 1.5 0 0 0-1-.5H4.5zM10 5v10.5',
  help: 'M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M8 8.2a2 2 0 1 1 2.8 1.9c-.6.3-.8.7-.8 1.4M10 13.7h.01',
  leave: 'M11 4.5H4.5v11H11M8.5 10H17M14 7l3 3-3 3',
  plug: 'M7.5 3.5v4M12.5 3.5v4M5 7.5h10v2.5a5 5 0 0 1-10 0zM10 15v2.5',
  alert: 'M10 4l7 12H3zM10 8.5v3.5M10 14h.01',
  more: 'M4.8 10a.4.4 0 1 0 0-.01M9.8 10a.4.4 0 1 0 0-.01M14.8 10a.4.4 0 1 0 0-.01',
  plus: 'M10 4.5v11M4.5 10h11',
  arrowLeft: 'M16 10H4.5M9 5.5L4.5 10 9 14.5',
  arrowRight: 'M4 10h11.5M11 5.5l4.5 4.5-4.5 4.5',
  paste: 'M7 4.5H4.5v12h11v-12H13M7.5 3h5v3.5h-5zM7.5 10h5M7.5 13h3',
  send: 'M10 16V4.5M5.5 9L10 4.5 14.5 9',
  stop: 'M6 6h8v8H6z',
  again: 'M15.5 8.5A6 6 0 1 0 16 11M16 4.5v4h-4',
  bell: 'M4.5 14.5c1-1 1.3-2.2 1.3-5a4.2 4.2 0 0 1 8.4 0c0 2.8.3 4 1.3 5zM8.3 16.8a2 2 0 0 0 3.4 0',
  pulse: 'M2.5 10.5h3.2l2-6 4 11.5 2.2-5.5h3.6',
  halt: 'M7.2 3.5h5.6l3.7 3.7v5.6l-3.7 3.7H7.2l-3.7-3.7V7.2zM7.3 10h5.4',
  hook: 'M4 6.5h12v9H4zM4 7l6 4.5L16 7',
  pause: 'M7.5 5.5v9M12.5 5.5v9',
  play: 'M7 5l8 5-8 5z',
  download: 'M10 3.5v9M6 9l4 4 4-4M4 16.5h12',
  receipt: 'M5 3.5h10v13l-2-1.3-1.5 1.3-1.5-1.3-1.5 1.3L7 15.2l-2 1.3zM7.5 7h5M7.5 10h5',
  gauge: 'M3.5 14.5a6.5 6.5 0 1 1 13 0M10 14.5l3-4.5',
  print: 'M6 7.5v-4h8v4M6 13.5H3.5v-6h13v6H14M6 11h8v5.5H6z',
  search: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4M12.6 12.6l3.9 3.9',
} as const;

export type IconName = keyof typeof shapes;

/** Beside text that says the same: assistive technology passes it over. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
