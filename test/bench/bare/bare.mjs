// The bare handler: Nest, Fastify and `pg`, the same statements as the portal and nothing else - no identity check, no validation, no rules,
// no serialiser. It is what the frameworks alone leave, so it imports Nest itself; tests may not, hence a plain program of its own.
import 'reflect-metadata';
import { Controller, Get, HttpCode, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { runnerOf } from '../replay.mjs';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.DATABASE_POOL) });
const templates = JSON.parse(readFileSync(process.env.TEMPLATES, 'utf8'));
const runners = new Map(Object.entries(templates).map(([name, template]) => [name, runnerOf(template)]));

async function run(name, i) {
  const client = await pool.connect();
  try {
    return await runners.get(name)(client, i);
  } finally {
    client.release();
  }
}

class Bare {
  act(name, i) {
    return run(name, Number(i));
  }
  page(name, i) {
    return run(name, Number(i));
  }
}
// decorators by hand: this file is run as it is
const decorate = (method, ...decorators) => {
  for (const one of decorators) one(Bare.prototype, method, Object.getOwnPropertyDescriptor(Bare.prototype, method));
  Param('name')(Bare.prototype, method, 0);
  Param('i')(Bare.prototype, method, 1);
};
decorate('act', Post('act/:name/:i'), HttpCode(200));
decorate('page', Get('page/:name/:i'));
Controller()(Bare);
class BareModule {}
Module({ controllers: [Bare] })(BareModule);

const app = await NestFactory.create(BareModule, new FastifyAdapter(), { logger: ['error'] });
await app.listen(Number(process.env.PORT), '127.0.0.1');
process.send?.('ready');
