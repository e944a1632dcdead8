// npm run bench: the long measurements of speed, on a PostgreSQL and a Redis of their own that keep what they acknowledge.
import { measure } from '../../test/bench/measure.mjs';

await measure('test/bench/run.mjs');
