import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { configOrExit } from '@alliance/server/platform/config/config';
import { WorkerModule } from './worker.module.js';

const config = configOrExit();
const app = await NestFactory.createApplicationContext(WorkerModule.with(config), { logger: ['error', 'warn'], abortOnError: false });
app.enableShutdownHooks();
