import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { test } from './people.js';

const pages = {
  'county.doctor': ['/', '/referrals?side=outbound', '/referrals/immediate', '/batch-transfer', '/batch-transfer/new', '/notifications'],
  'lead.doctor': ['/down-candidates', '/down-candidates?list=all', '/analytics', '/guide'],
  'county.coordinator': [
    '/consultations',
    '/consultations/new',
    '/consultations/immediate',
    '/calendar',
    '/calendar?view=list',
    '/calendar/availability',
    '/follow-ups',
    '/return-reviews',
    '/formulary',
    '/reminders',
  ],
  'lead.admin': ['/agreements', '/agreements/new', '/experts', '/members-today', '/analytics'],
  'lead.coordinator': ['/', '/referrals', '/patients', '/capacity', '/capacity?view=slots', '/capacity?view=waiting', '/escalations'],
  office: ['/pairings', '/pairings?view=picture', '/imports', '/alliances', '/institutions'],
  auditor: ['/audit'],
} as const;

for (const [username, paths] of Object.entries(pages)) {
  test(`what ${username} sees keeps WCAG 2.2 AA and fits a phone`, async ({ as }) => {
    const page = await as(username);
    for (const path of paths) {
      await page.setViewportSize({ width: 1366, height: 768 });
      await page.goto(path);
      await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
      expect(violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html.slice(0, 120) ?? ''}`)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(`${path} overflows by ${overflow}px`).toBe(`${path} overflows by 0px`);
    }
  });
}

test('no page talks to another host', async ({ as }) => {
  const page = await as('lead.coordinator');
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  for (const path of ['/', '/referrals', '/notifications']) await page.goto(path);
  expect([...hosts]).toEqual([new URL(page.url()).host]);
});
