// npm run fuzz: malformed requests at every operation, on a PostgreSQL and a Redis of their own that keep what they acknowledge.
import { measure } from '../../test/bench/measure.mjs';

await measure('test/fuzz/run.mjs');
