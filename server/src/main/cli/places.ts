import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { AppError } from '../../domain/app-error.ts';
import type { Places } from '../../enrich/places.ts';
import { likelyEnough, likeliestEvidence } from '../../enrich/resolve/likeliest.ts';
import { exit, textOption, type Command } from './command.ts';
import { openPlacesOf } from '../places.ts';

const text = z
  .union([z.string(), z.number()])
  .transform(String)
  .nullish()
  .transform((value) => value ?? undefined);
const coordinate = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => value ?? undefined);

/** A line of the input; names that other tools use for the same field are read too, all else is ignored. */
const statedPlace = z
  .object({
    code: text,
    insee: text,
    text,
    query: text,
    address: text,
    street: text,
    postcode: text,
    city: text,
    town: text,
    departement: text,
    region: text,
    country: text,
    lat: coordinate,
    lon: coordinate,
    context: text,
  })
  .transform(({ insee, query, address, town, ...place }) => ({
    ...place,
    code: place.code ?? insee,
    text: place.text ?? query ?? address,
    city: place.city ?? town,
  }));

export const placesCommand: Command = {
  usage: 'places --in PLACES.jsonl [--country CODE]',
  summary:
    'Resolve stated places, one JSON object a line, to territories; CODE (FR unless given) is where places lie that name no country.',
  options: { in: { type: 'string' }, country: { type: 'string' } },
  async run(call) {
    const file = textOption(call, 'in');
    if (file === undefined) throw new AppError('wrong-request', `Usage: carrefour ${placesCommand.usage}`);
    const places = await openPlacesOf(call.config.data);
    const defaultCountry = textOption(call, 'country') ?? 'FR';
    const lines = createInterface({ input: file === '-' ? process.stdin : createReadStream(file) });
    let number = 0;
    try {
      for await (const line of lines) {
        number += 1;
        if (line.trim() === '') continue;
        call.signal.throwIfAborted();
        call.print(JSON.stringify(resolveLine(line, { number, places, defaultCountry })));
      }
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
        throw new AppError('wrong-request', `“${file}” cannot be read: check the path.`, { cause });
      throw cause;
    }
    return exit.done;
  },
};

function resolveLine(
  line: string,
  { number, places, defaultCountry }: { number: number; places: Places; defaultCountry: string },
): object {
  const parsed = statedPlace.safeParse(readJson(line, number));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? '';
    throw new AppError(
      'wrong-request',
      `Line ${number}: ${field === '' ? 'not an object' : `“${field}” is neither a text nor a number`}.`,
    );
  }
  const { position, territories, precision, evidence, ...rest } = places.resolve({
    ...parsed.data,
    defaultCountry,
  });
  const likely = likelyEnough(rest.likeliest);
  const territory = likely?.territory ?? territories.at(-1);
  return {
    territory: territory ?? null,
    name: territory === undefined ? null : (places.territories().get(territory)?.name ?? null),
    precision: likely === undefined ? precision : 'commune',
    evidence: likely === undefined ? evidence : [...evidence, likeliestEvidence(likely)],
    territories,
    ...rest,
    ...(position ?? {}),
  };
}

function readJson(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new AppError('wrong-request', `Line ${number} is not JSON: one object a line is read.`, { cause });
  }
}
