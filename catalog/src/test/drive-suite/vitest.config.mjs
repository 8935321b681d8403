// The tests of google-drive-mock, which its author runs against the real Drive: those of the third version.
// Left out are those of the second, and two of batches whose form no client of ours uses.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/*.test.ts'],
    exclude: ['test/v2_*', 'test/etag.test.ts', 'test/check_empty.test.ts', 'test/concurrent_fetch.test.ts'],
    testNamePattern: /^(?!.*(V2 API|V2 Multipart|in V2|V2 media|V2 GET|\(v2\)|POST \/batch))/,
    testTimeout: 60_000,
    // They wait for seconds to pass most of the time.
    maxWorkers: 8,
  },
});
