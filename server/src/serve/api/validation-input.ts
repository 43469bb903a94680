import type { Request } from 'express';
import { z } from 'zod';
import { AppError } from '../../domain/app-error.ts';
import { inputFormats, validationProfiles, type ValidationRequest } from '../../domain/validation.ts';

const profile = z
  .enum(validationProfiles, `must be one of ${validationProfiles.join(', ')}`)
  .default('publishable');
const text = z.string('must be a text').optional();
const asked = z.object({
  text,
  url: text,
  mediaType: text,
  name: text,
  mapping: text,
  format: z.enum(inputFormats, `must be one of ${inputFormats.join(', ')}`).optional(),
  profile,
});

/**
 * What a request asks to have validated: its body as it is, a JSON object that says more, or a form with a file. The
 * profile may stand in the query. Rejects with AppError `wrong-request`, saying what to send.
 */
export async function readValidationRequest(
  req: Request,
  parameters: URLSearchParams,
): Promise<ValidationRequest> {
  const body: Buffer = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
  const mediaType = req.get('content-type') ?? '';
  const told = parameters.get('profile');
  const fields = { ...(await fieldsOf(body, mediaType)), ...(told === null ? {} : { profile: told }) };
  const read = asked.safeParse(fields);
  if (read.success) {
    return Object.fromEntries(
      Object.entries(read.data).filter(([, value]) => value !== undefined && value !== ''),
    ) as unknown as ValidationRequest;
  }
  const [issue] = read.error.issues;
  throw new AppError(
    'wrong-request',
    `“${issue?.path.join('.') ?? ''}” ${issue?.message ?? 'cannot be read'}.`,
  );
}

async function fieldsOf(body: Buffer, mediaType: string): Promise<Record<string, unknown>> {
  if (/^application\/json\b/i.test(mediaType)) return objectOf(body);
  if (/^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(mediaType)) {
    return formOf(body, mediaType);
  }
  return { text: body.toString('utf8'), mediaType };
}

function objectOf(body: Buffer): Record<string, unknown> {
  try {
    const parsed = JSON.parse(body.toString('utf8')) as unknown;
    if (typeof parsed === 'object' && parsed !== null && ('text' in parsed || 'url' in parsed))
      return { ...parsed };
  } catch (cause) {
    throw new AppError('wrong-request', 'The body is not JSON.', { cause });
  }
  throw new AppError(
    'wrong-request',
    'application/json holds {"text": …} or {"url": …}; send a record itself as application/ld+json.',
  );
}

async function formOf(body: Buffer, mediaType: string): Promise<Record<string, unknown>> {
  const answer = new Response(new Uint8Array(body), { headers: { 'content-type': mediaType } });
  const form = await answer.formData().catch((cause: unknown) => {
    throw new AppError('wrong-request', 'The form cannot be read: check its encoding.', { cause });
  });
  const fields: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] ??= value === '' ? undefined : value;
    else if (value.size > 0) {
      fields[name === 'mapping' ? 'mapping' : 'text'] = await value.text();
      if (name !== 'mapping') fields['name'] = value.name;
    }
  }
  return fields;
}
