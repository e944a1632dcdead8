import { defineConfig } from '@playwright/test';
import { resolveChromium } from '../infra/run/chromium.mjs';

const browser = resolveChromium({ log: console.error });
// Everything that would talk to the outside is off, and a container has no graphics card. Playwright adds --no-sandbox.
const args = ['--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'results/artifacts',
  globalSetup: './e2e/portal.setup.ts',
  reporter: [['list'], ['json', { outputFile: 'results/journeys.json' }]],
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 90_000,
  // patient with a busy machine; how fast a row appears is measured in the bench
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env['PORTAL_URL'] ?? 'http://127.0.0.1:3000',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: browser.path, args, env: { ...process.env, ...browser.env } },
  },
});
