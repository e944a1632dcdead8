import 'reflect-metadata';
import { configOrExit } from '@alliance/server/platform/config/config';
import { createServer } from '@alliance/server/platform/http/server';
import { AppModule } from './app.module.js';

const config = configOrExit();
const app = await createServer(AppModule.with(config), config);
await app.listen(config.PORT, config.HOST);
