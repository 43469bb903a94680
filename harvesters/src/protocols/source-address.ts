import { z } from 'zod';

/** Where a source is read: the web, or a file of the source folder. */
export const sourceAddress = z
  .string('Write the address of the data.')
  .regex(
    /^(?:https?:\/\/\S+|file:\S+)$/,
    'Write an address that begins with https://, http:// or file: (a file of this folder).',
  );
