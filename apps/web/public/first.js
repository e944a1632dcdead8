// Runs before the modules: zod would probe for `eval` while its schemas are made, which the content security policy reports.
globalThis.__zod_globalConfig = { jitless: true };
