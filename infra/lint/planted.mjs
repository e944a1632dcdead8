// Files that each break one wall, with the rule that has to say so and a word of its message. `null`: nothing may be said.
const nest = `import { Controller } from '@nestjs/common';\nexport const it = Controller;\n`;
const use = (path) => `import { it } from '${path}';\nexport const mine = it;\n`;
const NX = '@nx/enforce-module-boundaries';
const ZONE = 'import-x/no-restricted-paths';
const CYCLE = 'import-x/no-cycle';
const SYNTAX = 'no-restricted-syntax';

/** Innocent files the planted ones import. */
export const ground = Object.fromEntries(
  [
    'libs/domain/src/rule.ts',
    'libs/contracts/src/rule.contract.ts',
    'libs/server/src/platform/clock/clock.ts',
    'libs/server/src/testing/make.ts',
    'libs/server/src/alliance/alliance.service.ts',
    'libs/server/src/alliance/alliance.reader.ts',
    'libs/demo/src/tables.ts',
    'apps/web/src/features/alliance/alliance.data.ts',
    'apps/web/src/ui/table.ts',
  ].map((file) => [file, 'export const it = 1;\n']),
);

export const planted = [
  // between projects
  ['libs/domain/src/zod.ts', `import { z } from 'zod';\nexport const it = z;\n`, NX, 'not allowed to import "zod"'],
  [
    'libs/domain/src/node.ts',
    `import { readFileSync } from 'node:fs';\nexport const it = readFileSync;\n`,
    'no-restricted-imports',
    'domain imports nothing',
  ],
  ['libs/domain/src/contract.ts', use('@alliance/contracts/rule.contract'), NX, 'can only depend on'],
  ['libs/contracts/src/nest.ts', nest, NX, 'not allowed to import "@nestjs/common"'],
  ['libs/contracts/src/server.ts', use('@alliance/server/platform/clock/clock'), NX, 'can only depend on'],
  [
    'libs/contracts/src/node.ts',
    `import { readFileSync } from 'node:fs';\nexport const it = readFileSync;\n`,
    'no-restricted-imports',
    'browser',
  ],
  [
    'libs/server/src/referral/react.ts',
    `import { useState } from 'react';\nexport const it = useState;\n`,
    NX,
    'not allowed to import "react"',
  ],
  [
    'libs/server/src/referral/client.ts',
    `import { io } from 'socket.io-client';\nexport const it = io;\n`,
    NX,
    'not allowed to import "socket.io-client"',
  ],
  ['libs/server/src/referral/demo.ts', use('@alliance/demo/tables'), NX, 'can only depend on'],
  ['libs/server/src/referral/relative.ts', use('../../../domain/src/rule.js'), NX, 'relative or absolute path'],
  ['libs/server/src/referral/itself.ts', use('@alliance/server/alliance/alliance.reader'), NX, 'relative'],
  ['apps/web/src/nest.ts', nest, NX, 'not allowed to import "@nestjs/common"'],
  ['apps/web/src/orm.ts', `import { EntityManager } from '@mikro-orm/core';\nexport const it = EntityManager;\n`, NX, '@mikro-orm/core'],
  ['apps/web/src/queue.ts', `import { Queue } from 'bullmq';\nexport const it = Queue;\n`, NX, 'bullmq'],
  ['apps/web/src/server.ts', use('@alliance/server/platform/clock/clock'), NX, 'can only depend on'],
  ['apps/api/src/web.ts', `import { useState } from 'react';\nexport const it = useState;\n`, NX, 'not allowed to import "react"'],
  ['libs/demo/src/react.ts', `import { useState } from 'react';\nexport const it = useState;\n`, NX, 'not allowed to import "react"'],
  ['test/e2e/server.ts', use('@alliance/server/platform/clock/clock'), NX, 'can only depend on'],
  ['test/e2e/nest.ts', nest, NX, 'not allowed to import "@nestjs/common"'],

  // between folders
  ['libs/server/src/referral/service.ts', use('../alliance/alliance.service.js'), ZONE, 'only its *.reader'],
  ['libs/server/src/referral/testing.ts', use('../testing/make.js'), ZONE, 'in specs only'],
  ['libs/server/src/referral/other.spec.ts', use('../alliance/alliance.service.js'), ZONE, 'only its *.reader'],
  ['libs/server/src/platform/clock/feature.ts', use('../../alliance/alliance.reader.js'), ZONE, 'platform knows no feature'],
  ['apps/web/src/features/referral/referral.page.ts', use('../alliance/alliance.data.js'), ZONE, 'never import each other'],
  ['apps/web/src/ui/page.ts', use('../features/alliance/alliance.data.js'), ZONE, 'ui imports no feature'],
  ['apps/web/src/platform/page.ts', use('../features/alliance/alliance.data.js'), ZONE, 'platform imports no feature'],
  ['libs/server/src/referral/there.ts', use('./back.js'), CYCLE, 'Dependency cycle'],
  ['libs/server/src/referral/back.ts', `import { mine } from './there.js';\nexport const it = () => mine;\n`, CYCLE, 'Dependency cycle'],

  // what is written
  ['libs/server/src/referral/env.ts', `export const it = process.env['HOME'];\n`, SYNTAX, 'environment'],
  ['libs/server/src/referral/env-too.ts', `const { env } = process;\nexport const it = env;\n`, SYNTAX, 'environment'],
  ['libs/server/src/referral/env-again.ts', `import { env } from 'node:process';\nexport const it = env;\n`, SYNTAX, 'environment'],
  ['libs/domain/src/today.ts', `export const it = () => new Date();\n`, SYNTAX, 'passed in'],
  ['libs/domain/src/chance.ts', `export const it = () => Math.random();\n`, SYNTAX, 'passed in'],
  ['libs/domain/src/instant.ts', `export const it = () => Temporal.Now.instant();\n`, SYNTAX, 'passed in'],
  ['libs/domain/src/now.ts', `export const it = () => Date.now();\n`, SYNTAX, 'passed in'],
  ['libs/server/src/referral/filters.ts', `export const it = { filters: false };\n`, SYNTAX, 'platform/db'],
  [
    'libs/server/src/referral/builder.ts',
    `export const it = (em: { getConnection(): void }) => { em.getConnection(); };\n`,
    SYNTAX,
    'platform/db',
  ],
  ['libs/server/src/referral/dto.ts', `export class AcceptDto { it = 1; }\n`, SYNTAX, 'Dto'],
  [
    'libs/server/src/referral/forward.ts',
    `import { forwardRef } from '@nestjs/common';\nexport const it = forwardRef;\n`,
    SYNTAX,
    'forwardRef',
  ],
  ['libs/server/src/referral/index.ts', `export * from './env.js';\n`, SYNTAX, 'No barrels'],
  ['libs/server/src/utils/text.ts', 'export const it = 1;\n', SYNTAX, 'utils'],
  ['apps/web/src/features/referral/ask.ts', `export const it = () => fetch('/api/referrals');\n`, SYNTAX, 'call()'],
  ['apps/web/src/features/referral/window.ts', `export const it = () => window.fetch('/api');\n`, SYNTAX, 'call()'],
  ['apps/web/src/features/referral/socket.ts', `export const it = () => new WebSocket('/');\n`, SYNTAX, 'call()'],
  ['libs/domain/src/any.ts', 'export const it = (a: unknown) => a as any;\n', '@typescript-eslint/no-explicit-any', ''],
  ['libs/domain/src/silent.ts', '/* eslint-disable no-var */\nexport var it = 1;\n', 'alliance/say-why', 'Say why'],
  ['libs/domain/src/long.ts', 'export const it = 1;\n'.padEnd(330, '\n'), 'max-lines', ''],
  [
    'libs/server/src/referral/floating.ts',
    'export const it = (a: () => Promise<void>) => { a(); };\n',
    '@typescript-eslint/no-floating-promises',
    '',
  ],

  // what is allowed
  [
    'libs/contracts/src/good.contract.ts',
    `import { z } from 'zod';\nimport { it } from '@alliance/domain/rule';\nexport const good = [z, it];\n`,
    null,
  ],
  [
    'libs/server/src/referral/good.ts',
    `import { it as clock } from '../platform/clock/clock.js';\nimport { it } from '../alliance/alliance.reader.js';\nexport const good = [clock, it];\n`,
    null,
  ],
  [
    'libs/server/src/referral/good.spec.ts',
    `import fc from 'fast-check';\nimport { it as make } from '../testing/make.js';\nexport const good = [fc, make];\n`,
    null,
  ],
  ['libs/server/src/platform/config/config.ts', `export const good = process.env['HOME'];\n`, null],
  ['libs/demo/src/good.ts', use('@alliance/server/platform/clock/clock'), null],
  ['apps/portal/src/environment.ts', `export const good = process.env['HOME'];\n`, null],
  ['apps/media/src/settings.ts', `export const good = process.env['HOME'];\n`, null],
  ['apps/api/src/good.ts', use('@alliance/server/alliance/alliance.service'), null],
  [
    'apps/web/src/features/referral/good.ts',
    `import { it } from '@alliance/contracts/rule.contract';\nimport { it as table } from '../../ui/table.js';\nexport const good = [it, table];\n`,
    null,
  ],
  ['apps/web/src/platform/call.ts', `export const good = () => fetch('/api/session');\n`, null],
  ['test/e2e/good.ts', use('@alliance/contracts/rule.contract'), null],
];
