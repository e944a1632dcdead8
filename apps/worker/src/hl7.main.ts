import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { configOrExit } from '@alliance/server/platform/config/config';
import { Hl7Module } from './hl7.module.js';

// Results by HL7 v2 in a process of its own: whatever happens to the others, what hospitals send is taken and answered.
const config = configOrExit();
const app = await NestFactory.createApplicationContext(Hl7Module.with(config), { logger: ['error', 'warn'], abortOnError: false });
app.enableShutdownHooks();
