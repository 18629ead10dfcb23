import { rmSync } from 'node:fs';
import { build } from 'esbuild';

const out = '../wwwroot/dist';
// Hashed chunks of earlier builds would pile up.
rmSync(out, { recursive: true, force: true });

const shared = { bundle: true, minify: true, sourcemap: false, target: 'es2022', outdir: out, logLevel: 'warning' };
await Promise.all([
  build({ ...shared, entryPoints: ['src/client.ts'], format: 'esm', splitting: true, chunkNames: 'chunk-[hash]' }),
  build({ ...shared, entryPoints: ['src/start.ts'], format: 'iife' }),
  build({ ...shared, entryPoints: ['styles/app.css'], loader: { '.woff2': 'file' }, assetNames: '[name]' }),
]);
