import { createSafeFetch } from '@carrefour/harvesters';
import { createValidations, type Validations } from '../backoffice/validations.ts';
import { createValidatorProcess } from '../validate/adapters/validator-process.ts';
import { publicBounds } from '../validate/validator.ts';
import type { Platform } from './platform.ts';

const limits = { timeout: 15_000, memoryCap: 1024 * 1024 * 1024, queue: 8, patience: 60_000 };
/** What the public may have fetched, and how long it may take, in milliseconds. */
const fetchLimits = {
  maxBytes: publicBounds.bytes,
  maxInflated: publicBounds.bytes,
  totalTimeout: 20_000,
  idleTimeout: 10_000,
  maxRetries: 0,
  maxWait: 2000,
};

/** Validations for the public; their process starts with the first text. */
export function openValidations({ config, ledger }: Platform): Validations {
  return createValidations({
    ledger,
    now: config.now,
    fetch: createSafeFetch({ allow: config.fetch.allow, contact: config.fetch.contact, limits: fetchLimits }),
    validator: createValidatorProcess({ entry: new URL('validator-process.ts', import.meta.url), ...limits }),
  });
}
