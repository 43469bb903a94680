import type { Bilingual, CarrefourClient, Lang } from '@carrefour/server/contract';

declare global {
  namespace App {
    interface Locals {
      /** The one way to data: in-process behind Express, over HTTP elsewhere. */
      client: CarrefourClient;
      lang: Lang;
      /** More of the answer’s `Link` header: the page’s data in other syntaxes. */
      links?: string;
    }
    interface Error {
      message: string;
      /** Words of the address, to search by instead. */
      words?: string;
      /** Pages that may have been meant. */
      closest?: readonly { readonly path: string; readonly label: Bilingual }[];
      /** Where the pages of {@link closest} stand; the vocabulary unless told. */
      closestOf?: 'themes';
      /** Why an entry is gone, and when it went. */
      gone?: { outcome: 'withdrawn' | 'erased'; at: string; reason: string };
    }
  }
}
