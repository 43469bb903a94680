import { Router } from 'express';

/** Whether a part can answer. */
export type ReadyCheck = () => boolean | Promise<boolean>;

/** `/livez`: the event loop turns. `/readyz`: every part answers, else 503 naming those that do not. */
export function createHealthRouter(checks: Readonly<Record<string, ReadyCheck>>): Router {
  const router = Router();
  router.get('/livez', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ live: true });
  });
  router.get('/readyz', async (_req, res) => {
    const parts = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await holds(check)] as const),
    );
    const ready = parts.every(([, isReady]) => isReady);
    res
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ready, parts: Object.fromEntries(parts) });
  });
  return router;
}

/** A check that fails is a part that is not ready: that is its answer, not an error. */
async function holds(check: ReadyCheck): Promise<boolean> {
  try {
    return await check();
  } catch {
    return false;
  }
}
