import { randomBytes } from 'node:crypto';
import type { Fetch } from '@carrefour/harvesters';
import { AppError } from '../domain/app-error.ts';
import type { KeptValidation, ValidationInput, ValidationRequest } from '../domain/validation.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Validator } from '../validate/validator.ts';

/** Days for which a report can be shown to others by its link. */
const daysKept = 30;
const dayMilliseconds = 86_400_000;

/** Validations that can be shown to others. */
export interface Validations {
  /**
   * Checks a text, or what an address answers, and keeps the report under an id that nobody can guess. Rejects with
   * AppError `wrong-request` when there is no text or the address cannot be read, and as {@link Validator} does.
   */
  validate(request: ValidationRequest): Promise<KeptValidation>;
  /** A report kept for 30 days; undefined afterwards, and for an id that never was. */
  find(id: string): Promise<KeptValidation | undefined>;
  close(): Promise<void>;
}

export interface ValidationsDependencies {
  readonly validator: Validator;
  /** With limits for what the public may have fetched. */
  readonly fetch: Fetch;
  readonly ledger: Pick<Ledger, 'keepValidation' | 'validation'>;
  /** ISO 8601. */
  readonly now: () => string;
}

export function createValidations({ validator, fetch, ledger, now }: ValidationsDependencies): Validations {
  return {
    async validate(request) {
      const input = await inputOf(request, fetch);
      const report = await validator.validate(input);
      const at = now();
      const { text, mapping, name } = input;
      const kept: KeptValidation = {
        id: randomBytes(16).toString('base64url'),
        at,
        until: new Date(Date.parse(at) + daysKept * dayMilliseconds).toISOString(),
        input: {
          text,
          ...(mapping === undefined ? {} : { mapping }),
          ...(name === undefined ? {} : { name }),
        },
        report,
      };
      await ledger.keepValidation(kept);
      return kept;
    },
    find: (id) => (/^[\w-]{22}$/.test(id) ? ledger.validation(id) : Promise.resolve(undefined)),
    close: () => validator.close(),
  };
}

async function inputOf(
  { url, text = '', ...rest }: ValidationRequest,
  fetch: Fetch,
): Promise<ValidationInput> {
  if (text.trim() !== '') return { ...rest, text };
  if (url === undefined || url.trim() === '') {
    throw new AppError('wrong-request', 'There is nothing to validate: send a text, a file or an address.');
  }
  const {
    bytes,
    headers,
    url: name,
  } = await fetch(url.trim()).catch((cause: unknown) => {
    throw new AppError('wrong-request', cause instanceof Error ? cause.message : String(cause), { cause });
  });
  const mediaType = rest.mediaType ?? headers['content-type'];
  return {
    ...rest,
    text: new TextDecoder().decode(bytes),
    name,
    ...(mediaType === undefined ? {} : { mediaType }),
  };
}
