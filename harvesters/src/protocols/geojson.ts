import { z } from 'zod';
import { parseJson } from '../parse/json.ts';
import type { Protocol, RawRecord } from '../protocol.ts';
import { HarvestError } from './harvest-error.ts';
import { isObject, type JsonObject } from './json-object.ts';
import { expectFormat, readSourceText } from './read-source.ts';
import { sourceAddress } from './source-address.ts';

const options = z.strictObject({ url: sourceAddress, charset: z.string().optional() });

/** A GeoJSON FeatureCollection (RFC 7946); every record is one feature as it was sent. */
export const geojson: Protocol<z.output<typeof options>> = {
  options,
  async *list({ url, charset }, context) {
    const { name, text } = await readSourceText(url, context, { charset });
    const root = expectFormat(name, () =>
      parseJson(text, context.unwrap === undefined ? {} : { unwrap: context.unwrap }),
    );
    for (const [index, feature] of featuresOf(root, name).entries()) {
      context.signal.throwIfAborted();
      yield recordOf(feature, `${name} $.features[${String(index)}]`);
    }
  },
};

function featuresOf(root: unknown, name: string): readonly unknown[] {
  if (isObject(root) && root['type'] === 'FeatureCollection' && Array.isArray(root['features'])) {
    return root['features'] as readonly unknown[];
  }
  throw new HarvestError(
    'not-the-expected-format',
    `${name} is JSON, but not a GeoJSON FeatureCollection with “features”.`,
  );
}

function recordOf(feature: unknown, locator: string): RawRecord {
  if (isObject(feature) && feature['type'] === 'Feature')
    return { outcome: 'record', locator, payload: feature as JsonObject };
  return {
    outcome: 'failed',
    locator,
    reason: 'This is not a GeoJSON feature: it needs "type": "Feature", properties and a geometry.',
  };
}
