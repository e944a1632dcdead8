// npm run faults: processes and servers are killed while work goes on, on a PostgreSQL and a Redis of their own that keep what they acknowledge.
import { measure } from '../../test/bench/measure.mjs';

await measure('test/faults/run.mjs');
